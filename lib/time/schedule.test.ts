import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'
import {
  isZone,
  longestGap,
  nextSlot,
  parseRate,
  type Schedule,
  scheduleFault,
  slotsBetween,
} from '@/lib/time/schedule'

const utc = (cron: string): Schedule => ({ kind: 'cron', cron, zone: 'UTC' })
const rate = (every: number): Schedule => ({ kind: 'rate', every })
const iso = (slots: number[]) => slots.map((slot) => new Date(slot).toISOString().slice(0, 16))
const at = (text: string) => Date.parse(`${text}Z`)

describe('slotsBetween', () => {
  test('includes its start and excludes its end', () => {
    expect(iso(slotsBetween(utc('0 2 * * *'), at('2026-11-19T02:00'), at('2026-11-21T02:00')))).toEqual([
      '2026-11-19T02:00',
      '2026-11-20T02:00',
    ])
    expect(iso(slotsBetween(rate(6 * HOUR), at('2026-11-20T06:00'), at('2026-11-20T18:00')))).toEqual([
      '2026-11-20T06:00',
      '2026-11-20T12:00',
    ])
  })

  test('follows the zone over both changes of the clocks', () => {
    const berlin: Schedule = { kind: 'cron', cron: '0 5 * * *', zone: 'Europe/Berlin' }
    expect(iso(slotsBetween(berlin, at('2026-03-28T00:00'), at('2026-03-30T00:00')))).toEqual([
      '2026-03-28T04:00',
      '2026-03-29T03:00',
    ])
    expect(iso(slotsBetween(berlin, at('2026-10-24T00:00'), at('2026-10-26T00:00')))).toEqual([
      '2026-10-24T03:00',
      '2026-10-25T04:00',
    ])
  })

  test.each([
    ['cron(0 5 ? * 1 *)', '2026-11-22T05:00', 'Sunday is 1'],
    ['cron(0 5 ? * 6L *)', '2026-11-27T05:00', 'last Friday'],
    ['cron(0 5 ? * 2#1 *)', '2026-12-07T05:00', 'first Monday'],
    ['cron(0 5 LW * ? *)', '2026-11-30T05:00', 'last working day'],
    ['cron(0 5 1 1 ? 2028)', '2028-01-01T05:00', 'the year field'],
  ])("reads AWS's %s", (cron, first, _why) => {
    expect(iso([nextSlot(utc(cron), at('2026-11-21T06:00')) ?? 0])).toEqual([first])
  })

  test('jumps over the empty years of a rare date', () => {
    const started = performance.now()
    expect(slotsBetween(utc('0 0 29 2 *'), at('2001-01-01T00:00'), at('2101-01-01T00:00'))).toHaveLength(24)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('finds a run at midnight after an empty day, and none after the last year', () => {
    expect(iso(slotsBetween(utc('0 0 29 2 *'), at('2028-02-28T00:00'), at('2028-03-02T00:00')))).toEqual([
      '2028-02-29T00:00',
    ])
    const once = utc('cron(0 5 1 1 ? 2028)')
    expect(slotsBetween(once, at('2029-01-01T00:00'), at('2030-01-01T00:00'))).toEqual([])
    expect(nextSlot(once, at('2029-01-01T00:00'))).toBeNull()
  })

  test('holds no run where it begins no earlier than it ends', () => {
    for (const schedule of [rate(HOUR), utc('0 * * * *')]) {
      for (const begin of [0, HOUR]) expect(slotsBetween(schedule, begin, 0)).toEqual([])
    }
  })

  test('refuses a period with too many runs', () => {
    expect(slotsBetween(rate(MINUTE), 0, 20_000 * MINUTE)).toHaveLength(20_000)
    expect(() => slotsBetween(rate(MINUTE), 0, 20_000 * MINUTE + 1)).toThrow('shorter')
  })

  test('agrees with itself however a period is cut, and is sorted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(utc('*/15 * * * *'), utc('0 2 * * *'), utc('30 1 * * 0'), rate(7 * HOUR), {
          kind: 'cron' as const,
          cron: '30 2 * * *',
          zone: 'America/New_York',
        }),
        fc.integer({ min: 0, max: 4_000 * DAY }).map((offset) => at('2020-01-01T00:00') + offset),
        fc.integer({ min: 0, max: 3 * DAY }),
        fc.integer({ min: 0, max: 3 * DAY }),
        (schedule, from, first, second) => {
          const whole = slotsBetween(schedule, from, from + first + second)
          expect([
            ...slotsBetween(schedule, from, from + first),
            ...slotsBetween(schedule, from + first, from + first + second),
          ]).toEqual(whole)
          for (const [index, slot] of whole.entries()) {
            expect(slot).toBeGreaterThan(whole[index - 1] ?? from - 1)
            expect(nextSlot(schedule, slot - 1)).toBe(slot)
            expect(nextSlot(schedule, slot)).toBeGreaterThan(slot)
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('longestGap', () => {
  test.each([
    [utc('0 2 * * *'), DAY],
    [utc('*/15 * * * *'), 15 * MINUTE],
    [utc('0 */6 * * *'), 6 * HOUR],
    [utc('0 0 1 * *'), 31 * DAY],
    [utc('0 1 * * 0'), 7 * DAY],
    [utc('*/5 9-17 * * 1-5'), 2 * DAY + 15 * HOUR + 5 * MINUTE],
    [utc('* 9-17 * * 1-5'), 2 * DAY + 15 * HOUR + MINUTE],
    [utc('* 0-17 * * 1-5'), 2 * DAY + 6 * HOUR + MINUTE],
    [utc('0 0-6,20 * * *'), 14 * HOUR],
    [utc('0 * * * 1'), 6 * DAY + HOUR],
    [utc('cron(* * * * ? 2025)'), MINUTE],
    [{ kind: 'cron', cron: '0 5 * * *', zone: 'Europe/Berlin' } as const, 25 * HOUR],
    [utc('0 0 29 2 *'), 1461 * DAY],
    [rate(6 * HOUR), 6 * HOUR],
    [utc('cron(0 5 1 1 ? 2028)'), null],
  ])('%j', (schedule, gap) => {
    expect(longestGap(schedule)).toBe(gap)
  })

  test('no two neighbouring runs are further apart', () => {
    for (const schedule of [utc('7 3,4,19 * * 1,4'), utc('0 0 1,15 * *')]) {
      const slots = slotsBetween(schedule, at('2026-01-01T00:00'), at('2028-01-01T00:00'))
      const gaps = slots.slice(1).map((slot, index) => slot - (slots[index] ?? 0))
      expect(Math.max(...gaps)).toBe(longestGap(schedule))
    }
  })
})

describe('scheduleFault', () => {
  test.each([
    [utc('0 2 * * *'), null],
    [utc('0 0 29 2 *'), null],
    [utc('0 0 31 2 *'), 'never comes'],
    [utc('99 * * * *'), 'no cron expression'],
    [utc('* * * * * *'), 'no cron expression'],
    [utc('daily'), 'no cron expression'],
    [utc('cron(0 5 ? * 2020)'), 'no cron expression'],
    [utc('cron(0 5 1 1 ? 2020)'), 'never comes'],
    [{ kind: 'cron', cron: '0 2 * * *', zone: 'Mars/Base' } as const, 'no time zone'],
    [utc(' cron( 0 5 ? * 1 * ) '), null],
    [utc('xcron(0 5 ? * 1 *)'), 'no cron expression'],
    [utc('cron(0 5 ? * 1 *)x'), 'no cron expression'],
    [rate(0), 'between'],
    [rate(MINUTE - 1), 'between'],
    [rate(MINUTE), null],
    [rate(6 * HOUR), null],
    [rate(365 * DAY), null],
    [rate(365 * DAY + 1), 'between'],
  ])('%j', (schedule, fault) => {
    const started = performance.now()
    if (fault === null) expect(scheduleFault(schedule)).toBeNull()
    else expect(scheduleFault(schedule)).toContain(fault)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('never throws, whatever the expression', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (cron, zone) => void scheduleFault({ kind: 'cron', cron, zone })))
  })
})

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['Mars/Base', false],
  ['', false],
])('whether %j is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known)
})

test.each([
  ['rate(6 hours)', 6 * HOUR],
  ['rate(1 hour)', HOUR],
  ['rate(15 minutes)', 15 * MINUTE],
  ['rate(1 day)', DAY],
  ['rate(1 hours)', null],
  ['rate(6 hour)', null],
  ['rate(0 hours)', null],
  ['6 hours', null],
  [' rate( 2  hours ) ', 2 * HOUR],
  ['a rate(6 hours)', null],
  ['rate(6 hours) and more', null],
])("AWS's %s", (text, every) => {
  expect(parseRate(text)).toBe(every)
})
