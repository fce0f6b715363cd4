import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { DrawnPoint } from '@/lib/inventory/model/point'
import { type Collectors, distrustOfFact } from '@/lib/inventory/rules/trust'
import type { PointLane } from '@/lib/screens/restore/model/restore'

/**
 * What a lane of the drawing shows of one mechanism in one location.
 *
 * @param now epoch milliseconds
 */
export function laneOf(
  summary: MechanismSummary,
  points: DrawnPoint[],
  collectors: Collectors,
  now: number,
): PointLane {
  const { mechanism, location, kind, earliestAt, latestAt, newest, observedAt } = summary
  return {
    ...{ mechanism, location, points, observedAt },
    window: kind === 'window' ? { from: earliestAt ?? 0, to: latestAt ?? 0 } : null,
    newestAt: (kind === 'window' ? latestAt : newest?.consistentAt) ?? null,
    believed: distrustOfFact(summary, collectors, now) === null,
  }
}
