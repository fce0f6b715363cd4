import { DAY, formatDuration, HOUR, MINUTE } from '@/lib/time/durations'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LATEST = 8.64e15

/** The days between which an instant can be meant, UTC: before and after them a year was mistyped. */
export const MEANT = { from: '2000-01-01', to: '2099-12-31' } as const
const MEANT_FROM = Date.UTC(2000, 0, 1)
const MEANT_UNTIL = Date.UTC(2100, 0, 1)

/**
 * The time of day in UTC, `13:04:12`. The caller names the zone in a column, header or field.
 *
 * @param at epoch milliseconds; prints `unknown` when it is no instant
 */
export function formatTime(at: number): string {
  // From the end: a year beyond 9999 is written with six digits and a sign.
  return isInstant(at) ? new Date(at).toISOString().slice(-13, -5) : 'unknown'
}

/**
 * The UTC day: `19 Nov`, and with its year when that is not the year of `now`: `11 Nov 2025`.
 *
 * @param at epoch milliseconds; prints `unknown` when it is no instant
 * @param now epoch milliseconds
 */
export function formatDay(at: number, now: number): string {
  if (!isInstant(at)) return 'unknown'
  const date = new Date(at)
  const day = `${date.getUTCDate()}\u00a0${MONTHS[date.getUTCMonth()]}`
  return isInstant(now) && new Date(now).getUTCFullYear() === date.getUTCFullYear()
    ? day
    : `${day}\u00a0${date.getUTCFullYear()}`
}

/**
 * An instant in UTC, as short as the reader needs: `13:04:12` today, else `19 Nov 13:04:12`, else `11 Nov 2025 13:04:12`.
 *
 * @param at epoch milliseconds
 * @param now epoch milliseconds; decides what "today" and "this year" are, in UTC
 */
export function formatInstant(at: number, now: number): string {
  if (!isInstant(at)) return 'unknown'
  const sameDay = Math.floor(at / DAY) === Math.floor(now / DAY)
  return sameDay ? formatTime(at) : `${formatDay(at, now)} ${formatTime(at)}`
}

/**
 * The age to show after the absolute time: `47 s ago`, `12 m ago`, `3 h 10 m ago`, `2 d 4 h ago`; `in 5 m` when it is to come.
 *
 * @param at epoch milliseconds
 * @param now epoch milliseconds
 */
export function formatAge(at: number, now: number): string {
  if (!isInstant(at) || !isInstant(now)) return 'unknown'
  const distance = Math.abs(now - at)
  const duration = formatDuration(distance, distance < HOUR ? 1 : 2)
  return at > now ? `in ${duration}` : `${duration} ago`
}

/**
 * The midnight (UTC) that begins a day of the calendar.
 *
 * @param day `2025-04-01`
 * @returns epoch milliseconds, or null when there is no such day (also for `2025-02-30`)
 */
export function parseDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = Date.parse(`${day}T00:00:00Z`)
  return isInstant(at) && new Date(at).toISOString().startsWith(day) ? at : null
}

/** Whether an instant (epoch milliseconds) is one that a person or a program can mean: within the days of MEANT. */
export function isMeant(at: number): boolean {
  return at >= MEANT_FROM && at < MEANT_UNTIL
}

/**
 * When the text of formatAge will next change, so that a view re-renders no more often: each second under 1 h, each minute under 1 d, else each hour.
 *
 * @returns milliseconds to wait, at least 1 second
 */
export function ageRefreshInterval(at: number, now: number): number {
  const distance = Math.abs(now - at)
  if (distance < HOUR) return 1_000
  return distance < DAY ? MINUTE : HOUR
}

function isInstant(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= LATEST
}
