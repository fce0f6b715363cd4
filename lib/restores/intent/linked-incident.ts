import type { Tx } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { InvalidInput } from '@/lib/errors'
import { parseIncidentName } from '@/lib/vocabulary/numbers'

/**
 * The incident a restore belongs to: the one named (`INC-0001`), none for `none`, else the newest open one of the
 * system, a live one before a drill. Throws InvalidInput when the one named is of another system or not open.
 */
export async function findIncident(tx: Tx, system: string, named?: string): Promise<Incident | null> {
  if (named === 'none') return null
  if (named) {
    const number = parseIncidentName(named) ?? 0
    const incident = await tx.incident.findFirst({ where: { number, system, status: { not: 'resolved' } } })
    if (incident) return incident
    const sentence = `${named.toUpperCase()} is no open incident of this system.`
    throw new InvalidInput(sentence, { incident: sentence })
  }
  return tx.incident.findFirst({
    where: { system, status: { not: 'resolved' } },
    orderBy: [{ mode: 'asc' }, { declaredAt: 'desc' }],
  })
}
