/** The moment up to which writes can be lost: when they stopped, or else now. Epoch milliseconds. */
export function lossUntil(now: number, writesStoppedAt: number | null): number {
  return writesStoppedAt === null ? now : Math.min(now, writesStoppedAt)
}

/**
 * What is lost when a point is chosen: all that was written after it.
 *
 * @param until see lossUntil
 * @returns milliseconds, never negative
 */
export function lossIfChosen(consistentAt: number, until: number): number {
  return Math.max(0, until - consistentAt)
}
