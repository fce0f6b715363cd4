/** What wrong passwords are counted by: account and place together, each alone, and what an account knows as its owner's. */
export type CountKind = 'pair' | 'account' | 'place' | 'known'

/**
 * A count as it stood when an attempt was last let through. `level` is how many wrong passwords are not forgotten yet;
 * `lastAt` epoch milliseconds.
 */
export type Count = {
  level: number
  lastAt: number
}

/** So many wrong passwords are free; after that each costs a delay. One is forgotten each `oneIn`, milliseconds. */
type Limit = {
  free: number
  oneIn: number
}

const MINUTE_MS = 60_000

/**
 * A place that guesses at one account soon waits 15 minutes a guess. The wider counts forget faster, so that an account or
 * an office under attack is slow (at worst a guess in about 2 minutes, and 1), never shut.
 */
export const LIMITS: Record<CountKind, Limit> = {
  pair: { free: 5, oneIn: 15 * MINUTE_MS },
  account: { free: 30, oneIn: 2 * MINUTE_MS },
  place: { free: 50, oneIn: MINUTE_MS },
  known: { free: 10, oneIn: Number.POSITIVE_INFINITY },
}

const FIRST_DELAY_MS = 15_000
const LONGEST_DELAY_MS = 15 * MINUTE_MS

/** Processes' clocks may differ by this; a count from further ahead was made before a clock was set back. */
const SKEW_MS = MINUTE_MS

/**
 * When the next attempt may be made, epoch milliseconds: at once while wrong passwords are free, then after 15 seconds,
 * 30, 60 and so on up to 15 minutes. Never (Infinity) once something known was wrong too often in a row: it is known no
 * more, and counts as a stranger.
 */
export function allowedAt(kind: CountKind, { level, lastAt }: Count, now: number): number {
  const excess = Math.ceil(level) - LIMITS[kind].free
  if (excess < 0) return now
  if (kind === 'known') return Number.POSITIVE_INFINITY
  if (lastAt > now + SKEW_MS) return now
  return Math.max(now, lastAt + Math.min(FIRST_DELAY_MS * 2 ** excess, LONGEST_DELAY_MS))
}

/** The count with one more attempt, which is wrong until it proves right. */
export function counted(kind: CountKind, { level, lastAt }: Count, now: number): Count {
  const forgotten = Math.max(0, now - lastAt) / LIMITS[kind].oneIn
  return { level: Math.max(0, level - forgotten) + 1, lastAt: now }
}

/** How long a count says anything, milliseconds: by then any level that is reached is forgotten. */
export function countLives(kind: CountKind): number {
  return (kind === 'known' ? 100 * 24 : 24) * 60 * MINUTE_MS
}

/** A wait as a person reads it, rounded up: `30 seconds`, `4 minutes`. */
export function waitWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  const [count, unit] = seconds <= 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
