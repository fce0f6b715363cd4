/**
 * How old a fact may grow before it is unknown, in milliseconds: two rounds of the collector that reads it. A round that
 * fails is made up for by the next; after that nothing is known any more.
 */
export function trustLimit(intervalMs: number): number {
  return 2 * intervalMs
}

/** Whether what was seen at an instant may still be believed; what nobody ever saw may not. Epoch milliseconds. */
export function isBelieved(seenAt: number | null, now: number, limit: number): boolean {
  return seenAt !== null && now - seenAt <= limit
}
