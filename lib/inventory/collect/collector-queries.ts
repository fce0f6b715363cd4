import { db } from '@/lib/db/client'
import { collectorsOf } from '@/lib/inventory/collect/collectors'
import type { CollectorUnit } from '@/lib/inventory/model/seen'
import type { KnownAsset } from '@/lib/inventory/rules/asset-keys'
import type { Plan } from '@/lib/plans/model/plan'

/** The plans in force, as the worker needs them. No viewer: the worker acts for nobody. */
export async function plansInForce(): Promise<Plan[]> {
  const rows = await db.planInForce.findMany({ where: { revisionId: { not: null } }, include: { revision: true } })
  return rows.flatMap((row) => (row.revision ? [row.revision.document as unknown as Plan] : []))
}

/** Which revisions are in force, as one text that changes with them. */
export async function revisionsInForce(): Promise<string> {
  const rows = await db.planInForce.findMany({ select: { system: true, revisionId: true }, orderBy: { system: 'asc' } })
  return rows.map(({ system, revisionId }) => `${system} ${revisionId}`).join('\n')
}

/** One collector of the plans in force by its id; null when no plan asks for it any more. */
export async function findCollector(id: string): Promise<CollectorUnit | null> {
  const [system = ''] = id.split('/')
  const row = await db.planInForce.findUnique({ where: { system }, include: { revision: true } })
  if (!row?.revision) return null
  return collectorsOf(row.revision.document as unknown as Plan).find((unit) => unit.id === id) ?? null
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
