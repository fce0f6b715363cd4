import { describe, expect, it } from 'vitest'
import { isKeptAsLong } from '@/lib/findings/rules/facts/kept-as-long'
import { DAY, YEAR } from '@/lib/time/durations'

describe('how long points are kept, against the plan', () => {
  it.each([
    ['seven years counted with their leap days', 7 * YEAR, 2557 * DAY, true],
    ['twelve months of thirty days', YEAR, 360 * DAY, true],
    ['six years for seven', 7 * YEAR, 6 * YEAR, false],
    ['a day less than five weeks', 35 * DAY, 34 * DAY, false],
    ['a week for five', 35 * DAY, 7 * DAY, false],
    ['an end where none is planned', null, 7 * YEAR, false],
    ['none where an end is planned', 30 * DAY, null, false],
    ['without end, as planned', null, null, true],
  ])('%s', (_, planned, found, same) => expect(isKeptAsLong(planned, found)).toBe(same))
})
