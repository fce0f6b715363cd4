import { transaction } from '@/lib/db/transaction'
import { collectorOfAsset } from '@/lib/inventory/collect/collectors'
import { publish } from '@/lib/live/publish'
import type { Plan } from '@/lib/plans/model/plan'

/**
 * Gives every asset of a plan in force a row, observed or not, and marks those the plan no longer names as unplanned.
 * Facts stay untouched. Idempotent; writes only what differs. @returns how many rows changed
 */
export function applyPlanAssets(plan: Plan): Promise<number> {
  const { key: system, account } = plan.system
  const rows = JSON.stringify(
    plan.assets.map((asset) => ({
      id: `${system}:${asset.key}`,
      key: asset.key,
      kind: asset.kind,
      name: asset.name,
      identifier: asset.identifier,
      region: asset.region,
      account_id: asset.platform === 'aws' ? account.id : null,
      environment: asset.environment,
      assumed: asset.assumed,
      collector_id: collectorOfAsset(plan, asset),
    })),
  )
  return transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      INSERT INTO asset AS a (id, system, key, kind, name, identifier, region, account_id, environment, planned, assumed,
        collector_id)
      SELECT r.id, ${system}, r.key, r.kind, r.name, r.identifier, r.region, r.account_id, r.environment, true, r.assumed,
        r.collector_id
      FROM jsonb_to_recordset(${rows}::jsonb) AS r (id text, key text, kind text, name text, identifier text, region text,
        account_id text, environment text, assumed boolean, collector_id text)
      ORDER BY r.id
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, identifier = excluded.identifier,
        region = excluded.region, account_id = excluded.account_id, environment = excluded.environment, planned = true,
        assumed = excluded.assumed, collector_id = excluded.collector_id
      WHERE (a.kind, a.name, a.identifier, a.region, a.account_id, a.environment, a.planned, a.assumed, a.collector_id)
        IS DISTINCT FROM (excluded.kind, excluded.name, excluded.identifier, excluded.region, excluded.account_id,
          excluded.environment, true, excluded.assumed, excluded.collector_id)`
    const dropped = await tx.$executeRaw`
      UPDATE asset SET planned = false WHERE system = ${system} AND planned
        AND key <> ALL(${plan.assets.map((asset) => asset.key)})`
    await tx.$executeRaw`
      INSERT INTO asset_summary (asset_id, updated_at)
      SELECT id, now() FROM asset a WHERE system = ${system}
        AND NOT EXISTS (SELECT FROM asset_summary s WHERE s.asset_id = a.id) ORDER BY id
      ON CONFLICT (asset_id) DO NOTHING`
    if (changed + dropped > 0) {
      await publish(tx, { topic: 'system', id: system })
      await publish(tx, { topic: 'board', id: system })
    }
    return changed + dropped
  })
}
