import type { AuditLinkRow } from '@/lib/audit/model/link'
import type { Db } from '@/lib/db/client'

/** Where the audit's chain ends: by its head, and by the last link that is there. */
export async function auditEnd(on: Db): Promise<{ length: number; hash: string; last: number }> {
  const [end] = await on.$queryRaw<{ length: number; hash: string; last: number }[]>`
    SELECT length, last_hash AS hash, (SELECT coalesce(max(seq), 0)::int FROM audit_link) AS last FROM audit_head`
  return end ?? { length: 0, hash: '', last: 0 }
}

type Row = {
  seq: number
  prev_hash: string
  hash: string
  id: string | null
  at: Date
  actor_id: string
  actor_name: string
  action: string
  subject_type: string
  subject_id: string
  system: string | null
  detail: string
}

/** Links after a place, in order, at most `most`. */
export async function auditLinks(on: Db, after: number, most: number): Promise<AuditLinkRow[]> {
  const rows = await on.$queryRaw<Row[]>`
    SELECT l.seq, l.prev_hash, l.hash, r.id::text AS id, r.at, r.actor_id, r.actor_name, r.action, r.subject_type,
           r.subject_id, r.system, r.detail::text AS detail
      FROM audit_link l LEFT JOIN audit_record r ON r.id = l.record_id
     WHERE l.seq > ${after} ORDER BY l.seq LIMIT ${most}`
  return rows.map(toLink)
}

/** Ids of records that stand at no place of the chain, at most a hundred. */
export async function unchainedRecords(on: Db): Promise<string[]> {
  const rows = await on.$queryRaw<{ id: string }[]>`
    SELECT r.id::text AS id FROM audit_record r LEFT JOIN audit_link l ON l.record_id = r.id
     WHERE l.seq IS NULL ORDER BY r.id LIMIT 100`
  return rows.map(({ id }) => id)
}

function toLink(row: Row): AuditLinkRow {
  const { seq, prev_hash: prevHash, hash } = row
  if (row.id === null) return { seq, prevHash, hash, record: null }
  return {
    seq,
    prevHash,
    hash,
    record: {
      id: row.id,
      at: row.at.getTime(),
      actorId: row.actor_id,
      actorName: row.actor_name,
      action: row.action,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      system: row.system,
      detail: row.detail,
    },
  }
}
