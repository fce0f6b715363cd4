import type { AuditLinkRow } from '@/lib/audit/model/link'

/**
 * A link as a line of JSON: the record with its place, the hash of the line before and its own. `at` is ISO 8601 in UTC.
 * `detail` stands as Postgres gives it, because the hash is of that text: docs/own-database.md says how it is computed.
 */
export function jsonLine({ seq, prevHash, hash, record }: AuditLinkRow): string {
  if (!record) return `${JSON.stringify({ seq, record: null, prevHash, hash })}\n`
  const { detail, at, ...said } = record
  const before = JSON.stringify({ seq, ...said, at: new Date(at).toISOString() })
  return `${before.slice(0, -1)},"detail":${detail},"prevHash":"${prevHash}","hash":"${hash}"}\n`
}
