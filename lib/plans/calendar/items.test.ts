import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarItems, periodsOf, schedulesOf } from '@/lib/plans/calendar/items'
import type { Plan } from '@/lib/plans/model/plan'
import { planWith } from '@/lib/plans/testing/calendar-plan'
import { DAY } from '@/lib/time/durations'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
const NOW = Date.parse('2026-11-21T12:00:00Z')
const NOVEMBER = [day('2026-11-01'), day('2026-12-01')] as const

const drill = {
  id: 'restore',
  name: 'Restore test',
  kind: 'restore-test',
  frequency: 'monthly',
  quarter: null,
  days: [],
  schedule: null,
  duration: 4 * 3_600_000,
} as unknown as Plan['drills'][0]
const told = (plan: Plan) =>
  calendarItems(plan, ...NOVEMBER, NOW).map(({ title, day: at, state }) => `${iso(at)} ${title} ${state}`)

describe('the calendar of a plan', () => {
  test.each<[string, Partial<Plan>, string[]]>([
    ['nothing stated, nothing shown', {}, []],
    [
      'a drill that nobody scheduled is due by the end of its period',
      { drills: [drill] },
      ['2026-11-30 Restore test due-by'],
    ],
    [
      'an agreed day takes its place',
      { drills: [{ ...drill, days: ['2026-11-24'] }] },
      ['2026-11-24 Restore test agreed'],
    ],
    [
      'weeks end on Sunday, and of those that are over nothing is known',
      { drills: [{ ...drill, frequency: 'weekly', days: ['2026-11-10'] }] },
      [
        '2026-11-01 Restore test no-record',
        '2026-11-08 Restore test no-record',
        '2026-11-10 Restore test agreed',
        '2026-11-22 Restore test due-by',
        '2026-11-29 Restore test due-by',
      ],
    ],
    [
      'a drill of the fourth quarter is not due in November',
      { drills: [{ ...drill, frequency: 'quarterly', quarter: 4 }] },
      [],
    ],
    [
      'a weekly machine run stands on its days',
      { drills: [{ ...drill, schedule: { kind: 'cron', cron: '0 3 * * 1', zone: 'UTC' } }] },
      ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'].map((at) => `${at} Restore test machine`),
    ],
    [
      'a daily one is among the schedules instead',
      { drills: [{ ...drill, schedule: { kind: 'rate', every: DAY } }] },
      [],
    ],
    [
      'a review that is over',
      { review: { nextReview: '2026-11-02', owner: 'DevOps' } as Plan['review'] },
      ['2026-11-02 Review of the plan overdue'],
    ],
    [
      'tasks without a day come together',
      {
        maintenance: ['contacts', 'escalation'].map((id) => ({
          id,
          name: id,
          frequency: 'monthly',
          due: null,
          done: null,
        })) as unknown as Plan['maintenance'],
      },
      ['2026-11-30 Monthly maintenance, 2 tasks due-by'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(told(planWith(change))).toEqual(expected)
  })

  test('the periods of a frequency follow each other without a gap, and end inside the range asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('weekly', 'monthly', 'quarterly', 'annual'),
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 400 }),
        (frequency, start, length) => {
          const from = day('2025-01-01') + start * DAY
          const to = from + length * DAY
          const periods = periodsOf(frequency as 'weekly', null, from, to)
          for (const [index, { begins, lastDay }] of periods.entries()) {
            expect(lastDay).toBeGreaterThanOrEqual(from)
            expect(lastDay).toBeLessThan(to)
            const before = periods[index - 1]
            if (before) expect(begins).toBe(before.lastDay + DAY)
          }
        },
      ),
    )
  })

  test('the third quarter ends on 30 September', () => {
    expect(periodsOf('quarterly', 3, day('2026-01-01'), day('2027-01-01')).map(({ lastDay }) => iso(lastDay))).toEqual([
      '2026-09-30',
    ])
  })

  test('a backup schedule says when it runs next', () => {
    const backups = [
      { id: 'full', name: 'Full', schedule: { kind: 'cron', cron: '0 2 * * *', zone: 'UTC' }, verification: [] },
      { id: 'wal', name: 'WAL', schedule: { kind: 'continuous' }, verification: [] },
    ] as unknown as Plan['backups']
    expect(schedulesOf(planWith({ backups }), NOW)).toMatchObject([
      { name: 'Full', when: 'daily at 02:00 UTC', next: Date.parse('2026-11-22T02:00:00Z') },
    ])
  })
})
