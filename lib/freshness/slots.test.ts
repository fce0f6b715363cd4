import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSlots, defaultGrace, judgeSlots, markOfSlots, p95Duration, slotDeadlines } from '@/lib/freshness/slots'
import type { Run } from '@/lib/freshness/types'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 21)
const slots = [0, 6, 12, 18].map((hour) => T + hour * HOUR)
const rule = { startWindow: 10 * MINUTE, grace: 5 * MINUTE, p95: 20 * MINUTE }
const seen = (until: number, from = T - DAY) => ({
  knownFrom: from,
  confirmedUntil: until,
  limit: 2 * MINUTE,
})
const run = (hour: number, minutes: number | null = 12, more: Partial<Run> = {}): Run => ({
  startedAt: T + hour * HOUR,
  completedAt: minutes === null ? null : T + hour * HOUR + minutes * MINUTE,
  ...more,
})
const states = (runs: Run[], now: number, evidence = seen(now)) =>
  judgeSlots(slots, runs, rule, evidence, now).map((slot) => slot.state)

describe('expected runs', () => {
  it.each([
    ['on time', [run(0)], 1, ['on-time']],
    ['waiting until its start window and grace are over', [], 0.25, ['waiting']],
    ['missed after that', [], 0.26, ['missed']],
    ['running while it may still complete', [run(0, null)], 0.5, ['running']],
    ['late when it has not completed by then', [run(0, null)], 0.6, ['late']],
    ['late when it completed after that', [run(0, 40)], 1, ['late']],
    ['missed when nothing started in time, whatever came later', [run(3)], 5, ['missed']],
    ['on time by the second try when the first failed', [run(0, null, { failed: true }), run(0.1)], 1, ['on-time']],
    ['late when all tries failed', [run(0, 3, { failed: true })], 1, ['late']],
    [
      'missed when only an early run exists: it does not satisfy the next slot',
      [run(0), run(5.9)],
      7,
      ['on-time', 'missed'],
    ],
    ['on time when a clock is some seconds early', [run(0), run(6 - 0.005)], 7, ['on-time', 'on-time']],
  ])('are %s', (_, runs, hours, expected) => {
    expect(states(runs, T + hours * HOUR)).toEqual(expected)
  })

  it('are unknown where absence was not observed', () => {
    expect(states([], T + HOUR, seen(T + HOUR, Number.POSITIVE_INFINITY))).toEqual(['unknown'])
    expect(states([run(6)], T + 7 * HOUR, seen(T + 7 * HOUR, T + HOUR))).toEqual(['unknown', 'on-time'])
    expect(states([run(0)], T + 7 * HOUR, seen(T + 5 * HOUR))).toEqual(['on-time', 'unknown'])
  })

  it('stay open while the last reading is fresh but older than the deadline', () => {
    const now = T + 15 * MINUTE + 30_000
    expect(states([], now, seen(now - MINUTE))).toEqual(['waiting'])
  })

  it('say what holds now: a miss until a later run completes, and for two days', () => {
    const judge = (runs: Run[], hours: number) =>
      markOfSlots(judgeSlots(slots, runs, rule, seen(T + hours * HOUR), T + hours * HOUR), T + hours * HOUR)
    expect(judge([run(0)], 7)).toBe('missed')
    expect(judge([run(0), run(12), run(18)], 53)).toBe('missed')
    expect(judge([run(0), run(12), run(18)], 55)).toBeNull()
    expect(judge([run(0), run(12, null)], 12.3)).toBe('missed')
    expect(judge([run(0), run(6), run(12, null)], 12.3)).toBe('running')
    expect(judge([run(0, 40)], 2)).toBeNull()
  })

  it('count beside what is unknown', () => {
    const judged = judgeSlots(slots, [run(0), run(12, 40)], rule, seen(T + 23 * HOUR, T), T + 23 * HOUR)
    expect(countSlots(judged)).toEqual({ onTime: 1, late: 1, missed: 2, unknown: 0, ratio: 0.25 })
    expect(countSlots([]).ratio).toBeNull()
  })

  it('change next at a deadline ahead', () => {
    const now = T + 5 * MINUTE
    const judged = judgeSlots(slots, [], rule, seen(now), now)
    expect(Math.min(...slotDeadlines(judged, rule, T + 6 * HOUR, now))).toBe(T + 15 * MINUTE + 1)
  })

  it('never call a slot on time without a run that started within it, for any runs', () => {
    const anyRun = fc.record({
      startedAt: fc.integer({ min: T - HOUR, max: T + DAY }),
      completedAt: fc.option(fc.integer({ min: T - HOUR, max: T + DAY })),
    })
    fc.assert(
      fc.property(fc.array(anyRun), fc.integer({ min: T, max: T + DAY }), (runs, now) => {
        for (const slot of judgeSlots(slots, runs, rule, seen(now), now)) {
          const began = runs.some((one) => one.startedAt >= slot.at - 30_000 && one.startedAt < slot.at + 6 * HOUR)
          if (slot.state === 'on-time' || slot.state === 'late' || slot.state === 'running') expect(began).toBe(true)
          if (slot.state === 'missed') expect(now).toBeGreaterThan(slot.at + rule.startWindow + rule.grace)
        }
      }),
    )
  })
})

describe('durations', () => {
  it('come from the measured runs once there are three, from the plan before', () => {
    expect(p95Duration([], 7)).toBe(7)
    expect(p95Duration([run(0, 10), run(6, 30)], 60 * MINUTE)).toBe(60 * MINUTE)
    expect(p95Duration([run(0, 10), run(6, 12), run(12, 30)], 60 * MINUTE)).toBe(30 * MINUTE)
  })

  it('give a grace between 5 minutes and an hour', () => {
    expect([MINUTE, 2 * HOUR, 7 * DAY].map(defaultGrace)).toEqual([5 * MINUTE, 12 * MINUTE, HOUR])
  })
})
