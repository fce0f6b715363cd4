import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import type { Asset, AssetSummary, Collector } from '@/lib/db/generated/client'
import type {
  AlarmSummary,
  AssetDto,
  AssetFacts,
  AssetSummaryDto,
  BackupRunDto,
  CollectorHealth,
  CollectorService,
  CollectorState,
  Mechanism,
  MechanismSummary,
  ReplicaLag,
} from '@/lib/inventory/types'

const MOST_ASSETS = 2_000

/** The assets of a system, planned or found, with the state of the collector that shows them. @throws Forbidden */
export async function assetsOfSystem(actor: Actor, system: string): Promise<AssetDto[]> {
  authorise(actor, 'inventory.read')
  const [assets, collectors] = await Promise.all([
    db.asset.findMany({ where: { system }, include: { summary: true }, orderBy: { id: 'asc' }, take: MOST_ASSETS }),
    db.collector.findMany({ where: { system } }),
  ])
  const byId = new Map(collectors.map((row) => [row.id, toHealth(row)]))
  return assets.map((asset) => toAsset(asset, byId.get(asset.collectorId ?? '') ?? null))
}

/** One asset by its id, `system:key`; null when there is none. @throws Forbidden */
export async function findAsset(actor: Actor, id: string): Promise<AssetDto | null> {
  authorise(actor, 'inventory.read')
  const asset = await db.asset.findUnique({ where: { id }, include: { summary: true } })
  if (!asset) return null
  const collector = asset.collectorId ? await db.collector.findUnique({ where: { id: asset.collectorId } }) : null
  return toAsset(asset, collector ? toHealth(collector) : null)
}

/** Every source of facts with its health, the failing ones first: the foot of each page. @throws Forbidden */
export async function collectorsHealth(actor: Actor): Promise<CollectorHealth[]> {
  authorise(actor, 'inventory.read')
  const rows = await db.collector.findMany({ orderBy: { id: 'asc' }, take: MOST_ASSETS })
  return rows.map(toHealth).sort((a, b) => Number(b.state === 'failing') - Number(a.state === 'failing'))
}

/** The newest backup runs of an asset, whatever became of them, newest first. @throws Forbidden */
export async function backupRuns(actor: Actor, assetId: string, limit: number): Promise<BackupRunDto[]> {
  authorise(actor, 'inventory.read')
  const rows = await db.backupRun.findMany({ where: { assetId }, orderBy: { startedAt: 'desc' }, take: limit })
  return rows.map((row) => ({
    id: row.id,
    mechanism: row.mechanism as Mechanism,
    location: row.location,
    state: row.state,
    startedAt: row.startedAt.getTime(),
    completedAt: row.completedAt?.getTime() ?? null,
    percent: row.percent,
    message: row.message,
  }))
}

const ms = (date: Date | null) => date?.getTime() ?? null

function stateOf(row: Collector): CollectorState {
  if (row.failingSince) return 'failing'
  return row.lastAttemptAt ? 'ok' : 'waiting'
}

function toHealth(row: Collector): CollectorHealth {
  return {
    id: row.id,
    system: row.system,
    accountId: row.accountId,
    region: row.region,
    service: row.service as CollectorService,
    state: stateOf(row),
    lastAttemptAt: ms(row.lastAttemptAt),
    lastSuccessAt: ms(row.lastSuccessAt),
    failingSince: ms(row.failingSince),
    errorCode: row.errorCode,
    errorText: row.errorText,
    calls: row.calls,
    durationMs: row.durationMs,
    incomplete: row.incomplete,
  }
}

function toAsset(row: Asset & { summary: AssetSummary | null }, collector: CollectorHealth | null): AssetDto {
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
    planned: row.planned,
    assumed: row.assumed,
    status: row.status,
    resourceId: row.resourceId,
    facts: row.facts as AssetFacts,
    firstSeenAt: ms(row.firstSeenAt),
    confirmedAt: ms(row.confirmedAt),
    goneAt: ms(row.goneAt),
    collectorState: collector?.state ?? (row.collectorId ? 'waiting' : 'unobserved'),
    collector,
    summary: row.summary ? toSummary(row.summary) : null,
  }
}

function toSummary(row: AssetSummary): AssetSummaryDto {
  return {
    mechanisms: row.mechanisms as unknown as MechanismSummary[],
    replicaLag: row.replicaLag as unknown as ReplicaLag | null,
    alarms: row.alarms as unknown as AlarmSummary[],
    version: row.version,
    updatedAt: row.updatedAt.getTime(),
  }
}
