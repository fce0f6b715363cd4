import type { Db, Tx } from '@/lib/db/client'
import type { TimelineEntry } from '@/lib/db/generated/client'

/** Ids of an incident's starred entries: those of the narrative. */
export async function starredIds(on: Db, incidentId: string): Promise<string[]> {
  const rows = await on.entryStar.findMany({ where: { entry: { incidentId } }, select: { entryId: true } })
  return rows.map(({ entryId }) => entryId)
}

/** An incident's starred entries. */
export function starredEntries(on: Db, incidentId: string): Promise<TimelineEntry[]> {
  return on.timelineEntry.findMany({ where: { incidentId, star: { isNot: null } } })
}

/** Takes an entry into the narrative. */
export async function star(tx: Tx, entryId: string, by: string): Promise<void> {
  await tx.entryStar.create({ data: { entryId, by } })
}

/** Takes an entry out of the narrative. */
export async function unstar(tx: Tx, entryId: string): Promise<void> {
  await tx.entryStar.delete({ where: { entryId } })
}

/** Whether an entry is part of the narrative. */
export async function isStarred(on: Db, entryId: string): Promise<boolean> {
  return (await on.entryStar.count({ where: { entryId } })) > 0
}
