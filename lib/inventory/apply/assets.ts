import type { Tx } from '@/lib/db/client'
import type { CollectorService } from '@/lib/inventory/model/facts'
import type { CollectorUnit, Seen, SeenAsset } from '@/lib/inventory/model/seen'

/** Kinds whose absence a service's complete listing proves. */
const KINDS: Record<CollectorService, string[]> = {
  rds: ['db-instance', 'replica', 'db-cluster'],
  backup: ['vault'],
  s3: ['bucket'],
  cloudwatch: [],
}

/**
 * Writes what was seen of assets: a planned one keeps the plan's words and gets the facts, an unplanned one becomes a
 * row of its own. Points may be of assets no longer there: those get a row too. Absence is marked, never deleted.
 * @returns the ids whose status, facts or presence changed
 */
export async function applyAssets(tx: Tx, unit: CollectorUnit, seen: Seen, at: Date): Promise<Set<string>> {
  const changed = new Set<string>()
  const own = [...new Map(seen.assets.map((asset) => [asset.key, asset])).values()]
  for (const id of await upsertSeen(tx, unit, own, at)) changed.add(id)
  await insertMentioned(tx, unit, seen)
  if (seen.complete.assets) {
    const keys = own.map(({ key }) => key)
    const gone = await tx.$queryRaw<{ id: string }[]>`
      UPDATE asset SET gone_at = ${at}
      WHERE collector_id = ${unit.id} AND kind = ANY(${KINDS[unit.service]}) AND gone_at IS NULL AND key <> ALL(${keys})
      RETURNING id`
    for (const { id } of gone) changed.add(id)
  }
  return changed
}

async function upsertSeen(tx: Tx, unit: CollectorUnit, assets: SeenAsset[], at: Date): Promise<string[]> {
  if (assets.length === 0) return []
  const rows = JSON.stringify(
    assets.map(({ key, kind, name, status, resourceId, facts }) => {
      const identifier = name
      return { id: `${unit.system}:${key}`, key, kind, name, identifier, status, resource_id: resourceId, facts }
    }),
  )
  const result = await tx.$queryRaw<{ id: string; changed: boolean }[]>`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r (id text, key text, kind text, name text,
      identifier text, status text, resource_id text, facts jsonb)),
    before AS (SELECT a.id, a.status, a.facts, a.gone_at, a.first_seen_at FROM asset a JOIN r USING (id)),
    written AS (
      INSERT INTO asset AS a (id, system, key, kind, name, identifier, region, account_id, planned, assumed, collector_id,
        status, resource_id, facts, first_seen_at, confirmed_at)
      SELECT r.id, ${unit.system}, r.key, r.kind, r.name, r.identifier, ${unit.region}, ${unit.accountId}, false, false,
        ${unit.id}, r.status, r.resource_id, r.facts, ${at}, ${at} FROM r ORDER BY r.id
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, resource_id = excluded.resource_id, facts = excluded.facts,
        kind = CASE WHEN a.planned THEN a.kind ELSE excluded.kind END, collector_id = excluded.collector_id,
        region = excluded.region, account_id = excluded.account_id,
        first_seen_at = coalesce(a.first_seen_at, excluded.first_seen_at), confirmed_at = excluded.confirmed_at,
        gone_at = NULL
      RETURNING id)
    SELECT w.id, (b.id IS NULL OR b.first_seen_at IS NULL OR b.gone_at IS NOT NULL OR b.status IS DISTINCT FROM r.status
      OR b.facts IS DISTINCT FROM r.facts) AS changed
    FROM written w JOIN r USING (id) LEFT JOIN before b USING (id)`
  return result.filter((row) => row.changed).map((row) => row.id)
}

/** Assets that only points, windows, runs, lags or alarms speak of. */
async function insertMentioned(tx: Tx, unit: CollectorUnit, seen: Seen): Promise<void> {
  const keys = new Set<string>()
  for (const { assetKey } of [...seen.points, ...seen.windows, ...seen.runs]) keys.add(assetKey)
  for (const { replicaKey, sourceKey } of seen.lags) {
    keys.add(replicaKey)
    if (sourceKey) keys.add(sourceKey)
  }
  for (const { assetKey } of seen.alarms) if (assetKey) keys.add(assetKey)
  for (const { key } of seen.assets) keys.delete(key)
  if (keys.size === 0) return
  const rows = JSON.stringify([...keys].sort().map((key) => ({ id: `${unit.system}:${key}`, key })))
  await tx.$executeRaw`
    INSERT INTO asset (id, system, key, kind, name, identifier, region, account_id, planned, assumed, collector_id)
    SELECT r.id, ${unit.system}, r.key, 'db-instance', r.key, r.key, ${unit.region}, ${unit.accountId}, false, false, NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id text, key text)
    ON CONFLICT (id) DO NOTHING`
}
