/**
 * When a point was last confirmed. An unchanged point's row is not written at each sync: its collector's last success
 * confirmed every point that is not gone. Epoch ms, UTC.
 */
export function confirmedAt(
  point: { confirmedAt: number; goneAt: number | null },
  collectorLastSuccessAt: number | null,
): number {
  return point.goneAt === null ? Math.max(point.confirmedAt, collectorLastSuccessAt ?? 0) : point.confirmedAt
}
