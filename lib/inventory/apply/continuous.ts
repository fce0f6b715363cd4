import type { Tx } from '@/lib/db/client'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'
import { isWorthKeeping } from '@/lib/inventory/rules/point-diff'

type Reading = {
  assetId: string
  location: string
  measure: string
  at: number
  pointAt: number | null
  value: number | null
}

/** Writes restore windows as observed at `at`; one that a complete listing lacks is marked gone. */
export async function applyWindows(tx: Tx, unit: CollectorUnit, seen: Seen, at: Date): Promise<void> {
  const rows = JSON.stringify(
    seen.windows.map((window) => ({
      asset_id: `${unit.system}:${window.assetKey}`,
      mechanism: window.mechanism,
      location: window.location,
      region: window.region,
      earliest: new Date(window.earliest).toISOString(),
      latest: new Date(window.latest).toISOString(),
      status: window.status,
    })),
  )
  await tx.$executeRaw`
    INSERT INTO restore_window (asset_id, mechanism, location, region, earliest, latest, status, observed_at, collector_id)
    SELECT r.asset_id, r.mechanism, r.location, r.region, r.earliest, r.latest, r.status, ${at}, ${unit.id}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (asset_id text, mechanism text, location text, region text,
      earliest timestamptz, latest timestamptz, status text)
    ORDER BY r.asset_id, r.mechanism, r.location
    ON CONFLICT (asset_id, mechanism, location) DO UPDATE SET region = excluded.region, earliest = excluded.earliest,
      latest = excluded.latest, status = excluded.status, observed_at = excluded.observed_at,
      collector_id = excluded.collector_id, gone_at = NULL`
  if (seen.complete.windows) {
    await tx.$executeRaw`
      UPDATE restore_window SET gone_at = ${at}
      WHERE collector_id = ${unit.id} AND gone_at IS NULL AND observed_at < ${at}`
  }
}

/** Keeps the history of continuous protection: a row when a value changed, and at least every quarter of an hour. */
export async function applyObservations(tx: Tx, unit: CollectorUnit, seen: Seen, at: Date): Promise<void> {
  const readings: Reading[] = []
  const now = at.getTime()
  for (const window of seen.windows) {
    const assetId = `${unit.system}:${window.assetKey}`
    readings.push({
      assetId,
      location: window.location,
      measure: 'window-latest',
      at: now,
      pointAt: window.latest,
      value: null,
    })
  }
  for (const { replicaKey, sourceKey, location, lagMs } of seen.lags) {
    for (const key of new Set([replicaKey, sourceKey ?? replicaKey])) {
      const assetId = `${unit.system}:${key}`
      readings.push({ assetId, location, measure: 'replica-lag', at: now, pointAt: null, value: lagMs })
    }
  }
  if (readings.length === 0) return
  const last = await lastReadings(tx, [...new Set(readings.map(({ assetId }) => assetId))], at)
  const kept = readings.filter((reading) => isWorthKeeping(last.get(readingKey(reading)) ?? null, reading))
  if (kept.length === 0) return
  await tx.observation.createMany({
    data: kept.map(({ pointAt, ...reading }) => ({
      ...reading,
      at: new Date(reading.at),
      pointAt: pointAt === null ? null : new Date(pointAt),
    })),
  })
}

const readingKey = ({ assetId, location, measure }: { assetId: string; location: string; measure: string }) =>
  `${assetId}\n${location}\n${measure}`

async function lastReadings(tx: Tx, assetIds: string[], at: Date): Promise<Map<string, Reading>> {
  const rows = await tx.$queryRaw<
    { asset_id: string; location: string; measure: string; at: Date; point_at: Date | null; value: number | null }[]
  >`SELECT DISTINCT ON (asset_id, location, measure) asset_id, location, measure, at, point_at, value
    FROM observation WHERE asset_id = ANY(${assetIds}) AND at > ${at}::timestamptz - interval '1 hour'
    ORDER BY asset_id, location, measure, at DESC`
  return new Map(
    rows.map((row) => {
      const { asset_id: assetId, location, measure, value } = row
      const reading = {
        assetId,
        location,
        measure,
        value,
        at: row.at.getTime(),
        pointAt: row.point_at?.getTime() ?? null,
      }
      return [readingKey(reading), reading]
    }),
  )
}

/** Writes backup runs by their own job ids. */
export async function applyRuns(tx: Tx, unit: CollectorUnit, seen: Seen, at: Date): Promise<Set<string>> {
  if (seen.runs.length === 0) return new Set()
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  const byId = new Map(seen.runs.map((run) => [`${run.assetKey}\n${run.externalId}`, run]))
  const rows = JSON.stringify(
    [...byId.values()].map((run) => ({
      asset_id: `${unit.system}:${run.assetKey}`,
      mechanism: run.mechanism,
      location: run.location,
      external_id: run.externalId,
      state: run.state,
      started_at: iso(run.startedAt),
      completed_at: iso(run.completedAt),
      percent: run.percent,
      message: run.message,
    })),
  )
  // Only rows that differ are written: most jobs of a listing ended long ago.
  const changed = await tx.$queryRaw<{ asset_id: string }[]>`
    INSERT INTO backup_run AS b (id, asset_id, mechanism, location, external_id, state, started_at, completed_at, percent,
      message, confirmed_at)
    SELECT gen_random_uuid(), r.asset_id, r.mechanism, r.location, r.external_id, r.state, r.started_at, r.completed_at,
      r.percent, r.message, ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (asset_id text, mechanism text, location text, external_id text,
      state text, started_at timestamptz, completed_at timestamptz, percent double precision, message text)
    ORDER BY r.asset_id, r.external_id
    ON CONFLICT (asset_id, external_id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
      completed_at = excluded.completed_at, percent = excluded.percent, message = excluded.message,
      location = excluded.location, confirmed_at = excluded.confirmed_at
    WHERE (b.state, b.completed_at, b.percent, b.message, b.location)
      IS DISTINCT FROM (excluded.state, excluded.completed_at, excluded.percent, excluded.message, excluded.location)
    RETURNING asset_id`
  return new Set(changed.map((row) => row.asset_id))
}

/** Writes alarms; those that a complete listing lacks are marked gone. @returns assets whose alarms changed */
export async function applyAlarms(tx: Tx, unit: CollectorUnit, seen: Seen, at: Date): Promise<Set<string>> {
  const rows = JSON.stringify(
    seen.alarms.map((alarm) => ({
      id: `${unit.system}/${unit.accountId}/${unit.region}/${alarm.name}`,
      name: alarm.name,
      asset_id: alarm.assetKey === null ? null : `${unit.system}:${alarm.assetKey}`,
      state: alarm.state,
      state_since: alarm.since === null ? null : new Date(alarm.since).toISOString(),
      reason: alarm.reason,
      metric: alarm.metric ?? null,
    })),
  )
  await tx.$executeRaw`
    INSERT INTO alarm (id, system, account_id, region, name, asset_id, state, state_since, reason, metric, confirmed_at)
    SELECT r.id, ${unit.system}, ${unit.accountId}, ${unit.region}, r.name, r.asset_id, r.state, r.state_since, r.reason,
      r.metric, ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id text, name text, asset_id text, state text,
      state_since timestamptz, reason text, metric text)
    ORDER BY r.id
    ON CONFLICT (id) DO UPDATE SET asset_id = excluded.asset_id, state = excluded.state,
      state_since = excluded.state_since, reason = excluded.reason, metric = excluded.metric,
      confirmed_at = excluded.confirmed_at, gone_at = NULL`
  if (seen.complete.alarms) {
    await tx.$executeRaw`
      UPDATE alarm SET gone_at = ${at}
      WHERE system = ${unit.system} AND account_id = ${unit.accountId} AND region = ${unit.region}
        AND gone_at IS NULL AND confirmed_at < ${at}`
  }
  return new Set(seen.alarms.flatMap((alarm) => (alarm.assetKey === null ? [] : [`${unit.system}:${alarm.assetKey}`])))
}
