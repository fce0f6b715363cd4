import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureOf } from '@/lib/freshness/exposure'
import { complianceOf, lagSegments, lowest, peakOf, sawtooth } from '@/lib/freshness/sawtooth'
import type { Point, Segment } from '@/lib/freshness/types'
import { DAY, HOUR } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 14)
const at = (hours: number) => T + hours * HOUR
const point = (from: number, to: number, endsAt: number | null = null): Point => ({
  consistentAt: at(from),
  completedAt: at(to),
  endsAt: endsAt === null ? null : at(endsAt),
  location: 'a',
  region: 'r',
})
const valueAt = (segments: Segment[], when: number): number | null => {
  const piece = segments.find((segment) => segment.from <= when && when < segment.to)
  if (piece?.state !== 'known') return null
  return piece.start + ((piece.end - piece.start) * (when - piece.from)) / (piece.to - piece.from)
}

describe('the sawtooth', () => {
  it('of a daily three-hour dump falls to 3 h and peaks at 27 h', () => {
    const dumps = [0, 24, 48].map((hour) => point(hour, hour + 3))
    const segments = sawtooth(dumps, at(3), at(51), [])
    expect(segments).toHaveLength(2)
    expect(segments[0]).toMatchObject({ start: 3 * HOUR, end: 27 * HOUR })
    expect(peakOf(segments)).toEqual({ ms: 27 * HOUR, at: at(27) })
  })

  it('is pending before the first point and jumps when the newest one ends', () => {
    const segments = sawtooth([point(1, 1), point(2, 2, 5)], at(0), at(8), [])
    expect(segments.map((segment) => segment.state)).toEqual(['pending', 'known', 'known', 'known'])
    expect(valueAt(segments, at(5))).toBe(4 * HOUR)
  })

  it('is hatched where nothing was observed', () => {
    const segments = sawtooth([point(0, 0)], at(0), at(10), [{ from: at(2), to: at(4) }])
    expect(segments.map((segment) => [segment.state, segment.from, segment.to])).toEqual([
      ['known', at(0), at(2)],
      ['unknown', at(2), at(4)],
      ['known', at(4), at(10)],
    ])
    expect(complianceOf(segments, 5 * HOUR)).toEqual({
      met: 3 * HOUR,
      breached: 5 * HOUR,
      pending: 0,
      unknown: 2 * HOUR,
      ratio: 3 / 8,
    })
  })

  it('is level for a replica, unknown where its readings stop, and the lower of two mechanisms counts', () => {
    const level = lagSegments(
      [
        { at: at(0), lag: 2 * HOUR },
        { at: at(1), lag: HOUR },
      ],
      at(0),
      at(6),
      3 * HOUR,
    )
    expect(level.map((segment) => segment.state)).toEqual(['known', 'known', 'unknown'])
    const both = lowest(level, sawtooth([point(0, 0), point(5, 5)], at(0), at(6), []))
    expect(valueAt(both, at(0.5))).toBe(0.5 * HOUR)
    expect(valueAt(both, at(3))).toBe(HOUR)
    expect(valueAt(both, at(4.5))).toBe(4.5 * HOUR)
  })

  const anyPoint = fc
    .tuple(
      fc.integer({ min: -24, max: 200 }),
      fc.integer({ min: 0, max: 12 }),
      fc.option(fc.integer({ min: 1, max: 90 })),
    )
    .map(([from, length, kept]) => point(from, from + length, kept === null ? null : from + length + kept))
  const anyGap = fc
    .tuple(fc.integer({ min: -5, max: 170 }), fc.integer({ min: 0, max: 30 }))
    .map(([from, length]) => ({ from: at(from), to: at(from + length) }))

  it('agrees with exposure at every moment, and covers the period without a hole', () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 30 }), fc.array(anyGap, { maxLength: 4 }), (points, gaps) => {
        const segments = sawtooth(points, T, T + 7 * DAY, gaps)
        expect(segments[0]?.from).toBe(T)
        expect(segments.at(-1)?.to).toBe(T + 7 * DAY)
        segments.slice(1).forEach((segment, index) => {
          expect(segment.from).toBe(segments[index]?.to)
        })
        for (let when = T; when < T + 7 * DAY; when += 2.5 * HOUR) {
          if (gaps.some((gap) => gap.from <= when && when < gap.to)) expect(valueAt(segments, when)).toBeNull()
          else expect(valueAt(segments, when)).toBe(exposureOf(points, when)?.ms ?? null)
        }
      }),
    )
  })

  it('integrates with compliance: the shares make up the period, and a longer RPO is never met less', () => {
    fc.assert(
      fc.property(
        fc.array(anyPoint, { maxLength: 30 }),
        fc.array(anyGap, { maxLength: 4 }),
        fc.nat({ max: 48 * HOUR }),
        fc.nat({ max: 48 * HOUR }),
        (points, gaps, rpo, more) => {
          const segments = sawtooth(points, T, T + 7 * DAY, gaps)
          const compliance = complianceOf(segments, rpo)
          const { met, breached, pending, unknown } = compliance
          expect(met + breached + pending + unknown).toBeCloseTo(7 * DAY, 0)
          expect(complianceOf(segments, rpo + more).met).toBeGreaterThanOrEqual(met - 1)
          if (compliance.ratio !== null) expect(compliance.ratio).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
