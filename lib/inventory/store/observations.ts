import { db } from '@/lib/db/client'

/** A value of continuous protection that was seen at a time. Instants are epoch milliseconds. */
export type Observed = {
  location: string
  measure: string
  at: number
  pointAt: number | null
  value: number | null
}

/**
 * What was seen of an asset since an instant (epoch milliseconds), the oldest first. Whoever reads farther back than
 * OBSERVATIONS_SHOWN says so there: older rows are removed.
 */
export async function observationsSince(assetId: string, since: number): Promise<Observed[]> {
  const rows = await db.observation.findMany({
    where: { assetId, at: { gte: new Date(since) } },
    select: { location: true, measure: true, at: true, pointAt: true, value: true },
    orderBy: { at: 'asc' },
  })
  return rows.map((row) => ({ ...row, at: row.at.getTime(), pointAt: row.pointAt?.getTime() ?? null }))
}
