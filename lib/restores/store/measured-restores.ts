import { type Db, db } from '@/lib/db/client'
import type { MeasuredRestore } from '@/lib/restores/model/measured'

/** The newest measured restore of each asset. */
export async function loadLastRestores(system?: string): Promise<Map<string, MeasuredRestore>> {
  const rows = await db.restore.findMany({
    where: { ...(system ? { system } : {}), availableAt: { not: null } },
    select: { assetId: true, number: true, availableAt: true, firstSentAt: true, createdAt: true },
    orderBy: { availableAt: 'desc' },
    take: 500,
  })
  const newest = new Map<string, MeasuredRestore>()
  for (const row of rows) {
    if (row.availableAt === null || newest.has(row.assetId)) continue
    const at = row.availableAt.getTime()
    newest.set(row.assetId, {
      assetId: row.assetId,
      number: row.number,
      at,
      took: Math.max(0, at - (row.firstSentAt ?? row.createdAt).getTime()),
    })
  }
  return newest
}

/** What earlier restores of an asset took from the first request to available, the newest first; at most 50. */
export async function measuredRestores(on: Db, assetId: string): Promise<{ took: number; at: number }[]> {
  const rows = await on.restore.findMany({
    where: { assetId, availableAt: { not: null }, firstSentAt: { not: null } },
    orderBy: { createdAt: 'desc' },
    take: 50,
    select: { availableAt: true, firstSentAt: true },
  })
  return rows.map((one) => {
    const at = one.availableAt?.getTime() ?? 0
    return { at, took: at - (one.firstSentAt?.getTime() ?? at) }
  })
}
