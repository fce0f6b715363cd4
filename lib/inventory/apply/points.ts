import type { Tx } from '@/lib/db/client'
import type { Mechanism, PointStatus } from '@/lib/inventory/model/facts'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'
import { diff, type KnownPoint, type PlacedPoint } from '@/lib/inventory/rules/point-diff'

/** How many points came, changed, were confirmed and went; `assets` are the ids whose points are not what they were. */
export type PointsApplied = { inserted: number; updated: number; confirmed: number; gone: number; assets: Set<string> }

const BATCH = 5_000

type KnownRow = {
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
  gone_at: Date | null
}

/**
 * Makes a collector's known points the seen ones, in bulk. An unchanged point is not written: the collector's own last
 * success confirms it, unless the run failed in part (`confirmEach`), when those that were seen are confirmed one by one.
 */
export async function applyPoints(
  tx: Tx,
  unit: CollectorUnit,
  seen: Seen,
  { at, confirmEach }: { at: Date; confirmEach: boolean },
): Promise<PointsApplied> {
  const placed = seen.points.map(({ assetKey, ...point }) => ({ ...point, assetId: `${unit.system}:${assetKey}` }))
  const known = await knownPoints(tx, unit)
  const result = diff(known, placed, seen.complete.points)
  const assets = new Set<string>([...result.insert, ...result.update.map(({ point }) => point)].map((p) => p.assetId))
  const goneIds = new Set(result.gone)
  for (const point of known) if (goneIds.has(point.id)) assets.add(point.assetId)

  for (const rows of batches(result.insert)) await insertPoints(tx, unit, rows, at)
  for (const rows of batches(result.update)) await updatePoints(tx, rows, at)
  if (result.gone.length > 0) {
    await tx.$executeRaw`UPDATE recovery_point SET gone_at = ${at} WHERE id = ANY(${result.gone}::uuid[])`
  }
  if (confirmEach && result.confirmed.length > 0) {
    await tx.$executeRaw`UPDATE recovery_point SET confirmed_at = ${at} WHERE id = ANY(${result.confirmed}::uuid[])`
  }
  return {
    inserted: result.insert.length,
    updated: result.update.length,
    confirmed: result.confirmed.length,
    gone: result.gone.length,
    assets,
  }
}

async function knownPoints(tx: Tx, unit: CollectorUnit): Promise<KnownPoint[]> {
  // Long-gone points are left out: one that returns all the same meets the insert's ON CONFLICT.
  const rows = await tx.$queryRaw<KnownRow[]>`
    SELECT id::text, asset_id, mechanism, location, region, identifier, started_at, consistent_at, completed_at, inferred,
           status, size_bytes, encrypted, kms_key, expires_at, copy_of, gone_at
    FROM recovery_point
    WHERE collector_id = ${unit.id} AND (gone_at IS NULL OR gone_at > now() - interval '2 days')`
  return rows.map((row) => ({
    id: row.id,
    assetId: row.asset_id,
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    region: row.region,
    identifier: row.identifier,
    startedAt: row.started_at?.getTime() ?? null,
    consistentAt: row.consistent_at.getTime(),
    completedAt: row.completed_at?.getTime() ?? null,
    inferred: row.inferred,
    status: row.status as PointStatus,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    encrypted: row.encrypted,
    kmsKey: row.kms_key,
    expiresAt: row.expires_at?.getTime() ?? null,
    copyOf: row.copy_of,
    goneAt: row.gone_at?.getTime() ?? null,
  }))
}

async function insertPoints(tx: Tx, unit: CollectorUnit, points: PlacedPoint[], at: Date): Promise<void> {
  const rows = JSON.stringify(points.map((point) => ({ id: null, ...toRow(point) })))
  await tx.$executeRaw`
    INSERT INTO recovery_point AS p (id, asset_id, mechanism, location, region, identifier, started_at, consistent_at,
      completed_at, inferred, status, size_bytes, encrypted, kms_key, expires_at, copy_of, details, collector_id,
      first_seen_at, confirmed_at)
    SELECT gen_random_uuid(), r.asset_id, r.mechanism, r.location, r.region, r.identifier, r.started_at, r.consistent_at,
      r.completed_at, r.inferred, r.status, r.size_bytes, r.encrypted, r.kms_key, r.expires_at, r.copy_of, r.details,
      ${unit.id}, ${at}, ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (asset_id text, mechanism text, location text, region text,
      identifier text, started_at timestamptz, consistent_at timestamptz, completed_at timestamptz, inferred boolean,
      status text, size_bytes bigint, encrypted boolean, kms_key text, expires_at timestamptz, copy_of text, details jsonb)
    ON CONFLICT (asset_id, location, identifier) DO UPDATE SET
      mechanism = excluded.mechanism, started_at = excluded.started_at, consistent_at = excluded.consistent_at,
      completed_at = excluded.completed_at, inferred = excluded.inferred, status = excluded.status,
      size_bytes = excluded.size_bytes, encrypted = excluded.encrypted, kms_key = excluded.kms_key,
      expires_at = excluded.expires_at, copy_of = excluded.copy_of, details = excluded.details,
      collector_id = excluded.collector_id, confirmed_at = excluded.confirmed_at, gone_at = NULL`
}

async function updatePoints(tx: Tx, points: { id: string; point: PlacedPoint }[], at: Date): Promise<void> {
  const rows = JSON.stringify(points.map(({ id, point }) => ({ id, ...toRow(point) })))
  await tx.$executeRaw`
    UPDATE recovery_point AS p SET
      mechanism = r.mechanism, started_at = r.started_at, consistent_at = r.consistent_at, completed_at = r.completed_at,
      inferred = r.inferred, status = r.status, size_bytes = r.size_bytes, encrypted = r.encrypted, kms_key = r.kms_key,
      expires_at = r.expires_at, copy_of = r.copy_of, details = r.details, confirmed_at = ${at}, gone_at = NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, mechanism text, started_at timestamptz,
      consistent_at timestamptz, completed_at timestamptz, inferred boolean, status text, size_bytes bigint,
      encrypted boolean, kms_key text, expires_at timestamptz, copy_of text, details jsonb)
    WHERE p.id = r.id`
}

function toRow(point: PlacedPoint) {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return {
    asset_id: point.assetId,
    mechanism: point.mechanism,
    location: point.location,
    region: point.region,
    identifier: point.identifier,
    started_at: iso(point.startedAt),
    consistent_at: iso(point.consistentAt),
    completed_at: iso(point.completedAt),
    inferred: point.inferred,
    status: point.status,
    size_bytes: point.sizeBytes,
    encrypted: point.encrypted,
    kms_key: point.kmsKey,
    expires_at: iso(point.expiresAt),
    copy_of: point.copyOf,
    details: point.details,
  }
}

function* batches<T>(rows: T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH)
}
