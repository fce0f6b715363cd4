import { describe, expect, it } from 'vitest'
import { complianceOf, type Gap, lagSegments, lowest, peakOf, sawtooth } from '@/lib/freshness/sawtooth'
import type { Point, Segment } from '@/lib/freshness/types'

/** Small numbers stand for instants and lengths: what holds of them holds of milliseconds. */
const point = (consistentAt: number, completedAt: number | null, endsAt: number | null = null): Point => ({
  ...{ consistentAt, completedAt, endsAt, location: 'a', region: 'r' },
})
const known = (from: number, to: number, start: number, end: number): Segment => {
  return { state: 'known', from, to, start, end }
}
const unknown = (from: number, to: number): Segment => ({ state: 'unknown', from, to })
const pending = (from: number, to: number): Segment => ({ state: 'pending', from, to })

describe('the sawtooth, piece by piece', () => {
  it.each<[string, Point[], Segment[]]>([
    ['nothing to restore from', [], [pending(10, 20)]],
    ['a point from before', [point(7, 9)], [known(10, 20, 3, 13)]],
    ['complete at the beginning', [point(7, 10)], [known(10, 20, 3, 13)]],
    ['complete at the end', [point(7, 20)], [pending(10, 20)]],
    ['never complete', [point(7, null)], [pending(10, 20)]],
    ['falls to what it took', [point(7, 9), point(14, 16)], [known(10, 16, 3, 9), known(16, 20, 2, 6)]],
    ['an older point changes nothing', [point(9, 10), point(7, 15)], [known(10, 15, 1, 6), known(15, 20, 6, 11)]],
    ['ends at the beginning', [point(7, 9, 10)], [pending(10, 20)]],
    ['ends in between', [point(7, 9, 15)], [known(10, 15, 3, 8), pending(15, 20)]],
    ['ends at the end', [point(7, 9, 20)], [known(10, 20, 3, 13)]],
    ['ends: the next newest counts', [point(7, 8), point(9, 9, 15)], [known(10, 15, 1, 6), known(15, 20, 8, 13)]],
    ['ends before it is complete', [point(7, 16, 15)], [pending(10, 20)]],
    ['two end one after the other', [point(8, 9, 12), point(9, 9, 12)], [known(10, 12, 1, 3), pending(12, 20)]],
    ['stamped later than it was complete', [point(13, 10)], [known(10, 20, 0, 7)]],
  ])('%s', (_, points, segments) => {
    expect(sawtooth(points, 10, 20, [])).toEqual(segments)
    expect(sawtooth(points.toReversed(), 10, 20, [])).toEqual(segments)
  })

  it('is empty over a period without a length', () => {
    expect(sawtooth([point(7, 9)], 10, 10, [])).toEqual([])
    expect(sawtooth([point(7, 9)], 20, 10, [])).toEqual([])
  })

  it.each<[string, Gap[], Segment[]]>([
    ['inside', [{ from: 12, to: 15 }], [known(10, 12, 3, 5), unknown(12, 15), known(15, 20, 8, 13)]],
    ['over the beginning', [{ from: 8, to: 12 }], [unknown(10, 12), known(12, 20, 5, 13)]],
    ['over the end', [{ from: 18, to: 25 }], [known(10, 18, 3, 11), unknown(18, 20)]],
    ['over all', [{ from: 0, to: 25 }], [unknown(10, 20)]],
    ['before', [{ from: 5, to: 10 }], [known(10, 20, 3, 13)]],
    ['after', [{ from: 20, to: 25 }], [known(10, 20, 3, 13)]],
    ['without a length', [{ from: 12, to: 12 }], [known(10, 20, 3, 13)]],
    ['the wrong way round', [{ from: 15, to: 12 }], [known(10, 20, 3, 13)]],
    [
      'in any order, overlapping',
      [
        { from: 14, to: 16 },
        { from: 12, to: 15 },
      ],
      [known(10, 12, 3, 5), unknown(12, 16), known(16, 20, 9, 13)],
    ],
    [
      'one within another',
      [
        { from: 11, to: 18 },
        { from: 12, to: 14 },
      ],
      [known(10, 11, 3, 4), unknown(11, 18), known(18, 20, 11, 13)],
    ],
  ])('is unknown in a gap: %s', (_, gaps, segments) => {
    expect(sawtooth([point(7, 9)], 10, 20, gaps)).toEqual(segments)
  })

  it('is unknown in a gap over several pieces, and pending beside it', () => {
    expect(sawtooth([point(12, 14)], 10, 20, [{ from: 11, to: 16 }])).toEqual([
      pending(10, 11),
      unknown(11, 16),
      known(16, 20, 4, 8),
    ])
  })
})

describe('exposure by a replica', () => {
  const of = (...readings: [at: number, lag: number][]) =>
    lagSegments(
      readings.map(([at, lag]) => ({ at, lag })),
      10,
      20,
      4,
    )

  it.each<[string, [number, number][], Segment[]]>([
    ['never read', [], [unknown(10, 20)]],
    ['read at the beginning, until it is too old', [[10, 1]], [known(10, 14, 1, 1), unknown(14, 20)]],
    ['read before', [[8, 1]], [known(10, 12, 1, 1), unknown(12, 20)]],
    ['read too long before', [[6, 1]], [unknown(10, 20)]],
    ['read later', [[13, 1]], [unknown(10, 13), known(13, 17, 1, 1), unknown(17, 20)]],
    ['read near the end', [[18, 1]], [unknown(10, 18), known(18, 20, 1, 1)]],
    ['read at the end', [[20, 1]], [unknown(10, 20)]],
    ['read after it', [[25, 1]], [unknown(10, 20)]],
    [
      'read again in time',
      [
        [10, 1],
        [13, 2],
      ],
      [known(10, 13, 1, 1), known(13, 17, 2, 2), unknown(17, 20)],
    ],
    [
      'read again too late',
      [
        [10, 1],
        [16, 2],
      ],
      [known(10, 14, 1, 1), unknown(14, 16), known(16, 20, 2, 2)],
    ],
    [
      'read twice before',
      [
        [7, 1],
        [9, 2],
      ],
      [known(10, 13, 2, 2), unknown(13, 20)],
    ],
  ])('%s', (_, readings, segments) => {
    expect(of(...readings)).toEqual(segments)
    expect(of(...readings.toReversed())).toEqual(segments)
  })
})

describe('the lower of two', () => {
  it.each<[string, Segment[], Segment[], Segment[]]>([
    ['one throughout', [known(0, 9, 1, 2)], [known(0, 9, 3, 4)], [known(0, 9, 1, 2)]],
    ['from the same beginning', [known(0, 9, 1, 2)], [known(0, 9, 1, 4)], [known(0, 9, 1, 2)]],
    ['to the same end', [known(0, 9, 1, 4)], [known(0, 9, 3, 4)], [known(0, 9, 1, 4)]],
    ['both the same', [known(0, 9, 1, 4)], [known(0, 9, 1, 4)], [known(0, 9, 1, 4)]],
    [
      'rising above the other: each up to where they cross',
      [known(0, 9, 0, 9)],
      [known(0, 9, 3, 3)],
      [known(0, 3, 0, 3), known(3, 9, 3, 3)],
    ],
    [
      'crossing later, from another level',
      [known(10, 18, 4, 12)],
      [known(10, 18, 10, 10)],
      [known(10, 16, 4, 10), known(16, 18, 10, 10)],
    ],
    ['where nothing is known of one', [known(0, 9, 1, 2)], [unknown(0, 9)], [known(0, 9, 1, 2)]],
    ['where one has no point yet', [known(0, 9, 1, 2)], [pending(0, 9)], [known(0, 9, 1, 2)]],
    ['one has no point, of the other nothing is known', [pending(0, 9)], [unknown(0, 9)], [unknown(0, 9)]],
    ['of neither anything is known', [unknown(0, 9)], [unknown(0, 9)], [unknown(0, 9)]],
    ['neither has a point', [pending(0, 9)], [pending(0, 9)], [pending(0, 9)]],
    [
      'piece by piece',
      [known(0, 4, 0, 4), known(4, 9, 1, 6)],
      [unknown(0, 2), known(2, 6, 3, 3), pending(6, 9)],
      [known(0, 2, 0, 2), known(2, 3, 2, 3), known(3, 4, 3, 3), known(4, 6, 1, 3), known(6, 9, 3, 6)],
    ],
    ['pieces without a figure are one', [unknown(0, 4), unknown(4, 9)], [pending(0, 9)], [unknown(0, 9)]],
    ['nothing of nothing', [], [], []],
  ])('%s', (_, a, b, lower) => {
    expect(lowest(a, b)).toEqual(lower)
    expect(lowest(b, a)).toEqual(lower)
  })
})

describe('compliance', () => {
  it.each<[string, Segment[], number, Partial<ReturnType<typeof complianceOf>>]>([
    ['below the target', [known(0, 8, 1, 3)], 4, { met: 8, ratio: 1 }],
    ['up to the target', [known(0, 8, 1, 4)], 4, { met: 8, ratio: 1 }],
    ['level at the target', [known(0, 8, 4, 4)], 4, { met: 8, ratio: 1 }],
    ['level above it', [known(0, 8, 5, 5)], 4, { breached: 8, ratio: 0 }],
    ['from the target on', [known(0, 8, 4, 12)], 4, { breached: 8, ratio: 0 }],
    ['above it', [known(0, 8, 6, 14)], 4, { breached: 8, ratio: 0 }],
    ['rising through it', [known(0, 8, 2, 10)], 4, { met: 2, breached: 6, ratio: 0.25 }],
    ['falling through it', [known(0, 8, 10, 2)], 4, { met: 2, breached: 6, ratio: 0.25 }],
    ['pending is observed', [known(0, 6, 1, 2), pending(6, 8)], 4, { met: 6, pending: 2, ratio: 0.75 }],
    ['unknown is not', [known(0, 6, 1, 2), unknown(6, 8)], 4, { met: 6, unknown: 2, ratio: 1 }],
    ['nothing observed', [unknown(0, 8)], 4, { unknown: 8, ratio: null }],
    ['no time at all', [], 4, { ratio: null }],
  ])('%s', (_, segments, rpo, shares) => {
    expect(complianceOf(segments, rpo)).toEqual({ met: 0, breached: 0, pending: 0, unknown: 0, ...shares })
  })
})

describe('the peak', () => {
  it.each<[string, Segment[], ReturnType<typeof peakOf>]>([
    ['is none where nothing is known', [unknown(0, 4), pending(4, 9)], null],
    ['is at the end of what rises', [known(0, 4, 0, 4)], { ms: 4, at: 4 }],
    ['is at the beginning of what falls', [known(1, 4, 4, 0)], { ms: 4, at: 1 }],
    ['is the highest of all', [known(0, 4, 0, 4), unknown(4, 5), known(5, 9, 1, 5)], { ms: 5, at: 9 }],
    ['is the first of equals', [known(0, 4, 0, 4), known(5, 9, 0, 4)], { ms: 4, at: 4 }],
    ['is the first, not what begins as high later', [known(0, 4, 0, 4), known(5, 9, 4, 1)], { ms: 4, at: 4 }],
    ['is no lower one that comes later', [known(0, 4, 0, 4), known(5, 9, 2, 3)], { ms: 4, at: 4 }],
    ['begins higher than all before', [known(0, 4, 0, 4), known(5, 9, 6, 1)], { ms: 6, at: 5 }],
  ])('%s', (_, segments, peak) => {
    expect(peakOf(segments)).toEqual(peak)
  })
})
