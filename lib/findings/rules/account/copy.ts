import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { missed } from '@/lib/findings/rules/account/missed'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { collectorIn, worksNow } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { runsOfCopy, runsOfPolicy } from '@/lib/freshness/runs'
import type { BackupCopy, BackupPolicy } from '@/lib/plans/model/backups'
import { formatDuration, HOUR } from '@/lib/time/durations'

/** A copy may take this long beyond the tolerance of its policy. */
const COPY_TIME = 6 * HOUR

/** Copies that do not come: that is no string of missed copies besides. */
export const copy: AccountRule = {
  id: 'copy',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) =>
      picture.policies.flatMap((policy) => policy.copies.flatMap((to) => lateCopy(facts, picture, policy, to))),
    ),
  replaces: [missed],
}

/** A run that ended long enough ago, and of which the other place has neither a copy nor anything newer. */
function lateCopy(facts: AccountFacts, picture: AssetPicture, policy: BackupPolicy, to: BackupCopy): Found[] {
  const { store } = to
  const { now } = facts
  if (store.kind !== 'vault' && store.kind !== 'objects') return []
  const collector = collectorIn(facts, store.region, store.kind === 'vault' ? 'backup' : 's3')
  if (!worksNow(facts, collector)) return []
  // A run of which the point is gone again protects nothing.
  const past = (facts.runs.get(picture.asset.id) ?? []).filter(({ goneAt }) => goneAt === null)
  const due = now - policy.startWindow - policy.grace - COPY_TIME
  const originals = runsOfPolicy(policy, picture.policies, past)
    .filter(({ completedAt }) => completedAt !== null && completedAt <= due)
    .map(({ startedAt }) => startedAt)
  const copies = runsOfCopy(policy, to, picture.policies, past)
    .filter(({ completedAt }) => completedAt !== null)
    .map(({ startedAt }) => startedAt)
  const newest = Math.max(0, ...originals)
  const copied = Math.max(0, ...copies)
  if (newest === 0 || copied >= newest) return []
  return [
    {
      ...aboutAsset(picture),
      about: `${policy.id}:${store.region}`,
      severity: 'high',
      mark: 'breached',
      subject: `${policy.name}, copy to ${store.region}`,
      sentence:
        copied === 0
          ? `No copy of ${policy.name} is in ${store.region}.`
          : `The newest copy of ${policy.name} in ${store.region} is ${formatDuration(now - copied)} old.`,
      planSays: `Copied to ${store.kind === 'vault' ? store.vault : store.bucket}, ${store.region}${to.assumed ? ', assumed, to confirm' : ''}.`,
      found: `The newest run that should be there is ${formatDuration(now - newest)} old.${readWords(collector?.lastSuccessAt ?? null)}`,
      whatToDo: 'See why the copy is not made; the loss of the home region would lose what is missing.',
    },
  ]
}
