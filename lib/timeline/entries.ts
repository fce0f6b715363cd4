import type { Db } from '@/lib/db/client'
import type { Timeline, TimelineEntry } from '@/lib/db/generated/client'
import type { ChainedEntry } from '@/lib/timeline/model/entry'
import type { EntryKind } from '@/lib/vocabulary/entry-kinds'

/** Which of a timeline's entries; without any of them, all. */
export type EntriesAsked = {
  kinds?: readonly EntryKind[]
  /** recorded later than this seq */
  after?: number
  /** recorded earlier than this seq */
  before?: number
}

/** An entry as its chain sees it: instants in epoch milliseconds. */
export function chained(row: TimelineEntry): ChainedEntry {
  return { ...row, occurredAt: row.occurredAt.getTime(), recordedAt: row.recordedAt.getTime() }
}

/** How long each timeline is and what its chain ends in, by the ids of their incidents; every one without ids. */
export function timelineHeads(on: Db, incidentIds?: readonly string[]): Promise<Timeline[]> {
  return on.timeline.findMany({
    where: incidentIds ? { incidentId: { in: [...incidentIds] } } : {},
    orderBy: { number: 'asc' },
  })
}

/** Where a timeline ends: by its head, and by the last entry that is there. */
export type TimelineEnd = { incidentId: string; number: number; length: number; hash: string; last: number }

/** The end of every timeline, or of one by the number of its incident, each as of one moment. */
export function timelineEnds(on: Db, number: number | null = null): Promise<TimelineEnd[]> {
  return on.$queryRaw<TimelineEnd[]>`
    SELECT t.incident_id AS "incidentId", t.number, t.entry_count AS length, t.last_hash AS hash,
           (SELECT coalesce(max(e.seq), 0) FROM timeline_entry e WHERE e.incident_id = t.incident_id) AS last
      FROM timeline t WHERE ${number}::int IS NULL OR t.number = ${number}::int ORDER BY t.number`
}

/** An entry by its id, with the number of the incident that it is in; null when there is none. */
export async function entryById(on: Db, id: string): Promise<{ entry: TimelineEntry; incident: number } | null> {
  const row = await on.timelineEntry.findUnique({ where: { id }, include: { timeline: { select: { number: true } } } })
  if (!row) return null
  const { timeline, ...entry } = row
  return { entry, incident: timeline.number }
}

/** The first `most` entries by order of recording; all when absent. */
export function entriesOf(
  on: Db,
  incidentId: string,
  asked: EntriesAsked = {},
  most?: number,
): Promise<TimelineEntry[]> {
  return on.timelineEntry.findMany({ where: where(incidentId, asked), orderBy: { seq: 'asc' }, take: most })
}

/** The last `most` entries, the newest first. */
export function newestEntries(
  on: Db,
  incidentId: string,
  most: number,
  asked: EntriesAsked = {},
): Promise<TimelineEntry[]> {
  return on.timelineEntry.findMany({ where: where(incidentId, asked), orderBy: { seq: 'desc' }, take: most })
}

/** What corrects an entry, by order of recording. */
export function correctionsOf(on: Db, entryId: string): Promise<TimelineEntry[]> {
  return on.timelineEntry.findMany({ where: { correctsId: entryId }, orderBy: { seq: 'asc' } })
}

/** The newest entry, no correction, whose detail says `value` under `key`; null when there is none. */
export function newestSaying(on: Db, incidentId: string, key: string, value: string): Promise<TimelineEntry | null> {
  return on.timelineEntry.findFirst({
    where: { incidentId, kind: { not: 'correction' }, detail: { path: [key], equals: value } },
    orderBy: { seq: 'desc' },
  })
}

/** Those of these incidents whose timeline has an entry of a kind. */
export async function incidentsWithKind(on: Db, incidentIds: readonly string[], kind: EntryKind): Promise<Set<string>> {
  const rows = await on.timelineEntry.findMany({
    where: { incidentId: { in: [...incidentIds] }, kind },
    distinct: ['incidentId'],
    select: { incidentId: true },
  })
  return new Set(rows.map(({ incidentId }) => incidentId))
}

function where(incidentId: string, { kinds, after, before }: EntriesAsked) {
  const seq = { ...(after === undefined ? {} : { gt: after }), ...(before === undefined ? {} : { lt: before }) }
  return {
    incidentId,
    ...(kinds ? { kind: { in: [...kinds] } } : {}),
    ...(after === undefined && before === undefined ? {} : { seq }),
  }
}
