import type { WorkerSight } from '@/lib/jobs/model/worker-sight'

/** How often a worker says that it is at work. Milliseconds. */
export const BEAT_EVERY_MS = 10_000

/** Three signs in a row that did not come. Milliseconds. */
export const SILENT_AFTER_MS = 35_000

/**
 * Whether the worker is at work, by its last sign of life.
 *
 * @param beatAt epoch milliseconds; null where it never gave one
 * @param now epoch milliseconds on the clock that `beatAt` was read from
 */
export function workerSight(beatAt: number | null, now: number): WorkerSight {
  if (beatAt === null) return { state: 'never-seen' }
  const silentAt = beatAt + SILENT_AFTER_MS
  return now < silentAt ? { state: 'at-work', silentAt } : { state: 'silent', since: beatAt }
}

/** The same in words, for machines that watch this one; instants in UTC. */
export function workerWords(sight: WorkerSight | null): string {
  if (sight === null) return 'not known'
  if (sight.state === 'never-seen') return 'not seen yet'
  return sight.state === 'silent' ? `silent since ${new Date(sight.since).toISOString()}` : 'at work'
}
