import type { Actor } from '@/lib/auth/model/actor'
import { type Action, authorise, can } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { NotFound } from '@/lib/errors'
import { incidentName } from '@/lib/vocabulary/numbers'

/**
 * Reads an incident for an act and holds its row until the transaction ends, so that what is decided on it still holds when
 * written. Throws NotFound where there is none that the person may read, Forbidden where they may read it and not do this.
 */
export async function lockIncident(tx: Tx, actor: Actor, action: Action, number: number): Promise<Incident> {
  await tx.$queryRaw`SELECT 1 FROM incident WHERE number = ${number} FOR UPDATE`
  const incident = await tx.incident.findUnique({ where: { number } })
  if (!incident || !can(actor, 'incident.read', incident)) {
    throw new NotFound(`There is no incident ${incidentName(number)}.`)
  }
  authorise(actor, action, incident)
  return incident
}

/** Columns that hold an incident's times, by milestone. */
export const MILESTONE_COLUMN = {
  impactStarted: 'impactStartedAt',
  detected: 'detectedAt',
  declared: 'declaredAt',
  acknowledged: 'acknowledgedAt',
  writesStopped: 'writesStoppedAt',
  restored: 'restoredAt',
  verified: 'verifiedAt',
  resumed: 'resumedAt',
  resolved: 'resolvedAt',
} as const
