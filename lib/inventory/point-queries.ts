import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import { confirmedAt, cursorOf, MOST_ROWS, readCursor } from '@/lib/inventory/page-rules'
import type {
  LanePoints,
  Mechanism,
  PointStatus,
  RecoveryPointDto,
  RecoveryPointPage,
  RestoreWindowDto,
} from '@/lib/inventory/types'

/** Which points of an asset to list. `from` and `to` bound the consistent-at, epoch ms UTC, both inclusive. */
export type PointFilter = {
  assetId: string
  before?: string | null | undefined
  limit: number
  mechanism?: Mechanism | null | undefined
  location?: string | null | undefined
  from?: number | null | undefined
  to?: number | null | undefined
  /** also those that were there once; left out unless asked for */
  gone?: boolean | undefined
}

/** One page of recovery points, newest consistent-at first, by keyset: as fast at any depth. @throws Forbidden */
export async function recoveryPointPage(actor: Actor, filter: PointFilter): Promise<RecoveryPointPage> {
  authorise(actor, 'inventory.read')
  const limit = Math.min(Math.max(1, Math.trunc(filter.limit)), MOST_ROWS)
  const start = readCursor(filter.before)
  const bounds = boundsOf(filter)
  // Bounds that are not set are infinite, so that one statement serves all pages and always walks the keyset's index.
  const rows = await db.$queryRaw<PointRow[]>`
    SELECT p.id::text, p.asset_id, p.mechanism, p.location, p.region, p.identifier, p.started_at, p.consistent_at,
      p.completed_at, p.inferred, p.status, p.size_bytes, p.encrypted, p.kms_key, p.expires_at, p.copy_of, p.details,
      p.first_seen_at, p.confirmed_at, p.gone_at, c.last_success_at
    FROM recovery_point AS p LEFT JOIN collector AS c ON c.id = p.collector_id
    WHERE p.asset_id = ${filter.assetId}
      AND (p.consistent_at, p.id) < (coalesce(${start ? new Date(start.at) : null}::timestamptz, 'infinity'),
        coalesce(${start?.id ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      AND p.consistent_at >= coalesce(${bounds.from}::timestamptz, '-infinity')
      AND p.consistent_at <= coalesce(${bounds.to}::timestamptz, 'infinity')
      AND (p.gone_at IS NULL OR ${filter.gone ?? false})
      AND (${filter.mechanism ?? null}::text IS NULL OR p.mechanism = ${filter.mechanism ?? null})
      AND (${filter.location ?? null}::text IS NULL OR p.location = ${filter.location ?? null})
    ORDER BY p.consistent_at DESC, p.id DESC LIMIT ${limit + 1}`
  const points = rows.slice(0, limit).map(toDto)
  const last = points.at(-1)
  return { points, next: rows.length > limit && last ? cursorOf(last) : null }
}

/** One recovery point of an asset; null when there is none of that id. @throws Forbidden */
export async function recoveryPoint(actor: Actor, assetId: string, id: string): Promise<RecoveryPointDto | null> {
  authorise(actor, 'inventory.read')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const point = await db.recoveryPoint.findFirst({ where: { id, assetId } })
  if (!point) return null
  const collector = point.collectorId ? await db.collector.findUnique({ where: { id: point.collectorId } }) : null
  return toDto({
    ...point,
    id: point.id,
    asset_id: point.assetId,
    started_at: point.startedAt,
    consistent_at: point.consistentAt,
    completed_at: point.completedAt,
    size_bytes: point.sizeBytes,
    kms_key: point.kmsKey,
    expires_at: point.expiresAt,
    copy_of: point.copyOf,
    details: point.details as Record<string, unknown>,
    first_seen_at: point.firstSeenAt,
    confirmed_at: point.confirmedAt,
    gone_at: point.goneAt,
    last_success_at: collector?.lastSuccessAt ?? null,
  })
}

/** The live points between two instants (epoch ms UTC) for a drawing, oldest first; at most `cap`, the newest ones. */
export async function pointsForLanes(
  actor: Actor,
  assetId: string,
  from: number,
  to: number,
  cap: number,
): Promise<LanePoints> {
  authorise(actor, 'inventory.read')
  const rows = await db.$queryRaw<LaneRow[]>`
    SELECT id::text, mechanism, location, consistent_at, completed_at, inferred, status FROM recovery_point AS p
    WHERE asset_id = ${assetId} AND gone_at IS NULL
      AND consistent_at >= ${new Date(from)} AND consistent_at <= ${new Date(to)}
    ORDER BY consistent_at DESC, id DESC LIMIT ${cap + 1}`
  const points = rows.slice(0, cap).map((row) => ({
    id: row.id,
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    consistentAt: row.consistent_at.getTime(),
    completedAt: row.completed_at?.getTime() ?? null,
    inferred: row.inferred,
    status: row.status as PointStatus,
  }))
  return { points: points.reverse(), capped: rows.length > cap }
}

/** The restore windows of an asset as last observed, gone ones last. @throws Forbidden */
export async function restoreWindows(actor: Actor, assetId: string): Promise<RestoreWindowDto[]> {
  authorise(actor, 'inventory.read')
  const rows = await db.restoreWindow.findMany({
    where: { assetId },
    orderBy: [{ goneAt: { sort: 'desc', nulls: 'first' } }, { location: 'asc' }],
  })
  return rows.map((row) => ({
    assetId,
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    region: row.region,
    earliest: row.earliest.getTime(),
    latest: row.latest.getTime(),
    status: row.status,
    observedAt: row.observedAt.getTime(),
    goneAt: row.goneAt?.getTime() ?? null,
  }))
}

type LaneRow = Pick<
  PointRow,
  'id' | 'mechanism' | 'location' | 'consistent_at' | 'completed_at' | 'inferred' | 'status'
>

type PointRow = {
  id: string
  asset_id: string
  mechanism: string
  location: string
  region: string
  identifier: string
  started_at: Date | null
  consistent_at: Date
  completed_at: Date | null
  inferred: boolean
  status: string
  size_bytes: bigint | null
  encrypted: boolean | null
  kms_key: string | null
  expires_at: Date | null
  copy_of: string | null
  details: Record<string, unknown>
  first_seen_at: Date
  confirmed_at: Date
  gone_at: Date | null
  last_success_at: Date | null
}

const boundsOf = ({ from, to }: { from?: number | null | undefined; to?: number | null | undefined }) => ({
  from: from === null || from === undefined ? null : new Date(from),
  to: to === null || to === undefined ? null : new Date(to),
})

function toDto(row: PointRow): RecoveryPointDto {
  const ms = (date: Date | null) => date?.getTime() ?? null
  const seen = { confirmedAt: row.confirmed_at.getTime(), goneAt: ms(row.gone_at) }
  return {
    id: row.id,
    assetId: row.asset_id,
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    region: row.region,
    identifier: row.identifier,
    startedAt: ms(row.started_at),
    consistentAt: row.consistent_at.getTime(),
    completedAt: ms(row.completed_at),
    inferred: row.inferred,
    status: row.status as PointStatus,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    encrypted: row.encrypted,
    kmsKey: row.kms_key,
    expiresAt: ms(row.expires_at),
    copyOf: row.copy_of,
    details: row.details,
    firstSeenAt: row.first_seen_at.getTime(),
    confirmedAt: confirmedAt(seen, ms(row.last_success_at)),
    goneAt: seen.goneAt,
  }
}
