import type { Finding } from '@/lib/findings/model/finding'
import { isFresh, readWords } from '@/lib/findings/rules/account/base'
import type { AssetPicture, PolicySchedule, SystemFacts } from '@/lib/freshness/evidence'
import { runsOfPolicy } from '@/lib/freshness/runs'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { DAY, formatDuration } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

/** Runs that were missed in the last seven days, and points kept shorter than the plan says. */
export function scheduleFindings(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): Finding[] {
  return pictures.flatMap((picture) => [
    ...[...picture.schedules, ...picture.copies].flatMap((schedule) => missedRuns(facts, picture, schedule, now)),
    ...picture.policies.flatMap((policy) => shortRetention(facts, picture, policy, now)),
  ])
}

function missedRuns(facts: SystemFacts, picture: AssetPicture, schedule: PolicySchedule, now: number): Finding[] {
  const missed = schedule.slots.filter((slot) => slot.state === 'missed')
  if (missed.length === 0) return []
  const copy = schedule.copyTo !== null
  const times = missed.slice(-3).map((slot) => formatInstant(slot.at, now).slice(0, -3))
  const more = missed.length > 3 ? `, and ${missed.length - 3} before` : ''
  return [
    {
      id: `missed:${schedule.policy.id}${copy ? `:${schedule.copyTo}` : ''}`,
      severity: 'medium',
      mark: 'missed',
      system: facts.plan.system.key,
      subject: schedule.name,
      assetKey: picture.asset.key,
      origin: 'account',
      sentence: `${schedule.name}: ${missed.length} of ${schedule.slots.length} runs missed in 7 d.`,
      planSays: schedule.policy.source.says,
      found: `Nothing for ${times.join(', ')} UTC${more}.`,
      whatToDo: copy
        ? 'See why the copy was not made.'
        : 'See why the job did not run, and run it by hand if the gap matters.',
    },
  ]
}

function shortRetention(facts: SystemFacts, picture: AssetPicture, policy: BackupPolicy, now: number): Finding[] {
  const planned = policy.retention.find(({ rung }) => rung === 'all' || rung === 'daily') ?? policy.retention[0]
  if (!planned?.keep) return []
  const found = keptFor(facts, picture, policy, now)
  // Stores count in days; a day less is rounding.
  if (found === null || found > planned.keep - DAY) return []
  const rung =
    planned.rung === 'all' ? 'Points' : `${planned.rung.charAt(0).toUpperCase()}${planned.rung.slice(1)} points`
  return [
    {
      id: `retention:${policy.id}`,
      severity: 'high',
      mark: 'breached',
      system: facts.plan.system.key,
      subject: policy.name,
      assetKey: picture.asset.key,
      origin: 'account',
      sentence: `${rung} of ${picture.asset.identifier} are kept ${formatDuration(found)} instead of ${formatDuration(planned.keep)}.`,
      planSays: `${policy.name}, kept ${formatDuration(planned.keep)}.`,
      found: `Kept ${formatDuration(found)}.${readWords(picture.asset.confirmedAt)}`,
      whatToDo: 'Set the retention of the rule as planned; what has expired is lost.',
    },
  ]
}

/** How long the account really keeps a policy's points: what the store says of the newest one, or of the instance. */
function keptFor(facts: SystemFacts, picture: AssetPicture, policy: BackupPolicy, now: number): number | null {
  if (policy.mechanism === 'rds-automated') {
    if (!isFresh(facts, picture, now)) return null
    const days = picture.asset.facts.backupRetentionDays
    return typeof days === 'number' && days > 0 ? days * DAY : null
  }
  const past = facts.runs.get(picture.asset.id) ?? []
  const starts = new Set(runsOfPolicy(policy, picture.policies, past).map((run) => run.startedAt))
  const kept = past
    .filter((run) => starts.has(run.startedAt ?? run.consistentAt) && run.expiresAt !== null)
    .map((run) => Math.round(((run.expiresAt ?? 0) - run.consistentAt) / DAY) * DAY)
  return kept.length === 0 ? null : Math.min(...kept)
}
