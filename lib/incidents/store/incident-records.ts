import type { Actor } from '@/lib/auth/model/actor'
import { can, ofSystems, type Systems } from '@/lib/auth/rules/roles'
import { type Db, db } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'

/** The facts of one incident itself, without its timeline; null when there is none that the person may read. */
export async function incidentRecord(actor: Actor, number: number, on: Db = db): Promise<Incident | null> {
  const incident = await on.incident.findUnique({ where: { number } })
  return incident && can(actor, 'incident.read', incident) ? incident : null
}

/** The ids of every incident of these systems; null, which keeps nothing out, for all systems. */
export async function incidentIdsOf(on: Db, systems: Systems): Promise<string[] | null> {
  if (systems === null) return null
  const rows = await on.incident.findMany({ where: ofSystems(systems), select: { id: true } })
  return rows.map(({ id }) => id)
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
