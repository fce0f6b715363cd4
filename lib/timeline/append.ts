import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import type { Prisma, TimelineEntry } from '@/lib/db/generated/client'
import { refuseIllFormed, type WellFormed } from '@/lib/door/rules/well-formed'
import { NotFound } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
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

type Head = {
  number: number
  entry_count: number
  last_hash: string
}

/**
 * Adds one line to an incident's timeline inside the caller's transaction. The lock on the timeline's head gives the
 * order, the hash chains it to the line before, open browsers are told on commit. The same id again changes nothing and
 * returns the line that is there (`appended: false`). Throws NotFound when there is no such incident, InvalidInput for
 * text that would be hashed as one thing and stored as another.
 */
export async function appendEntry(
  tx: Tx,
  incidentId: string,
  entry: NewEntry,
): Promise<{ entry: TimelineEntry; appended: boolean }> {
  refuseIllFormed({ text: entry.text, detail: entry.detail, author: entry.author })
  const [head] = await tx.$queryRaw<Head[]>`
    SELECT number, entry_count, last_hash FROM timeline WHERE incident_id = ${incidentId}::uuid FOR UPDATE`
  if (!head) throw new NotFound('There is no such incident.')

  const id = entry.id ?? randomUUID()
  const known = entry.id ? await tx.timelineEntry.findUnique({ where: { id } }) : null
  if (known) return { entry: known, appended: false }

  const seq = head.entry_count + 1
  const detail = JSON.parse(JSON.stringify(entry.detail ?? {})) as Prisma.InputJsonObject
  const recordedAt = entry.recordedAt ?? new Date()
  const correctsId = entry.correctsId ?? null
  const hash = entryHash(head.last_hash, {
    id,
    incidentId,
    seq,
    kind: entry.kind,
    text: entry.text,
    detail,
    occurredAt: entry.occurredAt.getTime(),
    recordedAt: recordedAt.getTime(),
    authorId: entry.author.id,
    authorName: entry.author.name,
    correctsId,
  })
  const created = await tx.timelineEntry.create({
    data: {
      id,
      incidentId,
      seq,
      kind: entry.kind,
      text: entry.text,
      detail,
      occurredAt: entry.occurredAt,
      recordedAt,
      authorId: entry.author.id,
      authorName: entry.author.name,
      correctsId,
      prevHash: head.last_hash,
      hash,
    },
  })
  await tx.timeline.update({ where: { incidentId }, data: { entryCount: seq, lastHash: hash } })
  await publish(tx, { topic: 'incident', id: String(head.number), version: seq })
  return { entry: created, appended: true }
}
