/** Failed attempts in the last 15 minutes, by whom and from where. */
export type RecentFailures = {
  sameEmailAndOrigin: number
  sameEmail: number
  sameOrigin: number
}

/** How far back failures count: 15 minutes, in milliseconds. */
export const ATTEMPT_WINDOW_MS = 15 * 60_000

/**
 * Whether one more attempt may be made. Five from one place on one account; the wider limits are high enough that
 * nobody locks a commander out from elsewhere by guessing at the account.
 */
export function mayAttempt({ sameEmailAndOrigin, sameEmail, sameOrigin }: RecentFailures): boolean {
  return sameEmailAndOrigin < 5 && sameEmail < 30 && sameOrigin < 50
}
