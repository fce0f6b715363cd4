import type { Db } from '@/lib/db/client'
import type { LinkedRestore } from '@/lib/restores/model/linked'

/** The restores of incidents, by the incident's id, the newest first. Incidents without any are left out. */
export async function linkedRestores(on: Db, incidentIds: readonly string[]): Promise<Map<string, LinkedRestore[]>> {
  const rows = await on.restore.findMany({
    where: { incidentId: { in: [...incidentIds] } },
    orderBy: { number: 'desc' },
    select: {
      incidentId: true,
      number: true,
      targetName: true,
      state: true,
      stateSince: true,
      percent: true,
      pointAt: true,
      availableAt: true,
    },
  })
  const byIncident = new Map<string, LinkedRestore[]>()
  for (const { incidentId, stateSince, pointAt, availableAt, ...row } of rows) {
    if (incidentId === null) continue
    const restore = {
      ...row,
      stateSince: stateSince.getTime(),
      pointAt: pointAt.getTime(),
      availableAt: availableAt?.getTime() ?? null,
    }
    byIncident.set(incidentId, [...(byIncident.get(incidentId) ?? []), restore])
  }
  return byIncident
}
