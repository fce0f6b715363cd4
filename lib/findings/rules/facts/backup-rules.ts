import type { AccountFacts } from '@/lib/findings/model/rule'
import type { AssetPicture } from '@/lib/freshness/evidence'
import type { BackupRuleFact } from '@/lib/inventory/model/facts'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { DAY } from '@/lib/time/durations'
import { type Schedule, scheduleFault, slotsBetween } from '@/lib/time/schedule'

/** A policy with the rule of AWS Backup that carries it out; null: none, and `other` is one that may have been meant. */
export type RuleOfPolicy = { policy: BackupPolicy; rule: BackupRuleFact | null; other: BackupRuleFact | null }

/** Each policy of AWS Backup that stores into a vault, with the rule that carries it out; none where rules were not read. */
export function backupRulesOf({ plan }: AccountFacts, { asset }: AssetPicture): RuleOfPolicy[] {
  const found = asset.facts.backupRules
  if (!found) return []
  const policies = plan.backups.filter(
    ({ mechanism, store, schedule }) =>
      mechanism === 'aws-backup' && store?.kind === 'vault' && store.vault === asset.key && schedule.kind === 'cron',
  )
  const left = new Set(found)
  const take = (isMeant: (rule: BackupRuleFact) => boolean) => {
    const rule = [...left].find(isMeant) ?? null
    if (rule) left.delete(rule)
    return rule
  }
  const matched = policies.map((policy) => ({ policy, rule: take((each) => sameRuns(policy, each)) }))
  return matched.map((one) => ({ ...one, other: one.rule ? null : take(() => true) }))
}

const FROM = Date.UTC(2026, 0, 1)

/** Whether a rule runs when the policy says, over a good month. */
function sameRuns({ schedule }: BackupPolicy, rule: BackupRuleFact): boolean {
  if (schedule.kind !== 'cron' || rule.schedule === null) return false
  const theirs: Schedule = { kind: 'cron', cron: rule.schedule, zone: rule.zone }
  if (scheduleFault(theirs)) return false
  const runs = (each: Schedule) => slotsBetween(each, FROM, FROM + 65 * DAY).join()
  return runs(schedule) === runs(theirs)
}
