/** Where a page begins: behind this point, newest consistent-at first. `at` in epoch milliseconds, UTC. */
export type PageStart = { at: number; id: string }

const CURSOR = /^(\d{10,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The opaque `before` of the page that follows a point. */
export const cursorOf = (point: { consistentAt: number; id: string }) => `${point.consistentAt}_${point.id}`

/** Reads a `before` from an address; null for one that is none: the first page is shown then. */
export function readCursor(text: string | null | undefined): PageStart | null {
  const [, at, id] = CURSOR.exec(text ?? '') ?? []
  return at && id ? { at: Number(at), id } : null
}

/** How many rows a page may have. */
export const MOST_ROWS = 200

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
