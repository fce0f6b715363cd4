import { HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const FIRST_PAUSE = 10 * SECOND
const LONGEST_PAUSE = HOUR
/** The last try comes this long before the message is withdrawn, however long the pauses have grown. */
const BEFORE_THE_END = MINUTE

/** When to try again after so many attempts: 10 s, 20 s, 40 s … at most an hour, and once more just before it expires. */
export function nextTry(attempts: number, now: number, expiresAt: number): number {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(20, attempts - 1))
  return Math.min(now + pause, Math.max(now + FIRST_PAUSE, expiresAt - BEFORE_THE_END))
}
