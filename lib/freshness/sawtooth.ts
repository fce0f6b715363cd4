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
export function sawtooth(points: readonly Point[], from: number, to: number, unknown: readonly Gap[] = []): Segment[] {
  return cutGaps(rise(points, from, to), unknown)
}

function rise(points: readonly Point[], from: number, to: number): Segment[] {
  if (!(from < to)) return []
  const completed = points
    .filter((point) => point.completedAt !== null && point.completedAt < to)
    .sort((a, b) => (a.completedAt as number) - (b.completedAt as number))
  const ends = completed
    .map((point) => point.endsAt ?? Number.POSITIVE_INFINITY)
    .filter((end) => end > from && end < to)
    .sort((a, b) => a - b)
  const live: Point[] = []
  const segments: Segment[] = []
  let nextPoint = 0
  let nextEnd = 0
  let at = from
  while (at < to) {
    for (; nextPoint < completed.length && (completed[nextPoint]?.completedAt ?? to) <= at; nextPoint += 1) {
      insertByConsistency(live, completed[nextPoint] as Point)
    }
    while (nextEnd < ends.length && (ends[nextEnd] as number) <= at) nextEnd += 1
    while (live.length > 0 && (live.at(-1)?.endsAt ?? Number.POSITIVE_INFINITY) <= at) live.pop()
    const until = Math.min(completed[nextPoint]?.completedAt ?? to, ends[nextEnd] ?? to, to)
    push(segments, pieceOf(live.at(-1), at, until))
    at = until
  }
  return segments
}

function pieceOf(point: Point | undefined, from: number, to: number): Segment {
  if (!point) return { state: 'pending', from, to }
  return {
    state: 'known',
    from,
    to,
    start: Math.max(0, from - point.consistentAt),
    end: Math.max(0, to - point.consistentAt),
  }
}

function insertByConsistency(live: Point[], point: Point): void {
  let low = 0
  let high = live.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((live[middle]?.consistentAt ?? 0) <= point.consistentAt) low = middle + 1
    else high = middle
  }
  live.splice(low, 0, point)
}

/**
 * Exposure by a replica alone: level at the measured lag until the next reading, unknown where readings stop.
 *
 * @param validFor how long a reading may be believed, in milliseconds
 */
export function lagSegments(readings: readonly LagReading[], from: number, to: number, validFor: number): Segment[] {
  const ordered = [...readings].sort((a, b) => a.at - b.at)
  const segments: Segment[] = []
  let at = from
  ordered.forEach((reading, index) => {
    const begin = Math.max(at, reading.at)
    const end = Math.min(ordered[index + 1]?.at ?? Number.POSITIVE_INFINITY, reading.at + validFor, to)
    if (end <= begin) return
    if (begin > at) push(segments, { state: 'unknown', from: at, to: begin })
    push(segments, { state: 'known', from: begin, to: end, start: reading.lag, end: reading.lag })
    at = end
  })
  if (at < to) push(segments, { state: 'unknown', from: at, to })
  return segments
}

/**
 * The lower of two exposures over the same period: what is lost when both mechanisms can be used. Where one is unknown the
 * other is an upper bound, and is taken; where one has no point yet, the other rules.
 */
export function lowest(a: readonly Segment[], b: readonly Segment[]): Segment[] {
  const cuts = [...new Set([...a, ...b].flatMap((segment) => [segment.from, segment.to]))].sort((x, y) => x - y)
  const merged: Segment[] = []
  let left = 0
  let right = 0
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const from = cuts[index] as number
    const to = cuts[index + 1] as number
    while (left < a.length && (a[left]?.to ?? 0) <= from) left += 1
    while (right < b.length && (b[right]?.to ?? 0) <= from) right += 1
    const first = clip(a[left], from, to)
    const second = clip(b[right], from, to)
    for (const piece of lowerOf(first, second)) push(merged, piece)
  }
  return merged
}

function lowerOf(a: Segment | null, b: Segment | null): Segment[] {
  if (!a || !b) return [a ?? b].filter((segment) => segment !== null)
  if (a.state !== 'known') return [b.state === 'known' || a.state === 'pending' ? b : a]
  if (b.state !== 'known') return [a]
  const startGap = a.start - b.start
  const endGap = a.end - b.end
  if (startGap * endGap >= 0) return [startGap + endGap <= 0 ? a : b]
  const cross = a.from + ((a.to - a.from) * startGap) / (startGap - endGap)
  const first = startGap < 0 ? a : b
  const second = startGap < 0 ? b : a
  return [clip(first, a.from, cross), clip(second, cross, a.to)].filter((segment) => segment !== null)
}

function clip(segment: Segment | undefined, from: number, to: number): Segment | null {
  if (!segment || segment.from >= to || segment.to <= from || from >= to) return null
  const begin = Math.max(from, segment.from)
  const end = Math.min(to, segment.to)
  if (segment.state !== 'known') return { ...segment, from: begin, to: end }
  const slope = (segment.end - segment.start) / (segment.to - segment.from)
  return {
    ...segment,
    from: begin,
    to: end,
    start: segment.start + slope * (begin - segment.from),
    end: segment.start + slope * (end - segment.from),
  }
}

function cutGaps(segments: readonly Segment[], gaps: readonly Gap[]): Segment[] {
  if (gaps.length === 0) return [...segments]
  const ordered = gaps.filter((gap) => gap.from < gap.to).sort((a, b) => a.from - b.from)
  const cut: Segment[] = []
  for (const segment of segments) {
    let at = segment.from
    for (const gap of ordered) {
      if (gap.to <= at || gap.from >= segment.to) continue
      const before = clip(segment, at, gap.from)
      if (before) push(cut, before)
      const end = Math.min(gap.to, segment.to)
      push(cut, { state: 'unknown', from: Math.max(at, gap.from), to: end })
      at = end
    }
    const rest = clip(segment, at, segment.to)
    if (rest) push(cut, rest)
  }
  return cut
}

function push(segments: Segment[], next: Segment): void {
  if (next.from >= next.to) return
  const last = segments.at(-1)
  if (last && last.state !== 'known' && last.state === next.state && last.to === next.from) last.to = next.to
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

function shareWithin(start: number, end: number, rpo: number): number {
  if (start <= rpo && end <= rpo) return 1
  if (start > rpo && end > rpo) return 0
  return Math.min(1, Math.max(0, (Math.min(start, end) === start ? rpo - start : rpo - end) / Math.abs(end - start)))
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
