import type { ExposureSegment } from '@/components/charts/types'

/** A point of the drawn line: moment and exposure. */
export type Vertex = [at: number, exposure: number]

/**
 * The known stretches of an exposure as lines, broken where nothing is known. Long histories are thinned to the first, lowest,
 * highest and last value a bucket, so that a peak is never lost to the width of the screen.
 *
 * @param buckets how many columns the drawing has
 */
export function exposureLines(
  segments: readonly ExposureSegment[],
  from: number,
  to: number,
  buckets: number,
): Vertex[][] {
  const lines = stretches(segments)
  const known = segments.length
  return known <= buckets ? lines : lines.map((line) => thin(line, (to - from) / buckets))
}

function stretches(segments: readonly ExposureSegment[]): Vertex[][] {
  const lines: Vertex[][] = []
  let end = Number.NaN
  for (const segment of segments) {
    if (segment.state !== 'known') {
      end = Number.NaN
      continue
    }
    if (segment.from !== end) lines.push([])
    lines.at(-1)?.push([segment.from, segment.start], [segment.to, segment.end])
    end = segment.to
  }
  return lines
}

function thin(line: readonly Vertex[], width: number): Vertex[] {
  const kept: Vertex[] = []
  let bucket: Vertex[] = []
  const flush = () => {
    const low = bucket.reduce((best, [, exposure], index) => (exposure < (bucket[best]?.[1] ?? 0) ? index : best), 0)
    const high = bucket.reduce((best, [, exposure], index) => (exposure > (bucket[best]?.[1] ?? 0) ? index : best), 0)
    const keep = new Set([0, low, high, bucket.length - 1])
    kept.push(...bucket.filter((_, index) => keep.has(index)))
    bucket = []
  }
  for (const vertex of line) {
    const first = bucket[0]
    if (first && vertex[0] - first[0] > width) flush()
    bucket.push(vertex)
  }
  flush()
  return kept
}

/**
 * The stretches above a target, as closed outlines between the target and the exposure.
 *
 * @param target ms
 */
export function aboveTarget(line: readonly Vertex[], target: number): Vertex[][] {
  const outlines: Vertex[][] = []
  let open: Vertex[] | undefined
  for (let index = 0; index < line.length; index += 1) {
    const vertex = line[index] as Vertex
    const before = line[index - 1]
    const crosses = before && before[1] > target !== vertex[1] > target
    const crossing = crosses ? crossingOf(before, vertex, target) : undefined
    if (vertex[1] > target) {
      open ??= [crossing ?? [vertex[0], target]]
      open.push(vertex)
    } else if (open) {
      outlines.push([...open, crossing ?? [vertex[0], target]])
      open = undefined
    }
  }
  const last = line.at(-1)
  if (open && last) outlines.push([...open, [last[0], target]])
  return outlines
}

function crossingOf(a: Vertex, b: Vertex, target: number): Vertex {
  const share = (target - a[1]) / (b[1] - a[1])
  return [a[0] + (b[0] - a[0]) * share, target]
}

/** Breaches of a target: when each began and ended, and its highest exposure with the moment. */
export type BreachSpan = {
  from: number
  to: number
  peak: number
  peakAt: number
}

/** The breaches in a history, in order. Computed on the whole history, not on the thinned line. */
export function breachSpans(segments: readonly ExposureSegment[], target: number): BreachSpan[] {
  return stretches(segments)
    .flatMap((line) => aboveTarget(line, target))
    .map((outline) => {
      const peak = outline.reduce((a, b) => (b[1] > a[1] ? b : a))
      return { from: (outline[0] as Vertex)[0], to: (outline.at(-1) as Vertex)[0], peak: peak[1], peakAt: peak[0] }
    })
}
