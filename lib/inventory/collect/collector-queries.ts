import { SYSTEM } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import { collectorsOf } from '@/lib/inventory/collect/collectors'
import type { CollectorUnit } from '@/lib/inventory/model/seen'
import type { KnownAsset } from '@/lib/inventory/rules/asset-keys'
import { planInForce } from '@/lib/plans/in-force/queries'

/** One collector of the plans in force by its id; null when no plan asks for it any more. */
export async function findCollector(id: string): Promise<CollectorUnit | null> {
  const [system = ''] = id.split('/')
  const inForce = await planInForce(SYSTEM, system)
  return (inForce && collectorsOf(inForce.plan).find((unit) => unit.id === id)) ?? null
}

/** The assets of a system as far as recognising them in an account needs. */
export async function knownAssets(system: string): Promise<KnownAsset[]> {
  return db.asset.findMany({
    where: { system },
    select: { key: true, identifier: true, region: true, planned: true },
    take: 20_000,
  })
}

/** Read replicas that RDS showed in a region, with their source: what the plan may not name. */
export async function seenReplicas(unit: CollectorUnit): Promise<SeenReplica[]> {
  return db.$queryRaw<SeenReplica[]>`
    SELECT identifier, facts->>'replicaOf' AS source, coalesce(facts->>'replicaOfRegion', region) AS "sourceRegion"
    FROM asset
    WHERE system = ${unit.system} AND region = ${unit.region} AND gone_at IS NULL AND facts->>'replicaOf' IS NOT NULL`
}

type SeenReplica = { identifier: string; source: string; sourceRegion: string }
