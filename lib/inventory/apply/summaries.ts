import type { Tx } from '@/lib/db/client'
import { lagOf, pointsEntry, replicaEntries, sortedAlarms, windowEntries } from '@/lib/inventory/apply/summary-entries'
import type { AlarmSummary, MechanismSummary, ReplicaLag } from '@/lib/inventory/model/facts'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'
import { entryKey, mergeSummary } from '@/lib/inventory/rules/summary'

type SummaryRow = {
  asset_id: string
  mechanisms: MechanismSummary[]
  replica_lag: ReplicaLag | null
  alarms: AlarmSummary[]
}

/** An asset whose summary changed, with its new version. */
export type SummaryChange = { assetId: string; version: number }

/**
 * Keeps one summary row per asset in the sync's own transaction, so that the board never derives "latest". Points are
 * counted again only for the assets in `touched`; elsewhere just the time of observation moves on.
 */
export async function applySummaries(
  tx: Tx,
  unit: CollectorUnit,
  seen: Seen,
  { at, touched }: { at: Date; touched: Set<string> },
): Promise<SummaryChange[]> {
  const now = at.getTime()
  const readLocations = new Set(seen.complete.points.map(({ location }) => location))
  const concerned = await lockSummaries(tx, unit, seen, touched)
  const counted = await countPoints(
    tx,
    unit,
    [...concerned.keys()].filter((id) => touched.has(id) || isNew(concerned, id)),
  )
  const alarms =
    unit.service === 'cloudwatch' && seen.complete.alarms ? await alarmsOf(tx, [...concerned.keys()]) : null
  const changes: SummaryChange[] = []
  for (const [assetId, before] of concerned) {
    const key = assetId.slice(unit.system.length + 1)
    const recounted = counted.get(assetId)
    const points =
      recounted ?? before.mechanisms.filter((entry) => entry.collectorId === unit.id && entry.kind === 'points')
    const entries = [
      ...points
        .filter((entry) => recounted || readLocations.has(entry.location))
        .map((entry) => ({ ...entry, observedAt: observedAt(entry, before, readLocations, now) })),
      ...windowEntries(unit, seen, key, now),
      ...replicaEntries(unit, seen, key, now),
    ]
    const wasRead = (entry: MechanismSummary) => {
      if (entry.kind === 'window') return seen.complete.windows
      if (entry.kind === 'replica') return unit.service === 'cloudwatch'
      return readLocations.has(entry.location)
    }
    const merged = mergeSummary(before.mechanisms, { collectorId: unit.id, entries, wasRead })
    const replicaLag = lagOf(seen, key, now) ?? before.replica_lag
    const alarmList = alarms?.get(assetId) ?? (alarms ? [] : before.alarms)
    const changed =
      merged.changed ||
      replicaLag?.lagMs !== before.replica_lag?.lagMs ||
      JSON.stringify(sortedAlarms(alarmList)) !== JSON.stringify(sortedAlarms(before.alarms))
    const [row] = await tx.$queryRaw<{ version: number }[]>`
      UPDATE asset_summary SET mechanisms = ${JSON.stringify(merged.mechanisms)}::jsonb,
        replica_lag = ${replicaLag === null ? null : JSON.stringify(replicaLag)}::jsonb,
        alarms = ${JSON.stringify(alarmList)}::jsonb, version = version + ${changed ? 1 : 0}, updated_at = ${at}
      WHERE asset_id = ${assetId} RETURNING version`
    if (changed && row) changes.push({ assetId, version: row.version })
  }
  return changes
}

const isNew = (rows: Map<string, SummaryRow>, id: string) => rows.get(id)?.mechanisms.length === 0

function observedAt(entry: MechanismSummary, before: SummaryRow, read: Set<string>, now: number): number {
  if (read.has(entry.location)) return now
  return before.mechanisms.find((old) => entryKey(old) === entryKey(entry))?.observedAt ?? now
}

/** Makes missing rows and locks all that this run concerns, always in the order of their ids. */
async function lockSummaries(
  tx: Tx,
  unit: CollectorUnit,
  seen: Seen,
  touched: Set<string>,
): Promise<Map<string, SummaryRow>> {
  const ids = new Set(touched)
  const add = (key: string) => ids.add(`${unit.system}:${key}`)
  for (const { key } of seen.assets) add(key)
  for (const { assetKey } of seen.windows) add(assetKey)
  for (const { assetKey } of seen.points) add(assetKey)
  for (const { replicaKey, sourceKey } of seen.lags) {
    add(replicaKey)
    if (sourceKey) add(sourceKey)
  }
  for (const { assetKey } of seen.alarms) if (assetKey) add(assetKey)
  const holding = await tx.$queryRaw<{ asset_id: string }[]>`
    SELECT s.asset_id FROM asset_summary s JOIN asset a ON a.id = s.asset_id
    WHERE a.system = ${unit.system} AND (s.mechanisms @> ${JSON.stringify([{ collectorId: unit.id }])}::jsonb
      OR (${unit.service === 'cloudwatch'} AND s.alarms <> '[]'::jsonb))`
  for (const { asset_id } of holding) ids.add(asset_id)
  const sorted = [...ids].sort()
  await tx.$executeRaw`
    INSERT INTO asset_summary (asset_id, updated_at)
    SELECT id, now() FROM unnest(${sorted}::text[]) AS id WHERE EXISTS (SELECT FROM asset a WHERE a.id = id)
    ORDER BY id ON CONFLICT (asset_id) DO NOTHING`
  const rows = await tx.$queryRaw<SummaryRow[]>`
    SELECT asset_id, mechanisms, replica_lag, alarms FROM asset_summary
    WHERE asset_id = ANY(${sorted}) ORDER BY asset_id FOR UPDATE`
  return new Map(rows.map((row) => [row.asset_id, row]))
}

/** How many points of an asset lie in a place, and the newest of them, as Postgres counts them. */
export type CountRow = {
  asset_id: string
  mechanism: string
  location: string
  region: string
  count: number
  bytes: number
  oldest: Date | null
  running: Date | null
  newest_id: string | null
  newest_identifier: string | null
  newest_at: Date | null
  newest_completed: Date | null
  newest_inferred: boolean | null
}

/** Counts the live, usable points of each mechanism and location, and finds the newest. */
async function countPoints(tx: Tx, unit: CollectorUnit, assetIds: string[]): Promise<Map<string, MechanismSummary[]>> {
  const result = new Map<string, MechanismSummary[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return result
  const rows = await tx.$queryRaw<CountRow[]>`
    SELECT g.*, n.id::text AS newest_id, n.identifier AS newest_identifier, n.consistent_at AS newest_at,
      n.completed_at AS newest_completed, n.inferred AS newest_inferred
    FROM (
      SELECT asset_id, mechanism, location, min(region) AS region,
        (count(*) FILTER (WHERE usable))::int AS count,
        coalesce(sum(size_bytes) FILTER (WHERE usable), 0)::float8 AS bytes,
        min(consistent_at) FILTER (WHERE usable) AS oldest,
        max(coalesce(started_at, consistent_at)) FILTER (WHERE status = 'creating') AS running
      FROM (SELECT *, status = 'available' AND completed_at IS NOT NULL AS usable FROM recovery_point
        WHERE asset_id = ANY(${assetIds}) AND collector_id = ${unit.id} AND gone_at IS NULL) AS p
      GROUP BY asset_id, mechanism, location) AS g
    LEFT JOIN LATERAL (
      SELECT id, identifier, consistent_at, completed_at, inferred FROM recovery_point p
      WHERE p.asset_id = g.asset_id AND p.mechanism = g.mechanism AND p.location = g.location AND gone_at IS NULL
        AND status = 'available' AND completed_at IS NOT NULL
      ORDER BY consistent_at DESC LIMIT 1) AS n ON true`
  for (const row of rows) result.get(row.asset_id)?.push(pointsEntry(unit, row))
  return result
}

async function alarmsOf(tx: Tx, assetIds: string[]): Promise<Map<string, AlarmSummary[]>> {
  const rows = await tx.alarm.findMany({ where: { assetId: { in: assetIds }, goneAt: null }, orderBy: { name: 'asc' } })
  const byAsset = new Map<string, AlarmSummary[]>()
  for (const { assetId, name, metric, state, stateSince } of rows) {
    if (!assetId) continue
    const alarm = { name, metric, state: state as AlarmSummary['state'], since: stateSince?.getTime() ?? null }
    byAsset.set(assetId, [...(byAsset.get(assetId) ?? []), alarm])
  }
  return byAsset
}
