import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { worksNow } from '@/lib/findings/rules/facts/fresh'
import { dayWords, readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { isNamed } from '@/lib/plans/rules/governing'

const OBSERVABLE = new Set(['db-instance', 'replica', 'vault', 'bucket'])

/** Assets of the plan that are not in the account. */
export const missing: AccountRule = {
  id: 'missing',
  scope: 'account',
  find: (facts) => facts.pictures.flatMap((picture) => missingAsset(facts, picture)),
}

function missingAsset(facts: AccountFacts, picture: AssetPicture): Found[] {
  const { plan, context } = facts
  const { asset } = picture
  const planned = plan.assets.find(({ key }) => key === asset.key)
  if (planned?.platform !== 'aws' || !OBSERVABLE.has(asset.kind)) return []
  const collector = context.collectors.get(asset.collectorId ?? '')
  if (asset.goneAt === null && (asset.confirmedAt !== null || !worksNow(facts, collector))) return []
  return [
    {
      ...aboutAsset(picture),
      about: asset.key,
      severity: isNamed(plan, asset.key) ? 'high' : 'medium',
      mark: 'missed',
      sentence: `${asset.identifier} is not in the account.`,
      planSays: `${planned.name}${planned.assumed ? ', assumed, to confirm' : ''}, ${planned.region ?? 'no region stated'}.`,
      found:
        asset.goneAt === null
          ? `It was never seen there.${readWords(collector?.lastSuccessAt ?? null)}`
          : `Gone since ${dayWords(asset.goneAt)} UTC.`,
      whatToDo: planned.assumed
        ? 'Correct the plan: the identifier was assumed.'
        : 'Find out who removed it, or correct the plan.',
    },
  ]
}
