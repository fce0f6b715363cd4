import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { type Db, db } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'

/** The facts of one incident itself, without its timeline; null when there is none. */
export async function incidentRecord(actor: Actor, number: number, on: Db = db): Promise<Incident | null> {
  authorise(actor, 'incident.read')
  return on.incident.findUnique({ where: { number } })
}

/** Number and title of incidents, by their ids. */
export async function incidentTitles(
  on: Db,
  ids: readonly string[],
): Promise<Map<string, { number: number; title: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await on.incident.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, number: true, title: true },
  })
  return new Map(rows.map(({ id, ...named }) => [id, named]))
}
