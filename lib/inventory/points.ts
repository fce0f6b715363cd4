import type { Db } from '@/lib/db/client'
import type { RecoveryPoint } from '@/lib/db/generated/client'
import type { Mechanism, PointStatus } from '@/lib/inventory/model/facts'
import type { DrawnPoint, Point } from '@/lib/inventory/model/point'
import { confirmedAt } from '@/lib/inventory/rules/confirmed'

/** A page of an asset's points: below `before`, which is the last one of the page above it. */
export type PageAsked = {
  assetId: string
  mechanism?: string
  location?: string
  before: { at: number; id: string } | null
  most: number
}

const NEWEST_FIRST = [{ consistentAt: 'desc' }, { id: 'desc' }] satisfies { [column: string]: 'desc' }[]

/** The points of stored rows, each confirmed by its collector's last success where it is not gone. */
async function pointsOf(on: Db, rows: readonly RecoveryPoint[]): Promise<Point[]> {
  const ids = [...new Set(rows.flatMap(({ collectorId }) => collectorId ?? []))]
  const collectors = ids.length
    ? await on.collector.findMany({ where: { id: { in: ids } }, select: { id: true, lastSuccessAt: true } })
    : []
  const successes = new Map(collectors.map(({ id, lastSuccessAt }) => [id, lastSuccessAt?.getTime() ?? null]))
  return rows.map((row) => toPoint(row, successes.get(row.collectorId ?? '') ?? null))
}

/** One point of an asset; null when the asset has none of this id. */
export async function pointOf(on: Db, assetId: string, id: string): Promise<Point | null> {
  const row = await on.recoveryPoint.findFirst({ where: { id, assetId } })
  return row ? ((await pointsOf(on, [row]))[0] ?? null) : null
}

/** One page of an asset's points by keyset, the newest first; gone ones too. `more`: others lie below it. */
export async function pageOfPoints(
  on: Db,
  { assetId, mechanism, location, before, most }: PageAsked,
): Promise<{ points: Point[]; more: boolean }> {
  const at = before && new Date(before.at)
  const rows = await on.recoveryPoint.findMany({
    where: {
      assetId,
      ...(mechanism ? { mechanism } : {}),
      ...(location ? { location } : {}),
      ...(before && at
        ? {
            // The bound lets the index begin where the page before ended, at any depth.
            consistentAt: { lte: at },
            OR: [{ consistentAt: { lt: at } }, { consistentAt: at, id: { lt: before.id } }],
          }
        : {}),
    },
    orderBy: NEWEST_FIRST,
    take: most + 1,
  })
  return { points: await pointsOf(on, rows.slice(0, most)), more: rows.length > most }
}

/** What a drawing needs of the points that are there, in [from, to], the newest first; epoch milliseconds. */
export async function drawnPoints(
  on: Db,
  assetId: string,
  { from, to, most }: { from: number; to: number; most: number },
): Promise<(DrawnPoint & Pick<Point, 'mechanism' | 'location'>)[]> {
  const rows = await on.recoveryPoint.findMany({
    where: { assetId, goneAt: null, consistentAt: { gte: new Date(from), lte: new Date(to) } },
    orderBy: NEWEST_FIRST,
    take: most,
    select: {
      id: true,
      mechanism: true,
      location: true,
      consistentAt: true,
      completedAt: true,
      inferred: true,
      status: true,
    },
  })
  return rows.map((row) => ({
    ...row,
    mechanism: row.mechanism as Mechanism,
    status: row.status as PointStatus,
    consistentAt: row.consistentAt.getTime(),
    completedAt: row.completedAt?.getTime() ?? null,
    goneAt: null,
  }))
}

/** The newest point of an asset that a restore could begin from now; null when there is none. */
export async function newestUsable(
  on: Db,
  assetId: string,
  { before, mechanisms }: { before?: number; mechanisms?: readonly Mechanism[] },
): Promise<Point | null> {
  const row = await on.recoveryPoint.findFirst({
    where: {
      assetId,
      goneAt: null,
      status: 'available',
      ...(before === undefined ? {} : { consistentAt: { lte: new Date(before) }, completedAt: { not: null } }),
      ...(mechanisms ? { mechanism: { in: [...mechanisms] } } : {}),
    },
    orderBy: NEWEST_FIRST,
  })
  return row ? ((await pointsOf(on, [row]))[0] ?? null) : null
}

function toPoint(row: RecoveryPoint, lastSuccessAt: number | null): Point {
  const seen = { confirmedAt: row.confirmedAt.getTime(), goneAt: row.goneAt?.getTime() ?? null }
  const { id, location, region, identifier, inferred, encrypted, kmsKey, copyOf, collectorId } = row
  return {
    ...{ id, location, region, identifier, inferred, encrypted, kmsKey, copyOf, collectorId },
    mechanism: row.mechanism as Mechanism,
    status: row.status as PointStatus,
    consistentAt: row.consistentAt.getTime(),
    completedAt: row.completedAt?.getTime() ?? null,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    expiresAt: row.expiresAt?.getTime() ?? null,
    confirmedAt: confirmedAt(seen, lastSuccessAt),
    goneAt: seen.goneAt,
  }
}
