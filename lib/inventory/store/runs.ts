import { db } from '@/lib/db/client'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { MINUTE } from '@/lib/time/durations'

const ms = (date: Date | null) => date?.getTime() ?? null

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
