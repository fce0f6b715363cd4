/** A record as its hash covers it: `at` in epoch milliseconds, `detail` as the text that Postgres gives for it. */
export type RecordContent = {
  id: string
  at: number
  actorId: string
  actorName: string
  action: string
  subjectType: string
  subjectId: string
  system: string | null
  detail: string
}

/** A place in the audit's chain with the record that stands there; null when the record is gone. */
export type AuditLinkRow = { seq: number; prevHash: string; hash: string; record: RecordContent | null }
