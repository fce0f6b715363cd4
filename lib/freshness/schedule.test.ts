import { describe, expect, it } from 'vitest'
import { judgeSchedule } from '@/lib/freshness/runs'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { policyWith } from '@/lib/plans/testing/samples'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 15) // a Sunday
const daily = policyWith({ startWindow: HOUR, grace: 15 * MINUTE })
const run = (hours: number, minutes = 20) => ({
  startedAt: T + hours * HOUR,
  completedAt: T + hours * HOUR + minutes * MINUTE,
})
const looked = (firstSeenAt: number | null, now: number) => ({ firstSeenAt, confirmedUntil: now, limit: 2 * MINUTE })

describe('a schedule, judged', () => {
  it('has a name, its slots, the rule they are judged by, and the next one', () => {
    const now = T + 14 * HOUR
    expect(judgeSchedule(daily, 'Daily backup', [run(2)], looked(T, now), T, now)).toEqual({
      name: 'Daily backup',
      slots: [{ at: T + 2 * HOUR, state: 'on-time', startedAt: T + 2 * HOUR, completedAt: T + 2 * HOUR + 20 * MINUTE }],
      rule: { startWindow: HOUR, grace: 15 * MINUTE, p95: 20 * MINUTE },
      next: T + 26 * HOUR,
    })
  })

  it('is none where no schedule is stated', () => {
    const unstated = { ...daily, schedule: { kind: 'none-stated' as const } }
    expect(judgeSchedule(unstated, 'x', [], looked(T, T), T, T)).toBeNull()
  })

  it('begins to judge a slot at its very moment, and names the one after it as next', () => {
    const at = (now: number) => {
      const judged = judgeSchedule(daily, 'x', [], looked(T, now), T, now)
      return [judged?.slots.length, judged?.next]
    }
    expect(at(T + 2 * HOUR - 1)).toEqual([0, T + 2 * HOUR])
    expect(at(T + 2 * HOUR)).toEqual([1, T + 26 * HOUR])
    expect(at(T + 26 * HOUR - 1)).toEqual([1, T + 26 * HOUR])
  })

  it('has no next slot when the last one is over', () => {
    const once: BackupPolicy = { ...daily, schedule: { kind: 'cron', cron: 'cron(0 2 15 11 ? 2026)', zone: 'UTC' } }
    const judged = judgeSchedule({ ...once, grace: 0 }, 'x', [], looked(T, T + DAY), T, T + DAY)
    expect(judged).toMatchObject({ slots: [{ at: T + 2 * HOUR, state: 'missed' }], next: null })
    expect(judged?.rule.grace).toBe(5 * MINUTE)
  })
})

describe('the rule of a schedule', () => {
  const ruleOf = (more: Partial<BackupPolicy>, copy?: boolean) =>
    judgeSchedule({ ...daily, ...more }, 'x', [run(-22)], looked(T, T), T, T, copy)?.rule
  const rule = { startWindow: HOUR, grace: 15 * MINUTE, p95: 20 * MINUTE }
  const store: BackupPolicy['store'] = {
    ...{ kind: 'objects', bucket: 'b', prefix: '', region: 'us-east-1', objectName: null, storageClass: null },
  }

  it('is the plan’s own grace, else a tenth of the interval within its limits', () => {
    expect(ruleOf({})).toEqual(rule)
    expect(ruleOf({ grace: 1 })).toEqual({ ...rule, grace: 1 })
    expect(ruleOf({ grace: 0 })).toEqual({ ...rule, grace: HOUR })
    expect(ruleOf({ grace: 0, schedule: { kind: 'rate', every: 2 * HOUR } })).toEqual({ ...rule, grace: 12 * MINUTE })
  })

  it('gives a copy the time of its original first', () => {
    expect(ruleOf({}, true)).toEqual({ ...rule, startWindow: HOUR + 20 * MINUTE })
    expect(ruleOf({ store: null }, true)).toEqual({ ...rule, startWindow: HOUR + 20 * MINUTE })
  })

  it('gives an object the time until it is whole: nothing is seen of it before', () => {
    expect(ruleOf({ store })).toEqual({ ...rule, startWindow: HOUR + 20 * MINUTE, p95: 0 })
    expect(ruleOf({ store }, true)).toEqual({ ...rule, startWindow: HOUR + 40 * MINUTE, p95: 0 })
  })

  it('takes what a run takes from the plan while nothing was measured', () => {
    expect(ruleOf({ expectedDuration: 50 * MINUTE })).toEqual({ ...rule, p95: 50 * MINUTE })
  })
})

describe('absence', () => {
  const states = (runs: ReturnType<typeof run>[], firstSeenAt: number | null, now: number, policy = daily) =>
    judgeSchedule(policy, 'x', runs, looked(firstSeenAt, now), T - 72 * HOUR, now)?.slots.map(({ state }) => state)

  it('proves a miss before the first look, as far back as the oldest point, and no further', () => {
    const now = T + 3 * DAY
    const runs = [run(-46), run(2), run(50)]
    expect(states(runs, now - HOUR, now)).toEqual(['unknown', 'on-time', 'missed', 'on-time', 'missed', 'on-time'])
  })

  it('proves a miss since the first look, though no point is there; without any look it proves nothing', () => {
    const now = T + 3 * HOUR + 30 * MINUTE
    expect(states([], T - 30 * HOUR, now)).toEqual(['unknown', 'unknown', 'missed', 'missed'])
    expect(states([], null, now)).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    expect(states([run(-22)], null, now)).toEqual(['unknown', 'unknown', 'on-time', 'missed'])
  })

  it('proves a miss of a slot up to half a minute before the first look: clocks differ', () => {
    const now = T + 4 * HOUR
    const last = (firstSeenAt: number) => states([], firstSeenAt, now)?.at(-1)
    expect(last(T + 2 * HOUR + 30 * SECOND)).toBe('missed')
    expect(last(T + 2 * HOUR + 30 * SECOND + 1)).toBe('unknown')
  })

  it('is thinning, not a miss, beyond the shortest rung of a ladder', () => {
    const now = T + 20 * DAY
    const retention: BackupPolicy['retention'] = [
      { rung: 'weekly', keep: 28 * DAY, count: 4 },
      { rung: 'daily', keep: 7 * DAY, count: 7 },
      { rung: 'yearly', keep: null, count: null },
    ]
    const runs = [run(2), run(7 * 24 + 2)]
    const judged = judgeSchedule({ ...daily, retention }, 'x', runs, looked(now - HOUR, now), T, now)
    expect(judged?.slots.map(({ state }) => state)).toEqual([
      ...['on-time', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'on-time'],
      ...['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'missed', 'missed', 'missed', 'missed'],
      ...['missed', 'missed', 'missed'],
    ])
  })
})
