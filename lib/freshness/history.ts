import type { AssetPicture } from '@/lib/freshness/evidence'
import { type Gap, type LagReading, lagSegments, lowest, sawtooth } from '@/lib/freshness/sawtooth'
import type { Point, Segment, Source } from '@/lib/freshness/types'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { parseLocation } from '@/lib/inventory/places/location'
import { MINUTE } from '@/lib/time/durations'

/** A value of continuous protection seen at a time: a window's latest restorable time, or a replica's lag. */
export type Reading = {
  location: string
  measure: string
  at: number
  pointAt: number | null
  value: number | null
}

/** Readings are kept at least this often; a longer silence means that nobody looked. */
const READINGS_AT_LEAST = 15 * MINUTE

/** What of the past counts: everything in any region for the newest restorable point, or only what lies outside one. */
export type HistoryOf = { outside: string | null }

/**
 * Exposure of an asset over a period, from its points and the readings of its windows. It is unknown before the first
 * observation and wherever nobody looked; nothing is drawn from guesses.
 *
 * @param outside only what lies outside this region, as after its loss, replicas included; null: all restorable points
 */
export function exposureHistory(
  picture: AssetPicture,
  past: readonly PastRun[],
  readings: readonly Reading[],
  { outside }: HistoryOf,
  from: number,
  now: number,
  limit: number,
): Segment[] {
  const counts = (location: string) => parseLocation(location).region !== outside
  const sources = picture.sources.filter((source) => counts(source.location) && source.kind !== 'replica')
  const windows = readings.filter((reading) => reading.measure === 'window-latest' && counts(reading.location))
  const points = [...past.filter((run) => counts(run.location)).flatMap(asPoint), ...windows.flatMap(asWindowPoint)]
  const lags =
    outside === null ? [] : readings.filter((each) => each.measure === 'replica-lag' && counts(each.location))
  const gaps = unseen(sources, points, windows, from, now, limit)
  // A replica that was not yet watched may have kept up: what other points say of that time is no answer.
  if (lags.length > 0) gaps.push({ from, to: Math.min(...lags.map(({ at }) => at)) })
  const base = sawtooth(points, from, now, gaps)
  const versions = sources.find((source) => source.kind === 'versions')
  const level = versions ? lowest(base, versionSegments(picture, versions, from, now)) : base
  return lags.length === 0 ? level : lowest(level, replicaSegments(lags, from, now, limit))
}

function asPoint(run: PastRun): Point[] {
  if (['failed', 'partial', 'creating'].includes(run.status)) return []
  const { region } = parseLocation(run.location)
  return [
    {
      consistentAt: run.consistentAt,
      completedAt: run.completedAt,
      location: run.location,
      region,
      endsAt: run.goneAt,
    },
  ]
}

function asWindowPoint(reading: Reading): Point[] {
  if (reading.pointAt === null) return []
  const { region } = parseLocation(reading.location)
  return [{ consistentAt: reading.pointAt, completedAt: reading.at, location: reading.location, region }]
}

function unseen(
  sources: readonly Source[],
  points: readonly Point[],
  windows: readonly Reading[],
  from: number,
  now: number,
  limit: number,
): Gap[] {
  const gaps: Gap[] = []
  const seen = windows.map((reading) => reading.at).sort((a, b) => a - b)
  if (seen.length > 0) {
    const known = [from, ...seen.map((at) => at + READINGS_AT_LEAST + limit)]
    gaps.push(...seen.map((at, index) => ({ from: known[index] as number, to: at })))
  } else if (sources.some((source) => source.kind === 'window')) gaps.push({ from, to: now })
  else gaps.push({ from, to: Math.min(...points.map(({ completedAt }) => completedAt ?? now)) })
  const originals = sources.filter((source) => !source.copy)
  const confirmed = (originals.length > 0 ? originals : sources).map(({ observedAt }) => observedAt ?? from - limit)
  gaps.push({ from: Math.max(...confirmed) + limit, to: now })
  return gaps
}

function versionSegments(picture: AssetPicture, versions: Source, from: number, now: number): Segment[] {
  const since = picture.asset.firstSeenAt ?? now
  const until = (versions.observedAt ?? Number.NEGATIVE_INFINITY) + versions.limit
  return lagSegments([{ at: since, lag: 0 }], from, now, until - since)
}

function replicaSegments(lags: readonly Reading[], from: number, now: number, limit: number): Segment[] {
  const places = [...new Set(lags.map((reading) => reading.location))]
  const each = places.map((place) => {
    const own: LagReading[] = lags.flatMap((reading) =>
      reading.location === place && reading.value !== null ? [{ at: reading.at, lag: reading.value }] : [],
    )
    return lagSegments(own, from, now, READINGS_AT_LEAST + limit)
  })
  return each.reduce<Segment[]>((best, next) => lowest(best, next), [{ state: 'pending', from, to: now }])
}
