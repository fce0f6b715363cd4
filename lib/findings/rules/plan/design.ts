import type { PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { scheduleWords } from '@/lib/plans/rules/words'
import { formatDuration, MINUTE } from '@/lib/time/durations'
import { longestGap } from '@/lib/time/schedule'

/** RDS sends its logs every five minutes; sending one takes some of another. */
const PITR_WORST = 6 * MINUTE

/** Mechanisms that carry a change on by themselves: nothing of theirs can be computed from the plan. */
const FOLLOWS = new Set<BackupPolicy['mechanism']>([
  'replica',
  'versioning',
  'replication',
  'git',
  'secrets',
  'registry',
  'wal-archive',
  'redis-aof',
])

/**
 * The design check of the plan alone: no stated backup of an asset can meet an RPO that covers it, whatever happens
 * (interval + duration + grace > RPO). A replica is no backup: it repeats what went wrong. What the account adds is
 * judged in freshness, and the rules that ask there replace this one.
 */
export const design: PlanRule = {
  id: 'design',
  scope: 'plan',
  find: ({ plan }) =>
    plan.objectives.flatMap((objective) =>
      objective.covers.flatMap((key) => {
        const rpo = objective.rpo
        const asset = plan.assets.find((one) => one.key === key)
        const policies = plan.backups.filter((policy) => policy.asset === key)
        if (!rpo || rpo.realTime || !asset) return []
        const lines = policies.map((policy) => ({ policy, worst: worstOf(policy) }))
        const known = lines.flatMap(({ policy, worst }) => (worst === null ? [] : [{ policy, worst }]))
        // One that cannot be told may meet it: then nothing is claimed.
        if (known.length === 0 || known.length < lines.length || known.some(({ worst }) => worst <= rpo.target))
          return []
        const followed = plan.assets.some(({ replicaOf }) => replicaOf === key)
        const best = known.reduce((least, line) => (line.worst < least.worst ? line : least))
        return {
          about: `${objective.id}:${key}`,
          severity: 'high' as const,
          subject: `${objective.name}, ${asset.name}`,
          sentence: `By design the stated backups of ${lowerFirst(asset.name)} cannot meet the RPO of ${formatDuration(rpo.target)}.`,
          planSays: `RPO ${formatDuration(rpo.target)}; ${lowerFirst(best.policy.name)} ${scheduleWords(best.policy.schedule)}.`,
          found: `At worst the newest point is ${formatDuration(best.worst, 3)} old.${followed ? ' A replica follows; it repeats corruption and deletions.' : ''}`,
          whatToDo: 'Back up more often, state continuous backup, or agree another RPO.',
          places: [
            { text: objective.source.says, where: objective.source.section },
            { text: best.policy.source.says, where: best.policy.source.section },
          ],
          assetKey: key,
        }
      }),
    ),
}

/** The oldest the newest point may be, by design; null where the plan does not tell. */
function worstOf(policy: BackupPolicy): number | null {
  if (policy.pointInTime) return PITR_WORST
  const { schedule } = policy
  if (schedule.kind === 'on-demand') return Number.POSITIVE_INFINITY
  if (FOLLOWS.has(policy.mechanism) || schedule.kind === 'continuous' || schedule.kind === 'none-stated') return null
  const gap = longestGap(schedule)
  return gap === null ? null : gap + (policy.expectedDuration ?? 0) + policy.grace
}
