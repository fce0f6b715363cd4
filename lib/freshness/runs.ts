import type { JudgedSchedule } from '@/lib/freshness/evaluate'
import { defaultGrace, judgeSlots, p95Duration } from '@/lib/freshness/slots'
import type { Run, SlotRule } from '@/lib/freshness/types'
import type { PastRun } from '@/lib/inventory/model/past-run'
import type { BackupCopy, BackupPolicy } from '@/lib/plans/model/backups'
import { DAY } from '@/lib/time/durations'
import { longestGap, nextSlot, type Schedule, slotsBetween } from '@/lib/time/schedule'

const CLOCK_SKEW = 30_000
const FAILED = new Set(['failed', 'partial'])

/** A policy's own schedule, or null where it follows none. */
export function scheduleOf(policy: BackupPolicy): Schedule | null {
  return policy.schedule.kind === 'cron' || policy.schedule.kind === 'rate' ? policy.schedule : null
}

/**
 * The runs of one policy among all that was seen of its asset. Objects name their policy; snapshots and vault points are
 * told by mechanism and store, and where several policies share a store, a run belongs to the one whose slot is nearest
 * before it.
 *
 * @param siblings all policies of the same asset
 */
export function runsOfPolicy(policy: BackupPolicy, siblings: readonly BackupPolicy[], past: readonly PastRun[]): Run[] {
  const rivals = siblings.filter((other) => other.id !== policy.id && sharesStore(policy, other))
  return nearestOf(
    policy,
    rivals,
    past.filter((run) => isOfStore(policy, run)),
  ).map(asRun)
}

/** Of runs that name no policy, those whose nearest slot before is this policy's and no rival's. */
function nearestOf(
  policy: BackupPolicy,
  rivals: readonly BackupPolicy[],
  runs: readonly PastRun[],
): readonly PastRun[] {
  const schedule = scheduleOf(policy)
  const others = rivals.flatMap((rival) => {
    const theirs = scheduleOf(rival)
    return theirs ? [{ id: rival.id, schedule: theirs }] : []
  })
  if (!schedule || others.length === 0 || runs.length === 0) return runs
  const starts = runs.map((run) => run.startedAt ?? run.consistentAt)
  const before = slotsBefore(schedule, starts)
  const rival = others.map((other) => ({ id: other.id, before: slotsBefore(other.schedule, starts) }))
  return runs.filter((run) => {
    if (run.policy !== null) return true
    const start = (run.startedAt ?? run.consistentAt) + CLOCK_SKEW
    const mine = before(start)
    return rival.every(({ id, before: theirs }) => mine > theirs(start) || (mine === theirs(start) && policy.id < id))
  })
}

/** Finds the newest slot at or before a start; the slots of the whole period are worked out once. */
function slotsBefore(schedule: Schedule, starts: readonly number[]): (start: number) => number {
  const first = starts.reduce((a, b) => Math.min(a, b))
  const last = starts.reduce((a, b) => Math.max(a, b))
  const slots = slotsBetween(schedule, first - 2 * (longestGap(schedule) ?? DAY), last + CLOCK_SKEW + 1)
  return (start) => slots.findLast((slot) => slot <= start) ?? Number.NEGATIVE_INFINITY
}

/** The runs of one of a policy's copies, told by their location; they carry the time of their original. */
export function runsOfCopy(
  policy: BackupPolicy,
  copy: BackupCopy,
  siblings: readonly BackupPolicy[],
  past: readonly PastRun[],
): Run[] {
  const place = placeOf(copy.store)
  if (!place) return []
  const here = past
    .filter((run) => run.location.startsWith(`${place.region}/`) && run.location.endsWith(`/${place.store}`))
    .filter((run) => run.policy === null || run.policy === policy.id)
    .map((run) => ({ ...run, startedAt: run.consistentAt }))
  const rivals = siblings.filter((other) => other.id !== policy.id && sharesStore(policy, other))
  return nearestOf(policy, rivals, here).map(asRun)
}

function asRun(run: PastRun): Run {
  return {
    startedAt: run.startedAt ?? run.consistentAt,
    completedAt: run.completedAt,
    failed: FAILED.has(run.status),
  }
}

function isOfStore(policy: BackupPolicy, run: PastRun): boolean {
  if (policy.mechanism === 'rds-automated') return run.mechanism === 'rds-snapshot-automated'
  if (policy.mechanism === 'rds-snapshot') return run.mechanism === 'rds-snapshot-manual'
  const place = placeOf(policy.store)
  if (!place || !run.location.startsWith(`${place.region}/`) || !run.location.endsWith(`/${place.store}`)) return false
  if (policy.mechanism === 'aws-backup') return run.mechanism === 'aws-backup'
  return run.mechanism === 's3-object' && (run.policy === null || run.policy === policy.id)
}

function sharesStore(a: BackupPolicy, b: BackupPolicy): boolean {
  const [mine, theirs] = [placeOf(a.store), placeOf(b.store)]
  return a.mechanism === b.mechanism && mine?.store === theirs?.store && mine?.region === theirs?.region
}

function placeOf(store: BackupPolicy['store']): { region: string; store: string } | null {
  if (store?.kind === 'vault') return { region: store.region, store: store.vault }
  if (store?.kind === 'objects') return { region: store.region, store: store.bucket }
  return null
}

/** What is known of one schedule's store, to tell absence from not having looked. */
export type StoreKnowledge = {
  /** Tidemark has watched the asset since then; absence is proven from here on */
  firstSeenAt: number | null
  /** the store was last read to its end then */
  confirmedUntil: number | null
  limit: number
}

/**
 * Judges a schedule's slots in [from, now]. Before the first look the listing itself is the proof, as far back as the
 * oldest run that is still there.
 *
 * @returns null when the policy follows no schedule
 */
export function judgeSchedule(
  policy: BackupPolicy,
  name: string,
  runs: readonly Run[],
  knowledge: StoreKnowledge,
  from: number,
  now: number,
  copy = false,
): JudgedSchedule | null {
  const schedule = scheduleOf(policy)
  if (!schedule) return null
  const rule = ruleOf(policy, schedule, runs, copy)
  const oldest = Math.min(...runs.map((run) => run.startedAt))
  // Of a ladder only the shortest rung keeps every run; older absence may be thinning, not a miss.
  const kept = Math.min(...policy.retention.map(({ keep }) => keep ?? Number.POSITIVE_INFINITY))
  const listed = Math.max(oldest, now - kept)
  const knownFrom = Math.min(listed, knowledge.firstSeenAt ?? Number.POSITIVE_INFINITY) - CLOCK_SKEW
  const slots = slotsBetween(schedule, from, now + 1)
  const judged = judgeSlots(
    slots,
    runs,
    rule,
    { knownFrom, confirmedUntil: knowledge.confirmedUntil, limit: knowledge.limit },
    now,
  )
  return { name, slots: judged, rule, next: nextSlot(schedule, now) }
}

function ruleOf(policy: BackupPolicy, schedule: Schedule, runs: readonly Run[], copy: boolean): SlotRule {
  const grace = policy.grace > 0 ? policy.grace : defaultGrace(longestGap(schedule) ?? 0)
  const p95 = p95Duration(runs, policy.expectedDuration)
  // A copy cannot start before its original is whole, and of an object nothing is seen before it is whole.
  const unseen = policy.store?.kind === 'objects'
  return { startWindow: policy.startWindow + (copy ? p95 : 0) + (unseen ? p95 : 0), grace, p95: unseen ? 0 : p95 }
}
