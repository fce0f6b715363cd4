import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import type { Prisma, TimelineEntry } from '@/lib/db/generated/client'
import { refuseIllFormed, type WellFormed } from '@/lib/door/rules/well-formed'
import { NotFound } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { chained } from '@/lib/timeline/entries'
import type { EntryContent } from '@/lib/timeline/model/entry'
import { entryHash } from '@/lib/timeline/rules/chain'
import type { EntryKind } from '@/lib/vocabulary/entry-kinds'

export type NewEntry = {
  /** made in the browser, so that a retry is the same entry; made here when absent */
  id?: string
  kind: EntryKind
  text: WellFormed
  detail?: Prisma.InputJsonObject
  /** when it happened */
  occurredAt: Date
  /** when we learned it; now when absent */
  recordedAt?: Date
  author: { id: string; name: string }
  /** the entry that this one corrects */
  correctsId?: string
}

/** What Postgres makes of an entry: ids in small letters, half a character as U+FFFD, JSON with each key once. */
type AsStored = {
  number: number
  entry_count: number
  last_hash: string
  id: string
  kind: string
  text: string
  detail: Prisma.JsonObject
  detail_text: string
  occurred_at: Date
  recorded_at: Date
  author_id: string
  author_name: string
  corrects_id: string | null
}

/**
 * Adds one line to an incident's timeline inside the caller's transaction. The lock on the timeline's head gives the
 * order, the hash chains it to the line before, open browsers are told on commit. What is hashed is what Postgres holds,
 * not what was sent. The same id again changes nothing and returns the line that is there (`appended: false`).
 * Throws NotFound when there is no such incident, InvalidInput for half a character or NUL.
 */
export async function appendEntry(
  tx: Tx,
  incidentId: string,
  entry: NewEntry,
): Promise<{ entry: TimelineEntry; appended: boolean }> {
  refuseIllFormed({ text: entry.text, detail: entry.detail, author: entry.author })
  const occurredAt = entry.occurredAt.getTime()
  const recordedAt = entry.recordedAt?.getTime() ?? Date.now()
  const [said] = await tx.$queryRaw<AsStored[]>`
    SELECT number, entry_count, last_hash, ${entry.id ?? randomUUID()}::uuid AS id, ${entry.kind}::text AS kind,
           ${entry.text}::text AS text, s.detail, s.detail::text AS detail_text,
           ('epoch'::timestamptz + ${occurredAt}::float8 * interval '1 ms')::timestamptz(3) AS occurred_at,
           ('epoch'::timestamptz + ${recordedAt}::float8 * interval '1 ms')::timestamptz(3) AS recorded_at,
           ${entry.author.id}::text AS author_id, ${entry.author.name}::text AS author_name,
           ${entry.correctsId ?? null}::uuid AS corrects_id
      FROM timeline, (SELECT ${JSON.stringify(entry.detail ?? {})}::text::jsonb AS detail) s
     WHERE incident_id = ${incidentId}::uuid FOR UPDATE OF timeline`
  if (!said) throw new NotFound('There is no such incident.')

  const known = entry.id ? await tx.timelineEntry.findUnique({ where: { id: said.id } }) : null
  if (known) return { entry: known, appended: false }

  const seq = said.entry_count + 1
  const hash = entryHash(said.last_hash, contentOf(said, incidentId, seq))
  await tx.$executeRaw`
    WITH head AS (UPDATE timeline SET entry_count = ${seq}, last_hash = ${hash} WHERE incident_id = ${incidentId}::uuid)
    INSERT INTO timeline_entry (id, incident_id, seq, kind, text, detail, occurred_at, recorded_at, author_id,
                                author_name, corrects_id, prev_hash, hash)
    VALUES (${said.id}::uuid, ${incidentId}::uuid, ${seq}, ${said.kind}, ${said.text}, ${said.detail_text}::text::jsonb,
            'epoch'::timestamptz + ${occurredAt}::float8 * interval '1 ms',
            'epoch'::timestamptz + ${recordedAt}::float8 * interval '1 ms', ${said.author_id}, ${said.author_name},
            ${said.corrects_id}::uuid, ${said.last_hash}, ${hash})`
  const written = await tx.timelineEntry.findUniqueOrThrow({ where: { id: said.id } })
  // A line that reads otherwise than it was hashed would break the chain for ever; without it nothing is lost but the act.
  if (entryHash(written.prevHash, chained(written)) !== hash)
    throw new Error('an entry would not read as it was hashed')
  await publish(tx, { topic: 'incident', id: String(said.number), version: seq })
  return { entry: written, appended: true }
}

function contentOf(said: AsStored, incidentId: string, seq: number): EntryContent {
  return {
    id: said.id,
    incidentId: incidentId.toLowerCase(),
    seq,
    kind: said.kind,
    text: said.text,
    detail: said.detail,
    occurredAt: said.occurred_at.getTime(),
    recordedAt: said.recorded_at.getTime(),
    authorId: said.author_id,
    authorName: said.author_name,
    correctsId: said.corrects_id,
  }
}
