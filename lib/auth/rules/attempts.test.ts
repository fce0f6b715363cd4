import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Count, CountKind } from '@/lib/auth/rules/attempts'
import { allowedAt, counted, countLives, LIMITS, waitWords } from '@/lib/auth/rules/attempts'

const NOW = Date.UTC(2026, 10, 28)
const SECOND = 1_000
const DAY = 86_400 * SECOND
const none: Count = { level: 0, lastAt: 0 }

test.each<[string, CountKind, number, number]>([
  ['nothing failed', 'pair', 0, 0],
  ['four wrong ones of one account from one place', 'pair', 4, 0],
  ['the fifth costs', 'pair', 5, 15],
  ['a part of one that is not forgotten yet is one', 'pair', 4.01, 15],
  ['twice as long each time', 'pair', 6, 30],
  ['twice as long again', 'pair', 10, 480],
  ['fifteen minutes at most', 'pair', 11, 900],
  ['also after a thousand', 'pair', 1_000, 900],
  ['an account guessed at from elsewhere', 'account', 29, 0],
  ['once too often', 'account', 30, 15],
  ['a place that tries many accounts', 'place', 49, 0],
  ['too many accounts', 'place', 50, 15],
  ['an owner who mistypes', 'known', 9, 0],
  ['what is known no more', 'known', 10, Number.POSITIVE_INFINITY],
])('%s: %s of %d waits %d s', (_, kind, level, seconds) => {
  expect(allowedAt(kind, { level, lastAt: NOW }, NOW) - NOW).toBe(seconds * SECOND)
})

test('waiting is counted from the last one that was let through, and one from ahead of the clock is not waited for', () => {
  const count = { level: 7, lastAt: NOW }
  expect(allowedAt('pair', count, NOW + 59 * SECOND)).toBe(NOW + 60 * SECOND)
  expect(allowedAt('pair', count, NOW + 61 * SECOND)).toBe(NOW + 61 * SECOND)
  expect(allowedAt('pair', count, NOW - 3_600 * SECOND)).toBe(NOW - 3_600 * SECOND)
})

test('wrong passwords are forgotten one by one, and never below none', () => {
  const { oneIn } = LIMITS.pair
  expect(counted('pair', { level: 5, lastAt: NOW }, NOW + 2 * oneIn).level).toBe(4)
  expect(counted('pair', { level: 5, lastAt: NOW }, NOW + 90 * oneIn).level).toBe(1)
  expect(counted('pair', { level: 5, lastAt: NOW }, NOW - 90 * oneIn).level).toBe(6)
  expect(counted('known', { level: 5, lastAt: NOW }, NOW + 1_000 * DAY).level).toBe(6)
})

/** How many are let through of attempts at these instants, one after another as the rows' locks make them. */
function letThrough(kind: CountKind, instants: Iterable<number>): number {
  let [count, passed] = [none, 0]
  for (const now of instants) {
    if (allowedAt(kind, count, now) > now) continue
    count = counted(kind, count, now)
    passed++
  }
  return passed
}

describe('however attempts fall', () => {
  const kinds = fc.constantFrom<CountKind>('pair', 'account', 'place', 'known')
  const delays = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: 100, maxLength: 300 })

  test('no more than the free ones pass within 15 seconds, and they do', () => {
    fc.assert(
      fc.property(kinds, delays(14 * SECOND), (kind, offsets) => {
        const instants = offsets.sort((a, b) => a - b).map((ms) => NOW + ms)
        return letThrough(kind, instants) === LIMITS[kind].free
      }),
    )
  })

  test.each<[CountKind, number]>([
    ['pair', 110],
    ['account', 780],
    ['place', 1_520],
    ['known', 10],
  ])('whoever tries each second of a day by %s gets %d guesses at most', (kind, most) => {
    const seconds = Array.from({ length: 86_400 }, (_, i) => NOW + i * SECOND)
    expect(letThrough(kind, seconds)).toBeLessThanOrEqual(most)
  })

  test('nobody waits longer than 15 minutes, and a refusal lengthens nothing', () => {
    const levels = fc.double({ min: 0, max: 10_000, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom<CountKind>('pair', 'account', 'place'), levels, fc.nat(DAY), (kind, level, age) => {
        const count = { level, lastAt: NOW - age }
        const from = allowedAt(kind, count, NOW)
        return from >= NOW && from <= NOW + 900 * SECOND && allowedAt(kind, count, from) === from
      }),
    )
  })

  test('a count is over by the time that it is removed', () => {
    for (const kind of ['pair', 'account', 'place'] as const) {
      const after = counted(kind, { level: LIMITS[kind].free + 20, lastAt: NOW }, NOW + countLives(kind))
      expect(after.level).toBe(1)
    }
  })
})

test.each([
  [1, '1 second'],
  [14_001, '15 seconds'],
  [120_000, '120 seconds'],
  [120_001, '3 minutes'],
  [900_000, '15 minutes'],
])('%d ms are %s', (ms, words) => {
  expect(waitWords(ms)).toBe(words)
})
