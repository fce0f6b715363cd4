import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureByLocation, exposureOf, pointOfSource, usableAfter } from '@/lib/freshness/exposure'
import type { Point, Source } from '@/lib/freshness/types'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14)
const here = { location: 'us-east-1/1/rds', region: 'us-east-1' }
const there = { location: 'us-west-2/1/vault', region: 'us-west-2' }
const point = (age: number, duration = 0, more: Partial<Point> = {}): Point => ({
  ...here,
  consistentAt: NOW - age,
  completedAt: NOW - age + duration,
  ...more,
})

describe('exposure', () => {
  it.each([
    ['no point', [], null],
    ['the newest point counts', [point(3 * HOUR), point(HOUR)], HOUR],
    ['a point under way does not count', [point(3 * HOUR), point(HOUR, 2 * HOUR)], 3 * HOUR],
    ['a point without completion does not count', [point(HOUR, 0, { completedAt: null })], null],
    ['an expired point does not count', [point(3 * HOUR), point(HOUR, 0, { endsAt: NOW - 1 })], 3 * HOUR],
    ['consistent-at counts, not completed-at', [point(3 * HOUR, 2 * HOUR)], 3 * HOUR],
  ])('%s', (_, points, expected) => {
    expect(exposureOf(points, NOW)?.ms ?? null).toBe(expected)
  })

  it('is held when writes have stopped', () => {
    expect(exposureOf([point(HOUR)], NOW, NOW - 30 * MINUTE)?.ms).toBe(30 * MINUTE)
    expect(exposureOf([point(MINUTE)], NOW, NOW - 30 * MINUTE)?.ms).toBe(0)
  })

  it('counts a replica against loss of the instance alone, and only other regions against loss of the region', () => {
    const all = [point(0, 0, { replica: true, ...there }), point(HOUR), point(9 * HOUR, 0, there)]
    expect(exposureOf(usableAfter(all, 'instance', 'us-east-1'), NOW)?.ms).toBe(0)
    expect(exposureOf(usableAfter(all, 'corruption', 'us-east-1'), NOW)?.ms).toBe(HOUR)
    expect(exposureOf(usableAfter(all.slice(1), 'region', 'us-east-1'), NOW)?.ms).toBe(9 * HOUR)
  })

  it('takes a window by its latest time and a replica by its lag', () => {
    const source: Source = { ...here, mechanism: 'x', kind: 'window', newest: null, observedAt: NOW, limit: 2 * MINUTE }
    const window = pointOfSource({ ...source, window: { earliest: NOW - HOUR, latest: NOW - 4 * MINUTE } }, NOW)
    expect(window?.consistentAt).toBe(NOW - 4 * MINUTE)
    const replica = pointOfSource({ ...source, kind: 'replica', lag: 9_000 }, NOW + MINUTE)
    expect(replica).toMatchObject({ consistentAt: NOW + MINUTE - 9_000, replica: true })
    const stale = pointOfSource({ ...source, kind: 'replica', lag: 9_000 }, NOW + HOUR)
    expect(stale?.consistentAt).toBe(NOW - 9_000)
  })

  it('is computed for each location, with distrust of each', () => {
    const source = (more: Partial<Source>): Source => ({
      ...here,
      mechanism: 'aws-backup',
      kind: 'points',
      newest: { consistentAt: NOW - HOUR, completedAt: NOW - HOUR },
      observedAt: NOW,
      limit: 2 * MINUTE,
      ...more,
    })
    expect(exposureByLocation([source({}), source({ ...there, trouble: 'garbled' })], NOW)).toMatchObject([
      { location: here.location, ms: HOUR, distrust: null },
      { location: there.location, ms: HOUR, distrust: 'garbled' },
    ])
  })
})

const anyPoint = fc.record({
  consistentAt: fc.integer({ min: NOW - 100 * HOUR, max: NOW + HOUR }),
  completedAt: fc.option(fc.integer({ min: NOW - 100 * HOUR, max: NOW + HOUR })),
  endsAt: fc.option(fc.integer({ min: NOW - 100 * HOUR, max: NOW + 9 * HOUR })),
  replica: fc.boolean(),
  region: fc.constantFrom('us-east-1', 'us-west-2'),
  location: fc.constantFrom('a', 'b'),
})

describe('exposure, for any points', () => {
  it('is never negative, and one more point never raises it', () => {
    fc.assert(
      fc.property(
        fc.array(anyPoint),
        anyPoint,
        fc.option(fc.integer({ min: NOW - HOUR, max: NOW })),
        (points, more, stop) => {
          const before = exposureOf(points, NOW, stop)?.ms ?? Number.POSITIVE_INFINITY
          const after = exposureOf([...points, more], NOW, stop)?.ms ?? Number.POSITIVE_INFINITY
          expect(before).toBeGreaterThanOrEqual(0)
          expect(after).toBeLessThanOrEqual(before)
        },
      ),
    )
  })

  it('is never lower after a wider loss than after loss of the instance', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), (points) => {
        const ms = (loss: 'instance' | 'corruption' | 'region') =>
          exposureOf(usableAfter(points, loss, 'us-east-1'), NOW)?.ms ?? Number.POSITIVE_INFINITY
        expect(ms('corruption')).toBeGreaterThanOrEqual(ms('instance'))
        expect(ms('region')).toBeGreaterThanOrEqual(ms('instance'))
      }),
    )
  })

  it('grows with time while nothing completes', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), fc.nat({ max: HOUR }), (points, later) => {
        const done = points.map((one) => ({
          ...one,
          endsAt: null,
          completedAt: one.completedAt && Math.min(one.completedAt, NOW),
        }))
        const still = done.filter((one) => one.consistentAt <= NOW)
        const first = exposureOf(still, NOW)
        if (first) expect(exposureOf(still, NOW + later)?.ms).toBe(first.ms + later)
      }),
    )
  })
})
