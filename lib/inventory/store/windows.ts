import type { Db } from '@/lib/db/client'
import type { Mechanism } from '@/lib/inventory/model/facts'
import type { Window } from '@/lib/inventory/model/point'

/** An asset's windows, of one mechanism or of all, by location; gone ones too. */
export async function windowsOf(on: Db, assetId: string, mechanism?: Mechanism): Promise<Window[]> {
  const rows = await on.restoreWindow.findMany({ where: { assetId, mechanism }, orderBy: { location: 'asc' } })
  return rows.map((row) => ({
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    region: row.region,
    earliest: row.earliest.getTime(),
    latest: row.latest.getTime(),
    observedAt: row.observedAt.getTime(),
    goneAt: row.goneAt?.getTime() ?? null,
    collectorId: row.collectorId,
  }))
}
