import type { AccountFacts, Found } from '@/lib/findings/model/rule'
import type { Setting } from '@/lib/findings/model/setting'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { compareSetting } from '@/lib/findings/rules/facts/compare-setting'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'

/** A finding for a setting that is other than demanded, but for what to do. None where the facts are not known now. */
export function differingSetting(
  facts: AccountFacts,
  picture: AssetPicture,
  setting: Setting,
): Omit<Found, 'about' | 'whatToDo'> | null {
  const { asset, policies } = picture
  const planned = facts.plan.assets.find(({ key }) => key === asset.key)
  if (!planned || !isFresh(facts, picture)) return null
  const compared = compareSetting(setting, { asset: planned, policies }, asset.facts)
  if (compared?.agrees !== false || compared.found === null) return null
  const { found, severity, planSays } = compared
  const about = { identifier: asset.identifier, planned: compared.planned, found, facts: asset.facts }
  return {
    ...aboutAsset(picture),
    severity,
    mark: severity === 'high' ? ('breached' as const) : undefined,
    sentence: setting.sentence?.(about) ?? `${setting.name} of ${asset.identifier} is ${found}.`,
    planSays,
    found: `${found}.${readWords(asset.confirmedAt)}`,
  }
}
