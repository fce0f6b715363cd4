import { createHash } from 'node:crypto'
import type { RecordContent } from '@/lib/audit/model/link'

/**
 * SHA-256, hex, of the link before (empty for the first), the place and all that a record says. Postgres computes the same
 * when a record is committed: `audit_hash` of the migration `20261128000000_chain`.
 */
export function recordHash(prevHash: string, seq: number, record: RecordContent): string {
  const { id, at, actorId, actorName, action, subjectType, subjectId, system, detail } = record
  const fields = [id, String(at), actorId, actorName, action, subjectType, subjectId, system, detail]
  return createHash('sha256')
    .update(`${prevHash}\n${seq}\n${fields.map(field).join('')}`)
    .digest('hex')
}

/** Each field with its length in bytes, so that no two records have one text. */
function field(text: string | null): string {
  return text === null ? '~' : `${Buffer.byteLength(text)}:${text}`
}
