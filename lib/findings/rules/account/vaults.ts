import type { Finding } from '@/lib/findings/model/finding'
import { aboutAsset, isFresh, isKeptAsLong, readWords } from '@/lib/findings/rules/account/base'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'
import type { BackupRuleFact } from '@/lib/inventory/model/facts'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { scheduleWords } from '@/lib/plans/rules/words'
import { DAY, formatDuration } from '@/lib/time/durations'
import { type Schedule, scheduleFault, slotsBetween } from '@/lib/time/schedule'

/** Vaults that anybody may empty, and AWS Backup plans that are not the plan's. */
export function vaultFindings(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): Finding[] {
  return pictures.flatMap((picture) => {
    if (picture.asset.kind !== 'vault' || !isFresh(facts, picture, now)) return []
    return [...unlocked(facts, picture), ...rules(facts, picture)]
  })
}

function unlocked(facts: SystemFacts, picture: AssetPicture): Finding[] {
  const { asset } = picture
  if (asset.facts.locked !== false) return []
  const production = facts.plan.assets.find(({ key }) => key === asset.key)?.environment === 'production'
  return [
    {
      ...aboutAsset(facts, picture),
      id: `vault-unlocked:${asset.key}`,
      severity: production ? 'medium' : 'low',
      mark: production ? 'at-risk' : 'info',
      sentence: `The vault ${asset.identifier} is not locked: whoever may delete its points can.`,
      planSays: 'The plan does not state a lock.',
      found: `No vault lock.${readWords(asset.confirmedAt)}`,
      whatToDo: 'Lock the vault with the planned retention, or accept it with a reason.',
    },
  ]
}

/** Each policy of AWS Backup that stores into this vault, against the rule that carries it out. */
function rules(facts: SystemFacts, picture: AssetPicture): Finding[] {
  const found = picture.asset.facts.backupRules
  if (!found) return []
  const policies = facts.plan.backups.filter(
    ({ mechanism, store, schedule }) =>
      mechanism === 'aws-backup' &&
      store?.kind === 'vault' &&
      store.vault === picture.asset.key &&
      schedule.kind === 'cron',
  )
  const left = new Set(found)
  const matched = new Map<BackupPolicy, BackupRuleFact>()
  for (const policy of policies) {
    const rule = [...left].find((each) => sameRuns(policy, each))
    if (!rule) continue
    matched.set(policy, rule)
    left.delete(rule)
  }
  return policies.flatMap((policy) => {
    const rule = matched.get(policy)
    const base = {
      ...aboutAsset(facts, picture),
      subject: policy.name,
      assetKey: policy.asset,
      mark: 'breached' as const,
      severity: 'high' as const,
    }
    if (rule) return keptOtherwise(policy, rule, base, picture)
    const other = [...left][0]
    if (other) left.delete(other)
    return [
      {
        ...base,
        id: `backup-rule:${policy.id}`,
        sentence: other
          ? `AWS Backup makes ${policy.name} at another time than the plan says.`
          : `No rule of AWS Backup makes ${policy.name}.`,
        planSays: `${scheduleWords(policy.schedule)}, into ${picture.asset.identifier}.`,
        found: `${other ? `Rule ${other.name}: ${other.schedule ?? 'no schedule'} ${other.zone}` : 'No rule of this schedule puts points into the vault'}.${readWords(picture.asset.confirmedAt)}`,
        whatToDo: 'Set the rule as planned, or change the plan.',
      },
    ]
  })
}

function keptOtherwise(
  policy: BackupPolicy,
  rule: BackupRuleFact,
  base: Pick<Finding, 'system' | 'subject' | 'assetKey' | 'origin' | 'mark' | 'severity'>,
  picture: AssetPicture,
): Finding[] {
  const planned = policy.retention[0]
  if (!planned) return []
  const found = rule.deleteAfterDays === null ? null : rule.deleteAfterDays * DAY
  if (isKeptAsLong(planned.keep, found)) return []
  const shorter = found !== null && (planned.keep === null || found < planned.keep)
  const words = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  return [
    {
      ...base,
      id: `backup-rule-retention:${policy.id}`,
      severity: shorter ? 'high' : 'low',
      mark: shorter ? 'breached' : 'info',
      sentence: `The rule of ${policy.name} keeps its points ${words(found)} instead of ${words(planned.keep)}.`,
      planSays: `Kept ${words(planned.keep)}.`,
      found: `Rule ${rule.name} keeps them ${words(found)}.${readWords(picture.asset.confirmedAt)}`,
      whatToDo: 'Set the retention of the rule as planned; what has expired is lost.',
    },
  ]
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
