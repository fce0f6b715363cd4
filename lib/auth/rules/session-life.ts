import type { SignedIn } from '@/lib/auth/model/actor'
import { PasswordNeeded } from '@/lib/errors'

/** When a session began and was last used. Epoch milliseconds. */
export type SessionTimes = {
  createdAt: number
  lastSeenAt: number
}

/** How long a session lives: without a request, and at all. Milliseconds. */
export type SessionLimits = {
  idle: number
  longest: number
}

/** How long a password that was given stands for acts of weight: 5 minutes, in milliseconds. */
const PASSWORD_STANDS_MS = 5 * 60_000

/** When a session ends by itself if nothing more is asked through it; epoch milliseconds. At that instant it is over. */
export function endsAt({ createdAt, lastSeenAt }: SessionTimes, { idle, longest }: SessionLimits): number {
  return Math.min(createdAt + longest, lastSeenAt + idle)
}

/**
 * Whether a use is to be written down: once a minute at most, and oftener only where a session may be idle for less than
 * four minutes, else it would end under the hands of who uses it.
 */
export function isUseDue(lastSeenAt: number, now: number, { idle }: Pick<SessionLimits, 'idle'>): boolean {
  return now - lastSeenAt >= Math.min(60_000, idle / 4)
}

/** Whether the password has to be asked for again. One that was checked in the future (a clock set back) stands for nothing. */
export function isPasswordDue(checkedAt: number, now: number): boolean {
  const age = now - checkedAt
  return !(age <= PASSWORD_STANDS_MS && age >= -PASSWORD_STANDS_MS)
}

/** Lets an act of weight pass, or throws PasswordNeeded when this session's password was asked for too long ago. */
export function requirePassword({ session }: Pick<SignedIn, 'session'>, now: number): void {
  if (isPasswordDue(session.checkedAt, now)) throw new PasswordNeeded()
}
