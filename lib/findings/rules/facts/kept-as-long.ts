import { DAY } from '@/lib/time/durations'

/**
 * Whether points are kept as long as planned; null: without end. Stores count in days, and years and months have no
 * one number of days: from a quarter of a year on, one part in fifty is the same.
 */
export function isKeptAsLong(planned: number | null, found: number | null): boolean {
  if (planned === null || found === null) return planned === found
  return Math.abs(planned - found) < Math.max(DAY, planned >= 90 * DAY ? planned / 50 : 0)
}
