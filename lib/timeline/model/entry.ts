/** The fields that an entry's hash covers: all that was said. Instants are epoch milliseconds. */
export type EntryContent = {
  id: string
  incidentId: string
  seq: number
  kind: string
  text: string
  detail: unknown
  occurredAt: number
  recordedAt: number
  authorId: string
  authorName: string
  correctsId: string | null
}

/** An entry with its place in the chain: the hash of the entry before it (empty for the first) and its own. */
export type ChainedEntry = EntryContent & { prevHash: string; hash: string }
