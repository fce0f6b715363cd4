/** Fields by which a request names what it is about, the most telling first. */
const NAMES = ['number', 'userId', 'sessionId', 'assetId', 'asset', 'findingId', 'system', 'id', 'email']

/** What a request was about, as the audit names it. */
export type NamedThing = {
  type: string
  id: string
}

/**
 * What a request that was refused was about, from what it says: a field of its form or a part of its address. Only names
 * are taken, cut to 100 characters, and nothing that a person wrote. `otherwise` when it names nothing.
 */
export function namedThing(said: unknown, otherwise: NamedThing): NamedThing {
  if (typeof said !== 'object' || said === null) return otherwise
  for (const type of NAMES) {
    const value = (said as Record<string, unknown>)[type]
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const id = String(value).replaceAll('\0', '').slice(0, 100).toWellFormed()
    if (id !== '') return { type, id }
  }
  return otherwise
}
