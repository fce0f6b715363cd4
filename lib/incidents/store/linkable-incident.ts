import type { Db } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { InvalidInput } from '@/lib/errors'
import type { LinkableIncident } from '@/lib/restores/model/linked'
import { parseIncidentName } from '@/lib/vocabulary/numbers'

/**
 * The incident a restore belongs to: the one named (`INC-0001`), none for `none`, else the newest open one of the
 * system, a live one before a drill. Throws InvalidInput when the one named is of another system or not open.
 */
export async function linkableIncident(on: Db, system: string, named?: string): Promise<LinkableIncident | null> {
  if (named === 'none') return null
  if (!named) return (await linkableIncidents(on, system, 1))[0] ?? null
  const number = parseIncidentName(named) ?? 0
  const incident = await on.incident.findFirst({ where: { number, system, status: { not: 'resolved' } } })
  if (incident) return linkable(incident)
  const sentence = `${named.toUpperCase()} is no open incident of this system.`
  throw new InvalidInput(sentence, { incident: sentence })
}

/** The open incidents of a system that a restore can belong to: live ones before drills, then the newest first. */
export async function linkableIncidents(on: Db, system: string, most: number): Promise<LinkableIncident[]> {
  const rows = await on.incident.findMany({
    where: { system, status: { not: 'resolved' } },
    orderBy: [{ mode: 'asc' }, { declaredAt: 'desc' }],
    take: most,
  })
  return rows.map(linkable)
}

/** When writes to a system were stopped, by the newest open incident that says so; null where none does. */
export async function writesStoppedAt(on: Db, system: string): Promise<number | null> {
  const incident = await on.incident.findFirst({
    where: { system, status: { not: 'resolved' }, writesStoppedAt: { not: null } },
    orderBy: { declaredAt: 'desc' },
  })
  return incident?.writesStoppedAt?.getTime() ?? null
}

function linkable({ id, number, title, writesStoppedAt: stopped }: Incident): LinkableIncident {
  return { id, number, title, writesStoppedAt: stopped?.getTime() ?? null }
}
