import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/time/durations'
import { ageRefreshInterval, formatAge, formatDay, formatInstant, formatTime, parseDay } from '@/lib/time/instants'

const now = Date.UTC(2026, 10, 21, 14, 32, 8)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('the time of day is UTC to the second', () => {
  expect(formatTime(Date.UTC(2026, 10, 21, 13, 4, 12, 999))).toBe('13:04:12')
})

test.each([
  [Date.UTC(2026, 10, 19), '19 Nov'],
  [Date.UTC(2026, 0, 1), '1 Jan'],
  [Date.UTC(2025, 10, 11), '11 Nov 2025'],
  [Date.UTC(2027, 0, 1), '1 Jan 2027'],
])('the day of %d is %j', (at, text) => {
  expect(plain(formatDay(at, now))).toBe(text)
})

test.each([
  [Date.UTC(2026, 10, 21, 13, 4, 12), '13:04:12'],
  [Date.UTC(2026, 10, 21), '00:00:00'],
  [Date.UTC(2026, 10, 20, 23, 59, 59), '20 Nov 23:59:59'],
  [Date.UTC(2025, 10, 11, 2), '11 Nov 2025 02:00:00'],
])('the instant %d is %j', (at, text) => {
  expect(plain(formatInstant(at, now))).toBe(text)
})

test.each([
  [now - 47_000, '47 s ago'],
  [now - 12 * MINUTE - 30_000, '12 m ago'],
  [now - 190 * MINUTE, '3 h 10 m ago'],
  [now - 52 * HOUR, '2 d 4 h ago'],
  [now + 5 * MINUTE, 'in 5 m'],
  [now, '0 s ago'],
])('the age of %d is %j', (at, text) => {
  expect(plain(formatAge(at, now))).toBe(text)
})

test('an instant that is none is unknown, never an exception', () => {
  fc.assert(
    fc.property(fc.double(), fc.double(), (at, other) => {
      for (const text of [formatTime(at), formatDay(at, other), formatInstant(at, other), formatAge(at, other)]) {
        expect(text).not.toMatch(/NaN|Invalid|undefined/)
      }
    }),
  )
  const edge = 8_640_000_000_000_000
  expect([formatTime(edge), formatTime(edge + 1), formatTime(-edge - 1)]).toEqual(['00:00:00', 'unknown', 'unknown'])
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect([formatTime(none), formatDay(none, now), formatInstant(none, now)]).toEqual(Array(3).fill('unknown'))
    expect([formatAge(none, now), formatAge(now, none)]).toEqual(Array(2).fill('unknown'))
  }
})

test('ages are renewed each second, each minute, each hour', () => {
  expect(ageRefreshInterval(now - HOUR + 1, now)).toBe(1_000)
  expect(ageRefreshInterval(now - HOUR, now)).toBe(MINUTE)
  expect(ageRefreshInterval(now + 24 * HOUR - 1, now)).toBe(MINUTE)
  expect(ageRefreshInterval(now - 24 * HOUR, now)).toBe(HOUR)
})

describe('parseDay', () => {
  test.each([
    ['2025-04-01', Date.UTC(2025, 3, 1)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2025-02-29', null],
    ['2025-13-01', null],
    ['1 Apr 2025', null],
    ['2025', null],
    ['2025-04', null],
    ['+012025-04-01', null],
    ['', null],
  ])('%j', (text, at) => {
    expect(parseDay(text)).toBe(at)
  })
})
