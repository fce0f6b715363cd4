import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, formatDuration, HOUR, MINUTE, parseDuration, SECOND, YEAR } from '@/lib/time/durations'

const spaced = (text: string) => text.replaceAll(' ', '\u00a0')

describe('parseDuration', () => {
  test.each([
    ['4 h', 4 * HOUR],
    ['4h', 4 * HOUR],
    ['15 min', 15 * MINUTE],
    ['7 d', 7 * DAY],
    ['1 y', YEAR],
    ['7 y', 7 * YEAR],
    ['47 s', 47 * SECOND],
    ['1 h 30 min', 90 * MINUTE],
    ['3 h 10 m', 190 * MINUTE],
    ['1.5 h', 90 * MINUTE],
    ['1 w', 7 * DAY],
    ['1 week', 7 * DAY],
    ['2 weeks', 14 * DAY],
    ['1.25 h', 75 * MINUTE],
    ['1 h  1.25  min', 61 * MINUTE + 15 * SECOND],
    ['1 h 1min', 61 * MINUTE],
    [' 4 h ', 4 * HOUR],
    ['100 y', 100 * YEAR],
    [`4${' '.repeat(58)}h`, 4 * HOUR],
    ['0 s', 0],
    [spaced('2 d 4 h'), 52 * HOUR],
  ])('reads %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  test.each([
    '',
    '4',
    'h',
    '-4 h',
    '4 hrs',
    '4 H',
    '4 h 5',
    '10 min 1 h',
    '4 h 4 h',
    '4 constructor',
    '1e3 h',
    '101 y',
    `4${' '.repeat(59)}h`,
    '٤ h',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull()
  })

  test('gives up quickly on long nonsense', () => {
    expect(parseDuration('1 h '.repeat(100_000))).toBeNull()
  })
})

describe('formatDuration', () => {
  test.each([
    [190 * MINUTE, 2, '3 h 10 m'],
    [27 * MINUTE + 40 * SECOND, 2, '27 m 40 s'],
    [47 * SECOND, 2, '47 s'],
    [52 * HOUR, 2, '2 d 4 h'],
    [7 * DAY, 2, '7 d'],
    [4 * HOUR, 2, '4 h'],
    [2 * DAY + 5 * MINUTE, 2, '2 d'],
    [2 * HOUR + 35 * MINUTE + 52 * SECOND, 3, '2 h 35 m 52 s'],
    [2 * HOUR + 35 * MINUTE, 1, '2 h'],
    [7 * YEAR, 2, '7 y'],
    [999, 2, '0 s'],
    [0, 2, '0 s'],
    [-5 * HOUR, 2, '0 s'],
  ] as const)('prints %d ms in %d units as %j', (ms, units, text) => {
    expect(formatDuration(ms, units)).toBe(spaced(text))
  })

  test('never prints a number that is none', () => {
    expect(formatDuration(Number.NaN)).toBe('unknown')
    expect(formatDuration(Number.POSITIVE_INFINITY)).toBe('unknown')
  })

  test('what it prints is read back, cut to the last unit shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 * YEAR }), fc.constantFrom(1, 2, 3), (ms, units) => {
        const back = parseDuration(formatDuration(ms, units as 1 | 2 | 3))
        expect(back).not.toBeNull()
        expect(back).toBeLessThanOrEqual(ms)
        expect(ms - (back ?? 0)).toBeLessThan(DAY)
      }),
    )
  })

  test('is never negative and has no space that breaks', () => {
    fc.assert(fc.property(fc.double(), (ms) => !/[- ]/.test(formatDuration(ms))))
  })
})
