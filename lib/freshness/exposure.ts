import { lossIfChosen } from '@/lib/freshness/loss'
import type { LossKind, Point, Source } from '@/lib/freshness/types'
import { type Distrust, distrustOf } from '@/lib/inventory/rules/trust'

/** Exposure and the point that gives it. */
export type Exposure = {
  /** milliseconds of data that would be lost; never negative */
  ms: number
  point: Point
}

/**
 * exposure(t, L) = t − max{ p : c ≤ t, live, usable, in L } of DOMAIN.md.
 *
 * @param points usable points of the locations in question
 * @param at epoch milliseconds
 * @returns null when no point is usable at that time
 */
export function exposureOf(points: readonly Point[], at: number): Exposure | null {
  let best: Point | null = null
  for (const point of points) {
    if (!isLive(point, at)) continue
    if (best === null || point.consistentAt > best.consistentAt) best = point
  }
  if (best === null) return null
  return { ms: lossIfChosen(best.consistentAt, at), point: best }
}

/** What is of use after a loss: a replica repeats corruption, and loss of the region leaves what lies elsewhere. */
export function sourcesAfter(sources: readonly Source[], loss: LossKind, homeRegion: string | null): Source[] {
  if (loss === 'instance') return [...sources]
  if (loss === 'corruption') return sources.filter((source) => source.kind !== 'replica')
  return sources.filter((source) => source.region !== homeRegion)
}

/** The newest point of each source that offers one. */
export function pointsOf(sources: readonly Source[], now: number): Point[] {
  return sources.flatMap((source) => pointOfSource(source, now) ?? [])
}

/**
 * The newest point a source offers: a window's latest time, a replica's now − lag, else its newest completed point.
 * Whether it may be believed is another question: see distrustOf.
 */
export function pointOfSource(source: Source, now: number): Point | null {
  const place = { location: source.location, region: source.region, mechanism: source.mechanism }
  if (source.kind === 'replica') {
    if (source.lag === null || source.lag === undefined || source.observedAt === null) return null
    // While the reading is fresh the replica keeps following; its lag is what was measured, not what has passed since.
    const read = distrustOf(source, now) === null ? now : source.observedAt
    return { ...place, consistentAt: read - Math.max(0, source.lag), completedAt: read, replica: true }
  }
  if (source.kind === 'versions') {
    if (source.observedAt === null) return null
    const read = distrustOf(source, now) === null ? now : source.observedAt
    return { ...place, consistentAt: read, completedAt: read }
  }
  if (source.kind === 'window') {
    if (!source.window) return null
    const latest = Math.min(source.window.latest, now)
    return { ...place, consistentAt: latest, completedAt: Math.min(source.observedAt ?? latest, now) }
  }
  if (!source.newest) return null
  return {
    ...place,
    consistentAt: source.newest.consistentAt,
    completedAt: source.newest.completedAt,
    inferred: source.newest.inferred,
    id: source.newest.id,
  }
}

/** Whether a point moves on by itself: a replica's, or that of a versioned store. */
export function movesOn(point: Point): boolean {
  return point.replica === true || point.mechanism === 'versioning'
}

/** What one location offers: the newest consistent-at there, its age, and whether it may be believed. */
export type LocationExposure = {
  location: string
  region: string
  ms: number | null
  at: number | null
  /** a replica or a versioned store: the point moves on by itself */
  follows: boolean
  distrust: Distrust | null
  replica: boolean
}

/** Newest usable point and age for each location, newest first. Age by last known facts; `distrust` says whether they hold. */
export function exposureByLocation(sources: readonly Source[], now: number): LocationExposure[] {
  const groups = new Map<string, Source[]>()
  for (const source of sources) groups.set(source.location, [...(groups.get(source.location) ?? []), source])
  return [...groups.values()]
    .map((group) => {
      const exposure = exposureOf(pointsOf(group, now), now)
      const trusted = group.filter((source) => distrustOf(source, now) === null)
      const first = group[0] as Source
      return {
        location: first.location,
        region: first.region,
        ms: exposure?.ms ?? null,
        at: exposure?.point.consistentAt ?? null,
        follows: exposure !== null && movesOn(exposure.point),
        distrust: trusted.length > 0 ? null : distrustOf(first, now),
        replica: exposure?.point.replica ?? group.every((source) => source.kind === 'replica'),
      }
    })
    .sort((a, b) => (a.ms ?? Number.POSITIVE_INFINITY) - (b.ms ?? Number.POSITIVE_INFINITY))
}

function isLive(point: Point, at: number): boolean {
  return (
    point.completedAt !== null &&
    point.completedAt <= at &&
    point.consistentAt <= at &&
    (point.endsAt === null || point.endsAt === undefined || point.endsAt > at)
  )
}
