import { type Db, db } from '@/lib/db/client'
import type { Asset, AssetSummary } from '@/lib/db/generated/client'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { AlarmSummary, AssetFacts, MechanismSummary, ReplicaLag } from '@/lib/inventory/model/facts'

const ms = (date: Date | null) => date?.getTime() ?? null

/** Every asset with its one summary row. */
export async function loadAssets(system?: string): Promise<AssetState[]> {
  const rows = await db.asset.findMany({ where: system ? { system } : {}, include: { summary: true } })
  return rows.map(toState)
}

/** The assets of these ids with their summaries; those that are not known are left out. */
export async function assetsById(on: Db, ids: readonly string[]): Promise<AssetState[]> {
  if (ids.length === 0) return []
  const rows = await on.asset.findMany({ where: { id: { in: [...ids] } }, include: { summary: true } })
  return rows.map(toState)
}

/** Assets that are there and that a sync summed up, planned ones first in each system; at most 2,000. */
export async function summedUpAssets(): Promise<AssetState[]> {
  const rows = await db.asset.findMany({
    where: { goneAt: null, summary: { isNot: null } },
    include: { summary: true },
    orderBy: [{ system: 'asc' }, { planned: 'desc' }, { key: 'asc' }],
    take: 2_000,
  })
  return rows.map(toState)
}

/** What is called by a name in a region of an account: whatever there is, each with its kind and its system. */
export async function namesTaken(
  on: Db,
  { accountId, region, name }: { accountId: string; region: string; name?: string },
): Promise<{ identifier: string; kind: string; system: string }[]> {
  return on.asset.findMany({
    where: { accountId, region, goneAt: null, ...(name === undefined ? {} : { identifier: name }) },
    select: { identifier: true, kind: true, system: true },
    take: 5_000,
  })
}

function toState({ summary, ...row }: Asset & { summary: AssetSummary | null }): AssetState {
  return {
    id: row.id,
    system: row.system,
    key: row.key,
    kind: row.kind,
    name: row.name,
    identifier: row.identifier,
    region: row.region,
    accountId: row.accountId,
    environment: row.environment,
    resourceId: row.resourceId,
    planned: row.planned,
    assumed: row.assumed,
    status: row.status,
    facts: row.facts as AssetFacts,
    firstSeenAt: ms(row.firstSeenAt),
    confirmedAt: ms(row.confirmedAt),
    goneAt: ms(row.goneAt),
    collectorId: row.collectorId,
    mechanisms: (summary?.mechanisms ?? []) as unknown as MechanismSummary[],
    replicaLag: (summary?.replicaLag ?? null) as ReplicaLag | null,
    alarms: (summary?.alarms ?? []) as unknown as AlarmSummary[],
    version: summary?.version ?? 0,
  }
}
