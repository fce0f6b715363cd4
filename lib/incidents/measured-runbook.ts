import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import { followedActs } from '@/lib/incidents/followed-acts'
import { type MeasuredRunbook, measuredOf } from '@/lib/incidents/measured-rules'
import { incidentName } from '@/lib/incidents/types'
import type { Runbook } from '@/lib/plans/recovery-types'

/** So many of a system's last incidents are looked at. */
const LOOKED_AT = 12

/** What a runbook took in the last incidents and drills of its system that were resolved. */
export async function measuredRunbook(actor: Actor, system: string, runbook: Runbook): Promise<MeasuredRunbook> {
  authorise(actor, 'incident.read')
  const incidents = await db.incident.findMany({
    where: { system, status: 'resolved', entries: { some: { kind: 'runbook' } } },
    orderBy: { number: 'desc' },
    take: LOOKED_AT,
    select: { id: true, number: true, mode: true },
  })
  const past = await Promise.all(
    incidents.map(async ({ id, number, mode }) => ({
      incident: incidentName(number),
      mode,
      acts: (await followedActs(db, id)).steps,
    })),
  )
  return measuredOf(runbook, past)
}
