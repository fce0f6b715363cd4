import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { type MeasuredRunbook, measuredOf } from '@/lib/incidents/rules/measured'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import type { Runbook } from '@/lib/plans/model/recovery'
import { incidentName } from '@/lib/vocabulary/numbers'

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
