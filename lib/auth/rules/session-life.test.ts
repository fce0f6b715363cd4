import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endsAt, isPasswordDue, isUseDue } from '@/lib/auth/rules/session-life'

const HOUR = 3_600_000
const limits = { idle: 12 * HOUR, longest: 168 * HOUR }

describe('when a session ends by itself', () => {
  test.each([
    ['just begun: after twelve idle hours', 0, 0, 12],
    ['in use: twelve hours after the last use', 0, 100, 112],
    ['in use to the end: after seven days', 0, 167, 168],
    ['last used twelve hours before the seventh day ends: at both', 0, 156, 168],
  ])('%s', (_, createdAt, lastSeenAt, ends) => {
    expect(endsAt({ createdAt: createdAt * HOUR, lastSeenAt: lastSeenAt * HOUR }, limits)).toBe(ends * HOUR)
  })

  test('use puts it off, and never past its longest', () => {
    const hours = fc.integer({ min: 0, max: 400 * HOUR })
    fc.assert(
      fc.property(hours, hours, hours, (createdAt, seen, more) => {
        const before = endsAt({ createdAt, lastSeenAt: seen }, limits)
        const after = endsAt({ createdAt, lastSeenAt: seen + more }, limits)
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after).toBeLessThanOrEqual(createdAt + limits.longest)
      }),
    )
  })
})

test.each([
  ['in the same minute', 59_999, 12 * HOUR, false],
  ['a minute later', 60_000, 12 * HOUR, true],
  ['a minute later, by a clock that was set back', -60_000, 12 * HOUR, false],
  ['where four seconds of rest end it, after one', 1_000, 4_000, true],
  ['where four seconds of rest end it, at once', 999, 4_000, false],
])('a use is written %s', (_, age, idle, due) => {
  expect(isUseDue(1e12, 1e12 + age, { idle })).toBe(due)
})

test.each([
  ['just signed in', 0, false],
  ['five minutes ago', 300_000, false],
  ['a millisecond longer', 300_001, true],
  ['by a clock that runs a little ahead', -2_000, false],
  ['in an hour: the clock was set back', -HOUR, true],
  ['nobody knows when', Number.NaN, true],
])('a password that was checked %s', (_, age, due) => {
  expect(isPasswordDue(1e12 - age, 1e12)).toBe(due)
})
