import { describe, expect, it } from 'vitest'
import { durationTicks, timeTicks } from '@/components/charts/duration-ticks'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

describe('durationTicks', () => {
  it.each([
    [2 * HOUR, [0, 30 * MINUTE, HOUR, 90 * MINUTE, 2 * HOUR]],
    [50 * HOUR, [0, DAY, 2 * DAY]],
    [4 * MINUTE, [0, MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE]],
  ])('%d', (max, expected) => {
    expect(durationTicks(max)).toEqual(expected)
  })
})

it('puts time ticks on round moments inside the window', () => {
  const from = Date.UTC(2026, 10, 21, 0, 20)
  const ticks = timeTicks(from, from + 6 * HOUR)
  expect(ticks[0]).toBe(Date.UTC(2026, 10, 21, 0, 30))
  expect(ticks.at(-1)).toBeLessThanOrEqual(from + 6 * HOUR)
})
