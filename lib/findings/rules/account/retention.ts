import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { backupRuleRetention } from '@/lib/findings/rules/account/backup-rule-retention'
import { isFresh, worksNow } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'
import { type AssetPicture, collectorOf } from '@/lib/freshness/evidence'
import { runsOfPolicy } from '@/lib/freshness/runs'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { DAY, formatDuration } from '@/lib/time/durations'

/** Points that are kept shorter than the plan says: that tells more than the rule that does it. */
export const retention: AccountRule = {
  id: 'retention',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => picture.policies.flatMap((policy) => keptShorter(facts, picture, policy))),
  replaces: [backupRuleRetention],
}

function keptShorter(facts: AccountFacts, picture: AssetPicture, policy: BackupPolicy): Found[] {
  const planned = policy.retention.find(({ rung }) => rung === 'all' || rung === 'daily') ?? policy.retention[0]
  if (!planned?.keep) return []
  const found = keptFor(facts, picture, policy)
  // Stores count in days; a day less is rounding.
  if (found === null || found > planned.keep - DAY) return []
  const rung =
    planned.rung === 'all' ? 'Points' : `${planned.rung.charAt(0).toUpperCase()}${planned.rung.slice(1)} points`
  return [
    {
      about: policy.id,
      severity: 'high',
      mark: 'breached',
      subject: policy.name,
      assetKey: picture.asset.key,
      sentence: `${rung} of ${picture.asset.identifier} are kept ${formatDuration(found)} instead of ${formatDuration(planned.keep)}.`,
      planSays: `${policy.name}, kept ${formatDuration(planned.keep)}.`,
      found: `Kept ${formatDuration(found)}.${readWords(picture.asset.confirmedAt)}`,
      whatToDo: 'Set the retention of the rule as planned; what has expired is lost.',
    },
  ]
}

/** How long the account really keeps a policy's points: what the store says of the newest one, or of the instance. */
function keptFor(facts: AccountFacts, picture: AssetPicture, policy: BackupPolicy): number | null {
  if (policy.mechanism === 'rds-automated') {
    if (!isFresh(facts, picture)) return null
    const days = picture.asset.facts.backupRetentionDays
    return typeof days === 'number' && days > 0 ? days * DAY : null
  }
  const { asset } = picture
  const collector = collectorOf(facts, asset, policy.store) ?? facts.context.collectors.get(asset.collectorId ?? '')
  if (!worksNow(facts, collector)) return null
  const past = facts.runs.get(asset.id) ?? []
  const starts = new Set(runsOfPolicy(policy, picture.policies, past).map((run) => run.startedAt))
  const kept = past
    .filter((run) => starts.has(run.startedAt ?? run.consistentAt) && run.expiresAt !== null)
    .map((run) => Math.round(((run.expiresAt ?? 0) - run.consistentAt) / DAY) * DAY)
  return kept.length === 0 ? null : Math.min(...kept)
}
