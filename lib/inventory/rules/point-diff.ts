import type { PointScope, SeenPoint } from '@/lib/inventory/model/seen'

/** A point as Postgres knows it: what may change, and what identifies it. Instants are epoch milliseconds, UTC. */
export type KnownPoint = Omit<SeenPoint, 'details' | 'assetKey'> & {
  id: string
  assetId: string
  goneAt: number | null
}

/** A seen point whose asset is settled. */
export type PlacedPoint = Omit<SeenPoint, 'assetKey'> & { assetId: string }

/** What has to be written so that the known points are the seen ones. */
export type PointDiff = {
  insert: PlacedPoint[]
  /** changed, or come back: a point that was gone is no longer so */
  update: { id: string; point: PlacedPoint }[]
  /** seen again, unchanged */
  confirmed: string[]
  /** absent from a listing that was read to its end */
  gone: string[]
}

const COMPARED = [
  'mechanism',
  'startedAt',
  'consistentAt',
  'completedAt',
  'inferred',
  'status',
  'sizeBytes',
  'encrypted',
  'kmsKey',
  'expiresAt',
  'copyOf',
] as const

/**
 * Compares known points with seen ones. Only points inside a scope that was read to its end can be gone; a failed or
 * broken-off listing takes nothing away. A stated consistent-at is never replaced by an inferred one.
 */
export function diff(known: KnownPoint[], seen: PlacedPoint[], complete: PointScope[]): PointDiff {
  const result: PointDiff = { insert: [], update: [], confirmed: [], gone: [] }
  const byKey = new Map(known.map((point) => [identityOf(point), point]))
  const handled = new Set<string>()
  for (const point of seen) {
    const key = identityOf(point)
    if (handled.has(key)) continue
    handled.add(key)
    const before = byKey.get(key)
    if (!before) {
      result.insert.push(point)
      continue
    }
    const now =
      !before.inferred && point.inferred ? { ...point, consistentAt: before.consistentAt, inferred: false } : point
    if (before.goneAt !== null || COMPARED.some((field) => before[field] !== now[field])) {
      result.update.push({ id: before.id, point: now })
    } else {
      result.confirmed.push(before.id)
    }
  }
  for (const point of known) {
    if (point.goneAt === null && !handled.has(identityOf(point)) && inScope(point, complete)) result.gone.push(point.id)
  }
  return result
}

/** What makes two sightings the same point. */
export function identityOf(point: { assetId: string; location: string; identifier: string }): string {
  return `${point.assetId}\n${point.location}\n${point.identifier}`
}

function inScope(point: { location: string; identifier: string }, complete: PointScope[]): boolean {
  return complete.some(({ location, prefix }) => location === point.location && point.identifier.startsWith(prefix))
}

/** An observation of a continuous value is kept when it changed, and at least this often. */
export const OBSERVE_AT_LEAST_MS = 15 * 60_000

/** A lag that moved less than this is the same lag. */
const SAME_LAG_MS = 1_000

/** Whether a value seen now is worth a row of history, after the last one kept. Epoch ms; lag in ms. */
export function isWorthKeeping(
  last: { at: number; pointAt: number | null; value: number | null } | null,
  now: { at: number; pointAt: number | null; value: number | null },
): boolean {
  if (last === null || now.at - last.at >= OBSERVE_AT_LEAST_MS) return true
  if (last.pointAt !== now.pointAt) return true
  if (last.value === null || now.value === null) return last.value !== now.value
  return Math.abs(last.value - now.value) >= SAME_LAG_MS
}
