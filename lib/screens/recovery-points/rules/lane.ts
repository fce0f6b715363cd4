import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { DrawnPoint } from '@/lib/inventory/model/point'
import { isBelieved } from '@/lib/inventory/rules/trust'
import type { PointLane } from '@/lib/screens/restore/model/restore'

/**
 * What a lane of the drawing shows of one mechanism in one location.
 *
 * @param now epoch milliseconds
 * @param limit how old a fact may be, milliseconds: of an older one the lane is unknown
 */
export function laneOf(summary: MechanismSummary, points: DrawnPoint[], now: number, limit: number): PointLane {
  const { mechanism, location, kind, earliestAt, latestAt, newest, observedAt } = summary
  return {
    ...{ mechanism, location, points, observedAt },
    window: kind === 'window' ? { from: earliestAt ?? 0, to: latestAt ?? 0 } : null,
    newestAt: (kind === 'window' ? latestAt : newest?.consistentAt) ?? null,
    believed: isBelieved(observedAt, now, limit),
  }
}
