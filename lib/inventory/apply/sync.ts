import type { AwsFault } from '@/lib/aws/types'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { cut } from '@/lib/door/rules/well-formed'
import { applyAssets } from '@/lib/inventory/apply/assets'
import { applyAlarms, applyObservations, applyRuns, applyWindows } from '@/lib/inventory/apply/continuous'
import { applyPoints, type PointsApplied } from '@/lib/inventory/apply/points'
import { applySummaries } from '@/lib/inventory/apply/summaries'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'
import { publish } from '@/lib/live/publish'

/** One run of one collector. Instants are epoch milliseconds, UTC. `faults` names each thing that could not be read. */
export type SyncRun = {
  startedAt: number
  durationMs: number
  seen: Seen
  faults: { what: string; fault: AwsFault }[]
}

/** overtaken: a run that began later had been applied already, so nothing was written. */
export type SyncApplied = { overtaken: true } | (Omit<PointsApplied, 'assets'> & { overtaken: false; changed: number })

/**
 * Applies one collector's run in one transaction: assets, points, windows, runs, observations, alarms, the summary row of
 * each asset, and the collector's own state; then tells the browsers. What a run could not read stays as it was, with its
 * age. Idempotent; of two workers with the same collector the later run wins.
 */
export function applySync(unit: CollectorUnit, run: SyncRun): Promise<SyncApplied> {
  return transaction((tx) => applyIn(tx, unit, run))
}

async function applyIn(tx: Tx, unit: CollectorUnit, run: SyncRun): Promise<SyncApplied> {
  const at = new Date(run.startedAt)
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${unit.id}, 7))`
  const before = await tx.collector.findUnique({ where: { id: unit.id } })
  if (before?.lastAttemptAt && before.lastAttemptAt.getTime() >= run.startedAt) return { overtaken: true }

  const whole = run.faults.length === 0 && !run.seen.incomplete
  const changedAssets = await applyAssets(tx, unit, run.seen, at)
  const points = await applyPoints(tx, unit, run.seen, { at, confirmEach: !whole })
  await applyObservations(tx, unit, run.seen, at)
  await applyWindows(tx, unit, run.seen, at)
  await applyAlarms(tx, unit, run.seen, at)
  for (const id of await applyRuns(tx, unit, run.seen, at)) changedAssets.add(id)
  const summaries = await applySummaries(tx, unit, run.seen, { at, touched: points.assets })
  const flipped = await recordRun(tx, unit, run, before)

  const versions = new Map<string, number | undefined>([...changedAssets].map((id) => [id, undefined]))
  for (const { assetId, version } of summaries) versions.set(assetId, version)
  for (const [id, version] of versions) await publish(tx, { topic: 'asset', id, ...(version ? { version } : {}) })
  if (versions.size > 0 || flipped) {
    await publish(tx, { topic: 'system', id: unit.system })
    await publish(tx, { topic: 'board', id: unit.system })
  }
  if (flipped) await publish(tx, { topic: 'collectors', id: unit.id })
  const { assets: _assets, ...counts } = points
  return { overtaken: false, ...counts, changed: versions.size }
}

type CollectorRow = { failingSince: Date | null; lastSuccessAt: Date | null; errorCode: string | null } | null

/** Writes the collector's row; true when it began to fail, to work, or to fail in another way. */
async function recordRun(tx: Tx, unit: CollectorUnit, run: SyncRun, before: CollectorRow): Promise<boolean> {
  const at = new Date(run.startedAt)
  const error = errorOf(run)
  const { id, system, accountId, region, service } = unit
  const state = {
    lastAttemptAt: at,
    calls: run.seen.calls,
    durationMs: run.durationMs,
    incomplete: run.seen.incomplete,
    errorCode: error?.code ?? null,
    errorText: error?.text ?? null,
    failingSince: error ? (before?.failingSince ?? at) : null,
    ...(error ? {} : { lastSuccessAt: at }),
  }
  await tx.collector.upsert({
    where: { id },
    create: { id, system, accountId, region, service, ...state },
    update: state,
  })
  return (before?.errorCode ?? null) !== state.errorCode || (!error && !before?.lastSuccessAt)
}

/** The worst fault as `kind/code`, and a sentence that names what could not be read. */
function errorOf({ faults, seen }: SyncRun): { code: string; text: string } | null {
  const [first, ...others] = faults
  if (first) {
    const { kind, code, sentence } = first.fault
    const more = others.length === 0 ? '' : ` And ${others.length} more: ${others.map(({ what }) => what).join(', ')}.`
    return { code: `${kind}/${code}`, text: cut(`${first.what}: ${sentence}${more}`, 500) }
  }
  if (!seen.incomplete) return null
  return { code: 'incomplete/RepeatedMarker', text: 'A listing came back to a page it had shown, and was broken off.' }
}
