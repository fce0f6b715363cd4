import { DAY, HOUR } from '@/lib/time/durations'

/** When every chain is walked from its first entry: at 02:00 UTC. */
const NIGHTLY = 2 * HOUR

/** Whether a whole walk is due: none was finished since the last 02:00 UTC. Epoch milliseconds. */
export function wholeWalkDue(wholeAt: number | null, now: number): boolean {
  const night = Math.floor((now - NIGHTLY) / DAY) * DAY + NIGHTLY
  return wholeAt === null || wholeAt < night || wholeAt > now
}

/** Whether heads are to be written outside: an hour has passed since they were. Epoch milliseconds. */
export function headsDue(writtenAt: number | null, now: number): boolean {
  return writtenAt === null || now - writtenAt >= HOUR || writtenAt > now
}
