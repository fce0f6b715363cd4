import { db } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { AssetState, CollectorState } from '@/lib/freshness/facts'
import type { PastRun } from '@/lib/freshness/runs'
import type { AlarmSummary, AssetFacts, MechanismSummary, ReplicaLag } from '@/lib/inventory/types'
import { planOfDocument } from '@/lib/plans/plan-of-document'
import type { Plan, PlanFault } from '@/lib/plans/types'
import { MINUTE } from '@/lib/time/durations'

/** A plan in force, and what is wrong with a newer text of it. Instants are epoch milliseconds. */
export type PlanState = {
  system: string
  plan: Plan
  contentHash: string
  since: number | null
  file: string
  /** faults of a newer text that was refused; empty when there is none */
  faults: PlanFault[]
  faultSince: number | null
}

/** How old a fact may grow before it is unknown: twice the collection interval. Milliseconds. */
export const FACT_LIMIT = 2 * env.SYNC_INTERVAL_S * 1_000

const ms = (date: Date | null) => date?.getTime() ?? null

// Revisions are immutable, so a parsed one may be kept for as long as the process lives.
const documents = new Map<string, { plan: Plan; contentHash: string }>()

/** The plans in force, by system, of one system or of all. */
export async function loadPlans(system?: string): Promise<PlanState[]> {
  const inForce = await db.planInForce.findMany({ where: system ? { system } : {}, orderBy: { system: 'asc' } })
  const missing = inForce.flatMap((row) => (row.revisionId && !documents.has(row.revisionId) ? [row.revisionId] : []))
  if (missing.length > 0) {
    const revisions = await db.planRevision.findMany({ where: { id: { in: missing } } })
    if (documents.size > 200) documents.clear()
    for (const { id, document, contentHash } of revisions) {
      documents.set(id, { plan: planOfDocument(document), contentHash })
    }
  }
  return inForce.flatMap((row) => {
    const known = documents.get(row.revisionId ?? '')
    if (!known) return []
    return {
      system: row.system,
      ...known,
      since: ms(row.since),
      file: row.file,
      faults: (row.faults as PlanFault[] | null) ?? [],
      faultSince: ms(row.faultSince),
    }
  })
}

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

/** The sources of facts with their health. */
export async function loadCollectors(system?: string): Promise<Map<string, CollectorState>> {
  const rows = await db.collector.findMany({ where: system ? { system } : {} })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        region: row.region,
        service: row.service,
        lastAttemptAt: ms(row.lastAttemptAt),
        lastSuccessAt: ms(row.lastSuccessAt),
        failingSince: ms(row.failingSince),
        errorCode: row.errorCode,
        errorText: row.errorText,
        incomplete: row.incomplete,
      },
    ]),
  )
}

/** A restore that made a usable instance. `took`: from the request that AWS took to available, in milliseconds. */
export type MeasuredRestore = {
  assetId: string
  number: number
  at: number
  took: number
}

/** The newest measured restore of each asset. */
export async function loadLastRestores(system?: string): Promise<Map<string, MeasuredRestore>> {
  const rows = await db.restore.findMany({
    where: { ...(system ? { system } : {}), availableAt: { not: null } },
    select: { assetId: true, number: true, availableAt: true, firstSentAt: true, createdAt: true },
    orderBy: { availableAt: 'desc' },
    take: 500,
  })
  const newest = new Map<string, MeasuredRestore>()
  for (const row of rows) {
    if (row.availableAt === null || newest.has(row.assetId)) continue
    const at = row.availableAt.getTime()
    newest.set(row.assetId, {
      assetId: row.assetId,
      number: row.number,
      at,
      took: Math.max(0, at - (row.firstSentAt ?? row.createdAt).getTime()),
    })
  }
  return newest
}

/** Alarms that ring now and belong to no single asset, counted by system. */
export async function loadSystemAlarms(system?: string): Promise<Map<string, string[]>> {
  const rows = await db.alarm.findMany({
    where: { ...(system ? { system } : {}), state: 'ALARM', assetId: null, goneAt: null },
    select: { system: true, name: true },
  })
  const bySystem = new Map<string, string[]>()
  for (const row of rows) bySystem.set(row.system, [...(bySystem.get(row.system) ?? []), row.name])
  return bySystem
}

type RunRow = {
  asset_id: string
  mechanism: string
  location: string
  started_at: Date | null
  consistent_at: Date
  completed_at: Date | null
  status: string
  policy: string | null
  gone_at: Date | null
  expires_at: Date | null
}

/** What was seen of the past of these assets since an instant: points, gone ones too, and jobs that made none. */
export async function loadRuns(assetIds: readonly string[], since: number): Promise<Map<string, PastRun[]>> {
  const byAsset = new Map<string, PastRun[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return byAsset
  const from = new Date(since)
  const ids = [...assetIds]
  const [points, jobs] = await Promise.all([
    db.$queryRaw<RunRow[]>`
      SELECT asset_id, mechanism, location, started_at, consistent_at, completed_at, status,
             details->>'policy' AS policy, gone_at, expires_at
        FROM recovery_point WHERE asset_id = ANY(${ids}) AND consistent_at >= ${from}`,
    db.backupRun.findMany({
      where: { assetId: { in: ids }, startedAt: { gte: from }, NOT: { state: { in: ['completed', 'available'] } } },
      select: { assetId: true, mechanism: true, location: true, startedAt: true, completedAt: true, state: true },
    }),
  ])
  for (const row of points) {
    byAsset.get(row.asset_id)?.push({
      assetId: row.asset_id,
      mechanism: row.mechanism,
      location: row.location,
      startedAt: ms(row.started_at),
      consistentAt: row.consistent_at.getTime(),
      completedAt: ms(row.completed_at),
      status: row.status,
      policy: row.policy,
      goneAt: ms(row.gone_at),
      expiresAt: ms(row.expires_at),
    })
  }
  for (const job of jobs) {
    const failed = ['failed', 'aborted', 'expired', 'partial'].includes(job.state)
    byAsset.get(job.assetId)?.push({
      assetId: job.assetId,
      mechanism: job.mechanism,
      location: job.location,
      startedAt: job.startedAt.getTime(),
      consistentAt: job.startedAt.getTime(),
      completedAt: null,
      status: failed ? 'failed' : 'creating',
      policy: null,
      goneAt: null,
      expiresAt: null,
    })
  }
  return byAsset
}

/** A job that made no point changes no summary; after this long it is looked for all the same. */
const RUNS_KEPT = 2 * MINUTE

const recent = new Map<string, { version: number; since: number; loadedAt: number; runs: PastRun[] }>()

/**
 * The same, kept in memory for as long as the asset's summary does not change: facts of the past, never verdicts.
 * With thousands of assets the board then asks only for what moved.
 */
export async function loadRecentRuns(
  assets: readonly { id: string; version: number }[],
  since: number,
  now: number,
): Promise<Map<string, PastRun[]>> {
  const stale = assets.filter(({ id, version }) => {
    const known = recent.get(id)
    return known === undefined || known.version !== version || known.since > since || now - known.loadedAt > RUNS_KEPT
  })
  if (stale.length > 0) {
    const loaded = await loadRuns(
      stale.map(({ id }) => id),
      since,
    )
    if (recent.size > 20_000) recent.clear()
    for (const { id, version } of stale) recent.set(id, { version, since, loadedAt: now, runs: loaded.get(id) ?? [] })
  }
  return new Map(assets.map(({ id }) => [id, recent.get(id)?.runs ?? []]))
}
