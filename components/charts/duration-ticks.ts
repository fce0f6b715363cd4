import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const STEPS = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  182 * DAY,
  365 * DAY,
]

/**
 * Round durations for an axis from zero: 30 m, 1 h, 1 h 30 m …
 *
 * @param max end of the axis, ms
 * @param count how many at most
 * @returns ms, ascending, zero first
 */
export function durationTicks(max: number, count = 4): number[] {
  const step = STEPS.find((candidate) => max / candidate <= count) ?? Math.ceil(max / count / (365 * DAY)) * 365 * DAY
  const ticks: number[] = []
  for (let tick = 0; tick <= max && ticks.length <= count; tick += step) ticks.push(tick)
  return ticks
}

/**
 * Round moments in UTC for a time axis: full hours, six hours, midnights, weeks.
 *
 * @param from epoch ms
 * @param to epoch ms
 * @param count how many at most
 */
export function timeTicks(from: number, to: number, count = 14): number[] {
  const length = to - from
  const step = STEPS.find((candidate) => length / candidate <= count) ?? 365 * DAY
  const ticks: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick)
  return ticks
}
