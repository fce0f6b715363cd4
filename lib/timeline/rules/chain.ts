import { createHash } from 'node:crypto'
import type { EntryContent } from '@/lib/timeline/model/entry'

/** JSON with the keys of every object in order, so that equal content has one text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** SHA-256, hex, of the entry before and of everything this entry says. The first entry follows the empty string. */
export function entryHash(prevHash: string, content: EntryContent): string {
  const { id, incidentId, seq, kind, text, detail, occurredAt, recordedAt, authorId, authorName, correctsId } = content
  const said = { id, incidentId, seq, kind, text, detail, occurredAt, recordedAt, authorId, authorName, correctsId }
  return createHash('sha256').update(prevHash).update('\n').update(canonical(said)).digest('hex')
}
