import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { type MeasuredRunbook, measuredOf } from '@/lib/incidents/rules/measured'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import type { Runbook } from '@/lib/plans/model/recovery'
import { incidentsWithKind } from '@/lib/timeline/entries'
import { incidentName } from '@/lib/vocabulary/numbers'

/** So many of a system's last incidents in which a runbook was worked are looked at, among so many of its last. */
const LOOKED_AT = 12
const LOOKED_THROUGH = 500

/** What a runbook took in the last incidents and drills of its system that were resolved. */
export async function measuredRunbook(actor: Actor, system: string, runbook: Runbook): Promise<MeasuredRunbook> {
  authorise(actor, 'incident.read', { system })
  const resolved = await db.incident.findMany({
    where: { system, status: 'resolved' },
    orderBy: { number: 'desc' },
    take: LOOKED_THROUGH,
    select: { id: true, number: true, mode: true },
  })
  const worked = await incidentsWithKind(
    db,
    resolved.map(({ id }) => id),
    'runbook',
  )
  const incidents = resolved.filter(({ id }) => worked.has(id)).slice(0, LOOKED_AT)
  const past = await Promise.all(
    incidents.map(async ({ id, number, mode }) => ({
      incident: incidentName(number),
      mode,
      acts: (await followedActs(db, id)).steps,
    })),
  )
  return measuredOf(runbook, past)
}
