import type { Compliance, Point, Segment } from '@/lib/freshness/types'

/** A replica's measured lag: it holds from `at` until the next reading, `validFor` at most. Milliseconds. */
export type LagReading = {
  at: number
  lag: number
}

/** A period in which nothing can be said. */
export type Gap = {
  from: number
  to: number
}

/**
 * Exposure over a period as straight pieces. It rises with time and falls, when a point completes, to that point's age
 * `c − p`, never to zero unless p = c; when the newest point ends, it jumps to the next newest.
 *
 * @param points usable points, of one location or of all; null completedAt is ignored
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, excluded
 * @param unknown periods that must not be drawn as known, in any order
 */
export function sawtooth(points: readonly Point[], from: number, to: number, unknown: readonly Gap[]): Segment[] {
  return cutGaps(rise(points, from, to), unknown)
}

const completionOf = ({ completedAt }: Point) => completedAt ?? Number.POSITIVE_INFINITY
const endOf = ({ endsAt }: Point) => endsAt ?? Number.POSITIVE_INFINITY

function rise(points: readonly Point[], from: number, to: number): Segment[] {
  const waiting = points.toSorted((a, b) => completionOf(b) - completionOf(a))
  const live: Point[] = []
  const segments: Segment[] = []
  for (const [at, until] of pieces([from, to, ...points.map(completionOf), ...points.map(endOf)], from, to)) {
    for (let next = waiting.at(-1); next && completionOf(next) <= at; next = waiting.at(-1)) {
      live.splice(live.findLastIndex(isNoNewerThan(next)) + 1, 0, next)
      waiting.pop()
    }
    for (let newest = live.at(-1); newest && endOf(newest) <= at; newest = live.at(-1)) live.pop()
    push(segments, pieceOf(live.at(-1), at, until))
  }
  return segments
}

const isNoNewerThan = (point: Point) => (other: Point) => other.consistentAt <= point.consistentAt

/** The pieces into which moments cut a period. */
function pieces(moments: readonly number[], from: number, to: number): [from: number, to: number][] {
  const cuts = [...new Set(moments)].filter((at) => at >= from && at <= to).sort((a, b) => a - b)
  return cuts.slice(1).map((until, index) => [cuts[index] as number, until])
}

function pieceOf(point: Point | undefined, from: number, to: number): Segment {
  if (!point) return { state: 'pending', from, to }
  const [start, end] = [Math.max(0, from - point.consistentAt), Math.max(0, to - point.consistentAt)]
  return { state: 'known', from, to, start, end }
}

/**
 * Exposure by a replica alone: level at the measured lag until the next reading, unknown where readings stop.
 *
 * @param validFor how long a reading may be believed, in milliseconds
 */
export function lagSegments(readings: readonly LagReading[], from: number, to: number, validFor: number): Segment[] {
  const ordered = readings.toSorted((a, b) => a.at - b.at)
  const segments: Segment[] = []
  let at = from
  ordered.forEach((reading, index) => {
    const begin = within(reading.at, at, to)
    const end = within(Math.min(ordered[index + 1]?.at ?? to, reading.at + validFor), begin, to)
    push(segments, { state: 'unknown', from: at, to: begin })
    push(segments, { state: 'known', from: begin, to: end, start: reading.lag, end: reading.lag })
    at = end
  })
  push(segments, { state: 'unknown', from: at, to })
  return segments
}

const within = (at: number, from: number, to: number) => Math.min(Math.max(at, from), to)

/**
 * The lower of two exposures over the same period: what is lost when both mechanisms can be used. Where one is unknown the
 * other is an upper bound, and is taken; where one has no point yet, the other rules.
 */
export function lowest(a: readonly Segment[], b: readonly Segment[]): Segment[] {
  const merged: Segment[] = []
  const ends = [...a, ...b].flatMap((segment) => [segment.from, segment.to])
  let [left, right] = [0, 0]
  for (const [from, to] of pieces(ends, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) {
    const [one, other] = [a[left] as Segment, b[right] as Segment]
    for (const piece of lowerOf(clip(one, from, to), clip(other, from, to))) push(merged, piece)
    if (one.to === to) left += 1
    if (other.to === to) right += 1
  }
  return merged
}

function lowerOf(a: Segment, b: Segment): Segment[] {
  if (a.state !== 'known') return [b.state === 'known' || a.state === 'pending' ? b : a]
  if (b.state !== 'known') return [a]
  const startGap = a.start - b.start
  const endGap = a.end - b.end
  if (startGap * endGap >= 0) return [startGap + endGap <= 0 ? a : b]
  const cross = a.from + ((a.to - a.from) * startGap) / (startGap - endGap)
  const [first, second] = startGap < 0 ? [a, b] : [b, a]
  return [clip(first, a.from, cross), clip(second, cross, a.to)]
}

/** The part of a segment between two of its moments. */
function clip(segment: Segment, from: number, to: number): Segment {
  if (segment.state !== 'known') return { ...segment, from, to }
  const slope = (segment.end - segment.start) / (segment.to - segment.from)
  const valueAt = (at: number) => segment.start + slope * (at - segment.from)
  return { ...segment, from, to, start: valueAt(from), end: valueAt(to) }
}

function cutGaps(segments: readonly Segment[], gaps: readonly Gap[]): Segment[] {
  const ordered = gaps.filter((gap) => gap.from < gap.to).sort((a, b) => a.from - b.from)
  if (ordered.length === 0) return [...segments]
  const cut: Segment[] = []
  for (const segment of segments) {
    let at = segment.from
    for (const gap of ordered) {
      const begin = within(gap.from, at, segment.to)
      const end = within(gap.to, begin, segment.to)
      push(cut, clip(segment, at, begin))
      push(cut, { state: 'unknown', from: begin, to: end })
      at = end
    }
    push(cut, clip(segment, at, segment.to))
  }
  return cut
}

/** Adds what has a length; two neighbours in which nothing is known are one. */
function push(segments: Segment[], next: Segment): void {
  if (next.from >= next.to) return
  const last = segments.at(-1)
  if (last && last.state !== 'known' && last.state === next.state) last.to = next.to
  else segments.push({ ...next })
}

/**
 * Time compliance of a period: time with exposure ≤ RPO ÷ observed time. Time without any point is observed and not met;
 * unknown time is reported beside the ratio, never folded in.
 *
 * @param rpo milliseconds; the target that was in force then
 */
export function complianceOf(segments: readonly Segment[], rpo: number): Compliance {
  const total = { met: 0, breached: 0, pending: 0, unknown: 0 }
  for (const segment of segments) {
    const length = segment.to - segment.from
    if (segment.state !== 'known') {
      total[segment.state] += length
      continue
    }
    const met = length * shareWithin(segment.start, segment.end, rpo)
    total.met += met
    total.breached += length - met
  }
  const observed = total.met + total.breached + total.pending
  return { ...total, ratio: observed === 0 ? null : total.met / observed }
}

/** Which share of a straight piece from `start` to `end` lies within the target. */
function shareWithin(start: number, end: number, rpo: number): number {
  const [low, high] = [Math.min(start, end), Math.max(start, end)]
  return high <= rpo ? 1 : Math.max(0, rpo - low) / (high - low || 1)
}

/** The highest exposure of the known pieces, and when; null when none is known. */
export function peakOf(segments: readonly Segment[]): { ms: number; at: number } | null {
  let peak: { ms: number; at: number } | null = null
  for (const segment of segments) {
    if (segment.state !== 'known') continue
    if (peak === null || segment.end > peak.ms) peak = { ms: segment.end, at: segment.to }
    if (segment.start > peak.ms) peak = { ms: segment.start, at: segment.from }
  }
  return peak
}
