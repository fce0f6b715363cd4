import type { CountRow } from '@/lib/inventory/apply/summaries'
import type { AlarmSummary, Mechanism, MechanismSummary, ReplicaLag } from '@/lib/inventory/model/facts'
import type { CollectorUnit, Seen } from '@/lib/inventory/model/seen'

/** A row of counts as the summary of what one mechanism holds in one place. */
export function pointsEntry(unit: CollectorUnit, row: CountRow): MechanismSummary {
  const { mechanism, location, region, count, bytes } = row
  const common = { mechanism: mechanism as Mechanism, location, region, kind: 'points' as const, count, bytes }
  const newest =
    row.newest_id && row.newest_at
      ? {
          pointId: row.newest_id,
          identifier: row.newest_identifier ?? '',
          consistentAt: row.newest_at.getTime(),
          completedAt: row.newest_completed?.getTime() ?? null,
          inferred: row.newest_inferred ?? false,
        }
      : null
  return {
    ...common,
    ...(newest ? { newest } : {}),
    ...(row.oldest ? { oldestAt: row.oldest.getTime() } : {}),
    ...(row.running ? { runningSince: row.running.getTime() } : {}),
    observedAt: 0,
    collectorId: unit.id,
  }
}

/** An asset's restore windows, as seen, each as a summary. */
export function windowEntries(unit: CollectorUnit, seen: Seen, key: string, now: number): MechanismSummary[] {
  return seen.windows
    .filter(({ assetKey }) => assetKey === key)
    .map(({ mechanism, location, region, earliest, latest }) => {
      const times = { earliestAt: earliest, latestAt: latest, observedAt: now }
      return { mechanism, location, region, kind: 'window', ...times, count: 0, bytes: 0, collectorId: unit.id }
    })
}

/** A replica is a point of its source with p = measured − lag; without a value it is there, and says nothing. */
export function replicaEntries(unit: CollectorUnit, seen: Seen, key: string, now: number): MechanismSummary[] {
  return seen.lags
    .filter(({ sourceKey }) => sourceKey === key)
    .map(({ location, region, lagMs, measuredAt }) => {
      const latest = lagMs === null || measuredAt === null ? {} : { latestAt: measuredAt - lagMs }
      const common = { mechanism: 'replica' as const, location, region, kind: 'replica' as const, count: 0, bytes: 0 }
      return { ...common, ...latest, observedAt: now, collectorId: unit.id }
    })
}

/** How far the asset trails its source, as last measured; null when nothing was. `now` in epoch milliseconds. */
export function lagOf(seen: Seen, key: string, now: number): ReplicaLag | null {
  const lag = seen.lags.find(({ replicaKey }) => replicaKey === key)
  return lag ? { lagMs: lag.lagMs, measuredAt: lag.measuredAt ?? now, observedAt: now, source: lag.sourceKey } : null
}

/** Alarms in one order, so that the same ones compare equal. */
export const sortedAlarms = (alarms: AlarmSummary[]) =>
  alarms.map(({ name, metric, state, since }) => [name, metric ?? null, state, since]).sort()
