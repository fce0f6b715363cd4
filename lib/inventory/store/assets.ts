import { db } from '@/lib/db/client'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { AlarmSummary, AssetFacts, MechanismSummary, ReplicaLag } from '@/lib/inventory/model/facts'

const ms = (date: Date | null) => date?.getTime() ?? null

/** Every asset with its one summary row. */
export async function loadAssets(system?: string): Promise<AssetState[]> {
  const rows = await db.asset.findMany({ where: system ? { system } : {}, include: { summary: true } })
  return rows.map(({ summary, ...row }) => ({
    id: row.id,
    system: row.system,
    key: row.key,
    kind: row.kind,
    name: row.name,
    identifier: row.identifier,
    region: row.region,
    accountId: row.accountId,
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
  }))
}
