import type { Run, Slot, SlotRule, SlotState } from '@/lib/freshness/types'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

/** What may be believed about the past of one schedule. */
export type SlotEvidence = {
  /** nothing before this is known: older points have expired or were never seen; infinite when nothing is known at all */
  knownFrom: number
  /** the facts were last confirmed then; later absence proves nothing */
  confirmedUntil: number | null
  /** how old a confirmation may grow before it says nothing; until then a deadline just passed is still open */
  limit: number
}

/**
 * Judges every expected run: a slot is **missed** when nothing started by `slot + start window + grace`, **late** when
 * nothing completed by `slot + start window + p95 + grace`. A run belongs to the newest slot at or before its start,
 * so an early run never satisfies the next one. Absence that was not observed is unknown, never missed.
 *
 * @param slots expected starts, ascending
 * @param runs in any order; failed ones have started and never complete
 * @param skew how much earlier than its slot a run may have been stamped (clocks differ), in milliseconds
 */
export function judgeSlots(
  slots: readonly number[],
  runs: readonly Run[],
  rule: SlotRule,
  evidence: SlotEvidence,
  now: number,
  skew = 30_000,
): Slot[] {
  const ordered = [...runs].sort((a, b) => a.startedAt - b.startedAt)
  let next = 0
  const due = slots.filter((slot) => slot <= now)
  return due.map((at, index) => {
    const until = (slots[index + 1] ?? Number.POSITIVE_INFINITY) - skew
    while (next < ordered.length && (ordered[next] as Run).startedAt < at - skew) next += 1
    const own: Run[] = []
    while (next < ordered.length && (ordered[next] as Run).startedAt < until) own.push(ordered[next++] as Run)
    return judgeSlot(at, own, rule, evidence, now)
  })
}

function judgeSlot(at: number, runs: readonly Run[], rule: SlotRule, evidence: SlotEvidence, now: number): Slot {
  const startBy = at + rule.startWindow + rule.grace
  const completeBy = startBy + rule.p95
  const started = runs.filter((run) => run.startedAt <= startBy)
  const done = started
    .filter((run) => !run.failed && run.completedAt !== null && run.completedAt <= now)
    .sort((a, b) => (a.completedAt ?? 0) - (b.completedAt ?? 0))[0]
  const slot = (state: SlotState, run?: Run): Slot => ({
    at,
    state,
    startedAt: run?.startedAt ?? null,
    completedAt: run?.completedAt ?? null,
  })
  if (done) return slot((done.completedAt ?? 0) <= completeBy ? 'on-time' : 'late', done)
  const confirmed = Math.min(evidence.confirmedUntil ?? Number.NEGATIVE_INFINITY, now)
  if (started.length > 0) {
    const first = started[0] as Run
    const open = now <= completeBy || (confirmed <= completeBy && now - confirmed <= evidence.limit)
    if (open) return slot(started.every((run) => run.failed) ? 'waiting' : 'running', first)
    return slot(confirmed > completeBy ? 'late' : 'unknown', first)
  }
  if (now <= startBy || (confirmed <= startBy && now - confirmed <= evidence.limit)) return slot('waiting')
  const seen = at >= evidence.knownFrom && confirmed > startBy
  return slot(seen ? 'missed' : 'unknown', runs[0])
}

/**
 * The 95th percentile of a schedule's own durations (nearest rank), the plan's expectation while fewer than three runs
 * were measured.
 *
 * @returns milliseconds
 */
export function p95Duration(runs: readonly Run[], expected: number | null): number {
  const lengths = runs
    .flatMap((run) => (run.completedAt === null || run.failed ? [] : [Math.max(0, run.completedAt - run.startedAt)]))
    .sort((a, b) => a - b)
  if (lengths.length < 3) return Math.max(expected ?? 0, lengths.at(-1) ?? 0)
  return lengths[Math.ceil(lengths.length * 0.95) - 1] ?? 0
}

/** Grace where the plan gives none: a tenth of the interval, at least 5 minutes, at most 1 hour. Milliseconds. */
export function defaultGrace(interval: number): number {
  return Math.min(HOUR, Math.max(5 * MINUTE, interval / 10))
}

/** Count compliance: how many of the expected runs were on time. Slots still open are not counted. */
export type SlotCount = {
  onTime: number
  late: number
  missed: number
  unknown: number
  /** on time ÷ (on time + late + missed); null when nothing was observed */
  ratio: number | null
}

/** Counts judged slots; unknown ones stand beside the ratio, never in it. */
export function countSlots(slots: readonly Slot[]): SlotCount {
  const count = { onTime: 0, late: 0, missed: 0, unknown: 0 }
  for (const slot of slots) {
    if (slot.state === 'on-time') count.onTime += 1
    else if (slot.state === 'late') count.late += 1
    else if (slot.state === 'missed') count.missed += 1
    else if (slot.state === 'unknown') count.unknown += 1
  }
  const observed = count.onTime + count.late + count.missed
  return { ...count, ratio: observed === 0 ? null : count.onTime / observed }
}

/** How long a miss is shown after later runs came: its hole in the history is still news. */
const MISS_SHOWN = 2 * DAY

/**
 * What the slots say of this moment: a miss stands until a later run completes, and for two days in any case; a delay until
 * its own run completes; a run that is under way is running. null: nothing to say.
 */
export function markOfSlots(slots: readonly Slot[], now: number): 'missed' | OpenSlot['state'] | null {
  return newestMiss(slots, now) ? 'missed' : (openSlot(slots)?.state ?? null)
}

/** A slot that no run has kept yet, and about which there is something to say. */
export type OpenSlot = Slot & { state: 'late' | 'unknown' | 'running' }

/** Since the last run that completed: the newest slot that is late or unknown, else the newest that runs. */
export function openSlot(slots: readonly Slot[]): OpenSlot | null {
  const open = slots.slice(slots.findLastIndex(({ completedAt }) => completedAt !== null) + 1)
  const is = (...states: SlotState[]) => open.findLast(({ state }) => states.includes(state))
  return ((is('late', 'unknown') ?? is('running')) as OpenSlot | undefined) ?? null
}

/** The newest missed slot that is still worth a mark, and whether a later run has come since. */
export function newestMiss(slots: readonly Slot[], now: number): { slot: Slot; over: boolean } | null {
  const slot = slots.findLast((each) => each.state === 'missed')
  if (!slot) return null
  const over = slots.some((later) => later.at > slot.at && later.completedAt !== null)
  return over && now - slot.at > MISS_SHOWN ? null : { slot, over }
}

/** When the state of a slot changes if nothing happens: the deadlines still ahead of `now`, and the next slot. */
export function slotDeadlines(slots: readonly Slot[], rule: SlotRule, nextSlot: number | null, now: number): number[] {
  const deadlines = slots
    .filter((slot) => slot.state === 'waiting' || slot.state === 'running')
    .flatMap((slot) => [slot.at + rule.startWindow + rule.grace, slot.at + rule.startWindow + rule.grace + rule.p95])
  if (nextSlot !== null) deadlines.push(nextSlot)
  const missed = newestMiss(slots, now)
  if (missed?.over) deadlines.push(missed.slot.at + MISS_SHOWN)
  return deadlines.filter((deadline) => deadline >= now).map((deadline) => deadline + 1)
}
