/** One second, minute, hour, day and year (365 days) in milliseconds. */
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const YEAR = 365 * DAY

const NO_BREAK_SPACE = '\u00a0'

const UNIT_LENGTHS: Record<string, number> = {
  s: SECOND,
  sec: SECOND,
  second: SECOND,
  seconds: SECOND,
  m: MINUTE,
  min: MINUTE,
  minute: MINUTE,
  minutes: MINUTE,
  h: HOUR,
  hour: HOUR,
  hours: HOUR,
  d: DAY,
  day: DAY,
  days: DAY,
  w: 7 * DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
  y: YEAR,
  year: YEAR,
  years: YEAR,
}

const DURATION = /^\d+(?:\.\d+)?\s*[a-z]+(?:\s+\d+(?:\.\d+)?\s*[a-z]+)*$/
const PART = /(\d+(?:\.\d+)?)\s*([a-z]+)/g

/**
 * Reads a duration as people write it: `4 h`, `15 min`, `7 d`, `1 y`, `1 h 30 min`.
 * A year is 365 days; `m` is minutes; units must get smaller from left to right.
 *
 * @returns whole milliseconds, or null when the text is no duration (also when it is longer than 100 years)
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed.length > 60 || !DURATION.test(trimmed)) return null
  let total = 0
  let previousUnit = Number.POSITIVE_INFINITY
  for (const [, amount, unit] of trimmed.matchAll(PART)) {
    const length = Object.hasOwn(UNIT_LENGTHS, unit ?? '') ? UNIT_LENGTHS[unit ?? ''] : undefined
    if (length === undefined || length >= previousUnit) return null
    previousUnit = length
    total += Number(amount) * length
  }
  const rounded = Math.round(total)
  return rounded <= 100 * YEAR ? rounded : null
}

/**
 * Prints a duration for people: `3 h 10 m`, `47 s`, `2 d 4 h`, `7 y`. Cut, not rounded; never negative;
 * parts are joined by no-break spaces. Whole years print as years, everything else in days at most.
 *
 * @param ms milliseconds; negative counts as zero, a number that is not finite prints as `unknown`
 * @param units how many units at most: two in text, three only in clocks
 */
export function formatDuration(ms: number, units: 1 | 2 | 3 = 2): string {
  if (!Number.isFinite(ms)) return 'unknown'
  const length = Math.max(0, Math.floor(ms / SECOND) * SECOND)
  if (length > 0 && length % YEAR === 0) return `${length / YEAR}${NO_BREAK_SPACE}y`
  const parts: [number, string][] = [
    [Math.floor(length / DAY), 'd'],
    [Math.floor((length % DAY) / HOUR), 'h'],
    [Math.floor((length % HOUR) / MINUTE), 'm'],
    [Math.floor((length % MINUTE) / SECOND), 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return `0${NO_BREAK_SPACE}s`
  return parts
    .slice(first, first + units)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${NO_BREAK_SPACE}${unit}`)
    .join(NO_BREAK_SPACE)
}
