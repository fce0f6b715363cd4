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
