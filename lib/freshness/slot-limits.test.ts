import { describe, expect, it } from 'vitest'
import {
  countSlots,
  judgeSlots,
  markOfSlots,
  newestMiss,
  openSlot,
  p95Duration,
  type SlotEvidence,
  slotDeadlines,
} from '@/lib/freshness/slots'
import type { Run, Slot, SlotState } from '@/lib/freshness/types'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 21)
const LIMIT = 2 * MINUTE
const rule = { startWindow: 10 * MINUTE, grace: 5 * MINUTE, p95: 20 * MINUTE }
const START_BY = T + 15 * MINUTE
const COMPLETE_BY = T + 35 * MINUTE
const run = (startedAt: number, completedAt: number | null, more: Partial<Run> = {}): Run => ({
  ...{ startedAt, completedAt, ...more },
})
const begun = run(T, null)
const judge = (runs: Run[], now: number, more: Partial<SlotEvidence> = {}) =>
  judgeSlots([T, T + 6 * HOUR], runs, rule, { knownFrom: T - DAY, confirmedUntil: now, limit: LIMIT, ...more }, now)
const first = (runs: Run[], now: number, more: Partial<SlotEvidence> = {}) => judge(runs, now, more)[0]?.state

describe('a slot at its limits', () => {
  it('is due at its own moment', () => {
    expect(judge([], T - 1)).toEqual([])
    expect(judge([], T)).toEqual([{ at: T, state: 'waiting', startedAt: null, completedAt: null }])
  })

  it('takes a run that started half a minute before it, which the slot before it loses', () => {
    const at = T + 6 * HOUR - 30 * SECOND
    const states = (startedAt: number) => judge([run(startedAt, startedAt + 1)], T + 7 * HOUR).map(({ state }) => state)
    expect(states(at)).toEqual(['missed', 'on-time'])
    expect(states(at - 1)).toEqual(['missed', 'missed'])
    expect(first([run(T - 30 * SECOND, T)], T + HOUR)).toBe('on-time')
    expect(first([run(T - 30 * SECOND - 1, T)], T + HOUR)).toBe('missed')
  })

  it('takes its own runs whatever their order', () => {
    const runs = [run(T + 6 * HOUR, T + 6 * HOUR + MINUTE), run(T, T + MINUTE)]
    expect(judge(runs, T + 7 * HOUR).map(({ state }) => state)).toEqual(['on-time', 'on-time'])
  })

  it('is missed by a run that starts too late, and names that run', () => {
    const states = (startedAt: number) => judge([run(startedAt, T + 30 * MINUTE)], T + HOUR)
    const shown = { at: T, completedAt: T + 30 * MINUTE }
    expect(states(START_BY)).toEqual([{ ...shown, state: 'on-time', startedAt: START_BY }])
    expect(states(START_BY + 1)).toEqual([{ ...shown, state: 'missed', startedAt: START_BY + 1 }])
  })

  it('is on time by a run that completes by its deadline, and late after it', () => {
    expect(first([run(T, COMPLETE_BY)], T + HOUR)).toBe('on-time')
    expect(first([run(T, COMPLETE_BY + 1)], T + HOUR)).toBe('late')
  })

  it('knows nothing of a completion that is still to come', () => {
    expect(first([run(T, T + 20 * MINUTE)], T + 20 * MINUTE)).toBe('on-time')
    expect(first([run(T, T + 20 * MINUTE)], T + 20 * MINUTE - 1)).toBe('running')
  })

  it('shows the run that completed first of several', () => {
    const early = run(T + 5 * MINUTE, T + 10 * MINUTE)
    for (const other of [run(T, T + 40 * MINUTE), run(T + 6 * MINUTE, T + 40 * MINUTE)]) {
      expect(judge([early, other], T + HOUR)).toEqual([{ at: T, state: 'on-time', ...early }])
    }
  })

  it.each<[string, Run[], number, number | null, SlotState]>([
    ['waits for a start until its deadline, whatever was read', [], START_BY, null, 'waiting'],
    ['and is unknown after it where nothing was read', [], START_BY + 1, null, 'unknown'],
    ['waits for a reading after it, as long as the last one is believed', [], START_BY + LIMIT, START_BY, 'waiting'],
    ['and no longer', [], START_BY + LIMIT + 1, START_BY, 'unknown'],
    ['is missed once it was read after it', [], START_BY + 1, START_BY + 1, 'missed'],
    ['runs until its deadline, whatever was read', [begun], COMPLETE_BY, null, 'running'],
    ['and is unknown after it where nothing was read', [begun], COMPLETE_BY + 1, null, 'unknown'],
    ['runs on until a reading after it', [begun], COMPLETE_BY + LIMIT, COMPLETE_BY, 'running'],
    ['and no longer', [begun], COMPLETE_BY + LIMIT + 1, COMPLETE_BY, 'unknown'],
    ['is late once it was read after it', [begun], COMPLETE_BY + 1, COMPLETE_BY + 1, 'late'],
  ])('%s', (_, runs, now, confirmedUntil, state) => {
    expect(first(runs, now, { confirmedUntil })).toBe(state)
  })

  it('waits for another try when every one failed, and runs while one has not', () => {
    const failed = run(T, T + MINUTE, { failed: true })
    expect(first([failed], COMPLETE_BY)).toBe('waiting')
    expect(first([failed, begun], COMPLETE_BY)).toBe('running')
    expect(judge([begun], COMPLETE_BY)).toEqual([{ at: T, state: 'running', startedAt: T, completedAt: null }])
  })

  it('is missed from where the past is known, and unknown before', () => {
    expect(first([], T + HOUR, { knownFrom: T })).toBe('missed')
    expect(first([], T + HOUR, { knownFrom: T + 1 })).toBe('unknown')
  })
})

describe('what a run takes in 95 of 100 cases', () => {
  const lasting = (...minutes: number[]) => minutes.map((each) => run(T, T + each * MINUTE))
  const many = (count: number) => lasting(...Array.from({ length: count }, (_, index) => count - index))

  it.each([
    ['the 19th of 20', many(20), 19],
    ['the 20th of 21, by the nearest rank', many(21), 20],
    ['the longest of three', lasting(30, 10, 12), 30],
    ['the longest of two, where it is longer than the plan thinks', lasting(70, 10), 70],
    ['what the plan thinks of fewer than three', lasting(30, 10), 60],
    ['what the plan thinks where one of three never completed', [...lasting(50, 10), begun], 60],
    ['what the plan thinks where one of three failed', [...lasting(5, 10), run(T, T + DAY, { failed: true })], 60],
    ['nothing, where clocks differ and it ended before it began', lasting(-1, -2, -3), 0],
  ])('is %s', (_, runs, minutes) => {
    expect(p95Duration(runs, 60 * MINUTE)).toBe(minutes * MINUTE)
  })
})

/** Slots six hours apart; `late!` has completed all the same. */
function slotsOf(...states: (SlotState | 'late!' | 'missed!')[]): Slot[] {
  return states.map((word, index): Slot => {
    const at = T + index * 6 * HOUR
    const state = word.replace('!', '') as SlotState
    const done = state === 'on-time' || word.endsWith('!')
    return { at, state, startedAt: done ? at : null, completedAt: done ? at + HOUR : null }
  })
}

describe('what the slots say of this moment', () => {
  it.each<[ReturnType<typeof markOfSlots>, Parameters<typeof slotsOf>]>([
    [null, []],
    [null, ['on-time']],
    [null, ['waiting']],
    ['late', ['on-time', 'late']],
    ['late', ['late', 'waiting']],
    ['late', ['late', 'running']],
    [null, ['late!']],
    [null, ['late', 'on-time']],
    ['unknown', ['unknown']],
    ['unknown', ['unknown', 'running']],
    [null, ['unknown', 'on-time', 'waiting']],
    ['running', ['on-time', 'running']],
    ['running', ['running', 'waiting']],
    ['missed', ['missed', 'late', 'running']],
  ])('is %s of %j', (mark, states) => {
    expect(markOfSlots(slotsOf(...states), T + DAY)).toBe(mark)
  })

  it('is of the newest slot that is late or unknown since the last one kept, else of the newest that runs', () => {
    const late = slotsOf('late', 'on-time', 'late', 'unknown', 'late', 'running', 'waiting')
    expect(openSlot(late)).toBe(late[4])
    const running = slotsOf('late', 'on-time', 'running', 'running', 'waiting')
    expect(openSlot(running)).toBe(running[3])
    expect(openSlot(slotsOf('late', 'late!', 'missed'))).toBeNull()
  })

  it('tells the newest miss, and whether a later slot was kept since', () => {
    const missed = slotsOf('missed', 'on-time', 'missed', 'running')
    expect(newestMiss(missed, T + DAY)).toEqual({ slot: missed[2], over: false })
    const kept = slotsOf('missed', 'on-time')
    expect(newestMiss(kept, T + 2 * DAY)).toEqual({ slot: kept[0], over: true })
    expect(newestMiss(kept, T + 2 * DAY + 1)).toBeNull()
    const own = slotsOf('missed!')
    expect(newestMiss(own, T + 9 * DAY)).toEqual({ slot: own[0], over: false })
    expect(newestMiss(slotsOf('on-time', 'late'), T)).toBeNull()
  })

  it('counts what was observed, and what is unknown beside it; what is still open not at all', () => {
    const states = slotsOf('on-time', 'late', 'late!', 'missed', 'unknown', 'running', 'waiting', 'unknown', 'unknown')
    expect(countSlots(states)).toEqual({ onTime: 1, late: 2, missed: 1, unknown: 3, ratio: 0.25 })
    expect(countSlots(slotsOf('unknown', 'waiting'))).toEqual({
      ...{ onTime: 0, late: 0, missed: 0, unknown: 1, ratio: null },
    })
  })
})

describe('when a slot changes by time alone', () => {
  const deadlines = (states: Parameters<typeof slotsOf>, now: number, next: number | null = null) =>
    slotDeadlines(slotsOf(...states), rule, next, now)

  it('is a millisecond after each deadline that is ahead, of slots that are still open, and after the next slot', () => {
    const second = T + 6 * HOUR
    expect(deadlines(['waiting', 'running'], T)).toEqual([
      START_BY + 1,
      COMPLETE_BY + 1,
      second + 15 * MINUTE + 1,
      second + 35 * MINUTE + 1,
    ])
    expect(deadlines(['waiting'], START_BY)).toEqual([START_BY + 1, COMPLETE_BY + 1])
    expect(deadlines(['waiting'], START_BY + 1)).toEqual([COMPLETE_BY + 1])
    expect(deadlines(['on-time', 'late', 'unknown', 'missed'], T)).toEqual([])
    expect(deadlines(['on-time'], T, second)).toEqual([second + 1])
  })

  it('is when a miss is no news any more, once later runs came', () => {
    expect(deadlines(['missed', 'on-time'], T)).toEqual([T + 2 * DAY + 1])
    expect(deadlines(['missed'], T)).toEqual([])
  })
})
