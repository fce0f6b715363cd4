import type { Break } from '@/lib/chains/model/verdict'
import { START, walkOn } from '@/lib/chains/rules/walk'
import { entryLink } from '@/lib/chains/store/sources'
import { db } from '@/lib/db/client'
import { chained, entriesOf } from '@/lib/timeline/entries'

/** For tests: how many entries a timeline has, and every break of its chain. */
export async function walkTimeline(incidentId: string): Promise<{ entries: number; breaks: Break[] }> {
  const entries = await entriesOf(db, incidentId)
  return { entries: entries.length, breaks: walkOn(START, entries.map(chained).map(entryLink)).breaks }
}

/** For tests: the same, by the number of the incident. */
export async function walkIncident(number: number): Promise<{ entries: number; breaks: Break[] }> {
  const { id } = await db.incident.findUniqueOrThrow({ where: { number } })
  return walkTimeline(id)
}
