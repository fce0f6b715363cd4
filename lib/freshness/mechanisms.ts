import { PITR_UPLOAD } from '@/lib/freshness/design'
import type { DesignMechanism, Source } from '@/lib/freshness/types'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { longestGap } from '@/lib/time/schedule'

/** Mechanisms that carry a change on as soon as it is made, without a schedule. */
const FOLLOWS = new Set(['versioning', 'git', 'secrets', 'registry'])

/**
 * A policy as the design check sees it: a schedule, point-in-time recovery, or both. By hand only: nothing that could be
 * counted on.
 *
 * @param duration what a run takes, see p95Duration; milliseconds
 */
export function designOfPolicy(policy: BackupPolicy, duration: number): DesignMechanism[] {
  const { schedule } = policy
  const base = { name: policy.name, interval: null, duration: 0, grace: 0 }
  if (schedule.kind === 'on-demand') return []
  const made: DesignMechanism[] = []
  if (policy.pointInTime) made.push(pitr('Point-in-time recovery'))
  if (schedule.kind === 'continuous') {
    if (policy.mechanism === 'replica') made.push({ ...base, kind: 'replica' })
    else if (FOLLOWS.has(policy.mechanism)) made.push({ ...base, kind: 'versions' })
    else made.push({ ...base, kind: 'stream' })
  } else if (schedule.kind === 'cron' || schedule.kind === 'rate') {
    made.push({
      ...base,
      kind: 'schedule',
      interval: longestGap(schedule),
      duration,
      grace: policy.grace,
    })
  } else made.push({ ...base, kind: 'schedule' })
  return made
}

/** What was found in the account and works without a schedule: a restore window, a replica, a versioned bucket. */
export function designOfSources(sources: readonly Source[]): DesignMechanism[] {
  const base = { interval: null, duration: 0, grace: 0 }
  return sources.flatMap((source): DesignMechanism[] => {
    if (source.kind === 'window' && source.window) return [pitr('Point-in-time recovery')]
    if (source.kind === 'replica' && source.lag !== null && source.lag !== undefined) {
      return [{ ...base, name: 'Replica', kind: 'replica' }]
    }
    if (source.kind === 'versions') return [{ ...base, name: 'S3 versioning', kind: 'versions' }]
    return []
  })
}

function pitr(name: string): DesignMechanism {
  return { name, kind: 'pitr', interval: null, duration: PITR_UPLOAD, grace: 0 }
}
