import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureByLocation, exposureOf, pointOfSource, pointsOf, sourcesAfter } from '@/lib/freshness/exposure'
import type { LossKind, Point, Source } from '@/lib/freshness/types'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14)
const LIMIT = 2 * MINUTE
const here = { location: 'us-east-1/1/rds', region: 'us-east-1' }
const there = { location: 'us-west-2/1/vault', region: 'us-west-2' }
const point = (age: number, duration = 0, more: Partial<Point> = {}): Point => ({
  ...{ ...here, consistentAt: NOW - age, completedAt: NOW - age + duration, ...more },
})
const source = (more: Partial<Source> = {}): Source => ({
  ...{ ...here, mechanism: 'aws-backup', kind: 'points', observedAt: NOW, limit: LIMIT },
  ...{ newest: { consistentAt: NOW - HOUR, completedAt: NOW - HOUR }, ...more },
})

describe('exposure', () => {
  it.each([
    ['no point', [], null],
    ['the newest point counts', [point(3 * HOUR), point(HOUR)], HOUR],
    ['a point under way does not count', [point(3 * HOUR), point(HOUR, 2 * HOUR)], 3 * HOUR],
    ['a point counts once it is complete', [point(3 * HOUR), point(HOUR, HOUR)], HOUR],
    ['and not a millisecond earlier', [point(3 * HOUR), point(HOUR, HOUR + 1)], 3 * HOUR],
    ['a point without completion does not count', [point(HOUR, 0, { completedAt: null })], null],
    ['an expired point does not count', [point(3 * HOUR), point(HOUR, 0, { endsAt: NOW })], 3 * HOUR],
    ['a point counts until it ends', [point(3 * HOUR), point(HOUR, 0, { endsAt: NOW + 1 })], HOUR],
    ['a point of the present counts', [point(0)], 0],
    ['a point of a time to come does not count', [point(3 * HOUR), point(-1, -1)], 3 * HOUR],
    ['consistent-at counts, not completed-at', [point(3 * HOUR, 2 * HOUR)], 3 * HOUR],
  ])('%s', (_, points, expected) => {
    expect(exposureOf(points, NOW)?.ms ?? null).toBe(expected)
  })

  it('names the point that gives it: of two of the same moment the first', () => {
    const [first, second] = [point(HOUR, 0, { id: 'first' }), point(HOUR, 0, { id: 'second' })]
    expect(exposureOf([point(3 * HOUR), first, second], NOW)).toEqual({ ms: HOUR, point: first })
  })
})

describe('what is left after a loss', () => {
  it.each<[LossKind, string | null, string[]]>([
    ['instance', 'us-east-1', ['points here', 'replica there', 'points there']],
    ['corruption', 'us-east-1', ['points here', 'points there']],
    ['region', 'us-east-1', ['replica there', 'points there']],
    ['region', 'us-west-2', ['points here']],
    ['region', null, ['points here', 'replica there', 'points there']],
  ])('of the %s, home %s: %j', (loss, home, expected) => {
    const replica = source({ ...there, kind: 'replica' })
    const left = sourcesAfter([source(), replica, source(there)], loss, home)
    expect(left.map(({ kind, region }) => `${kind} ${region === 'us-east-1' ? 'here' : 'there'}`)).toEqual(expected)
  })
})

describe('the newest point of a source', () => {
  const place = { ...here, mechanism: 'aws-backup' }
  const stale = NOW + LIMIT + 1

  it('is its newest point, with all that is known of it', () => {
    const newest = { consistentAt: NOW - HOUR, completedAt: NOW - MINUTE, inferred: true, id: 'p1' }
    expect(pointOfSource(source({ newest }), NOW)).toEqual({ ...place, ...newest })
    expect(pointOfSource(source({ newest: null }), NOW)).toBeNull()
  })

  it('is the latest time of a restore window, usable since it was read', () => {
    const window = (latest: number, observedAt: number | null) =>
      pointOfSource(source({ kind: 'window', window: { earliest: 0, latest }, observedAt }), NOW)
    expect(window(NOW - HOUR, NOW - MINUTE)).toEqual({
      ...{ ...place, consistentAt: NOW - HOUR, completedAt: NOW - MINUTE },
    })
    expect(window(NOW - HOUR, null)).toEqual({ ...place, consistentAt: NOW - HOUR, completedAt: NOW - HOUR })
    expect(window(NOW + 1, NOW + MINUTE)).toEqual({ ...place, consistentAt: NOW, completedAt: NOW })
    expect(pointOfSource(source({ kind: 'window', window: null }), NOW)).toBeNull()
    expect(pointOfSource(source({ kind: 'window' }), NOW)).toBeNull()
  })

  it('is as far back as a replica lags, while the reading is fresh; then it stands still', () => {
    const replica = (lag: number | null | undefined, observedAt: number | null, at: number) =>
      pointOfSource(source({ kind: 'replica', lag, observedAt }), at)
    const at = (read: number, lag: number) => ({ ...place, consistentAt: read - lag, completedAt: read, replica: true })
    expect(replica(9_000, NOW, NOW + LIMIT)).toEqual(at(NOW + LIMIT, 9_000))
    expect(replica(9_000, NOW, stale)).toEqual(at(NOW, 9_000))
    expect(replica(-9_000, NOW, NOW)).toEqual(at(NOW, 0))
    for (const lag of [null, undefined]) expect(replica(lag, NOW, NOW)).toBeNull()
    expect(replica(9_000, null, NOW)).toBeNull()
  })

  it('is now, for a versioned store, while the reading is fresh; then it stands still', () => {
    const versions = (observedAt: number | null, at: number) =>
      pointOfSource(source({ kind: 'versions', observedAt }), at)
    expect(versions(NOW, NOW + LIMIT)).toEqual({ ...place, consistentAt: NOW + LIMIT, completedAt: NOW + LIMIT })
    expect(versions(NOW, stale)).toEqual({ ...place, consistentAt: NOW, completedAt: NOW })
    expect(versions(null, NOW)).toBeNull()
  })

  it('is none of a source that offers none', () => {
    const all = pointsOf([source({ newest: null }), source(), source({ kind: 'window', window: null })], NOW)
    expect(all.map(({ consistentAt }) => consistentAt)).toEqual([NOW - HOUR])
  })
})

describe('exposure by location', () => {
  const bare = { ms: null, at: null, follows: false, distrust: null, replica: false }
  const vault = { ...here, ms: HOUR, at: NOW - HOUR, follows: false, distrust: null, replica: false }

  it('is that of the newest point there, wherever it comes from', () => {
    const older = source({ newest: { consistentAt: NOW - 9 * HOUR, completedAt: NOW - HOUR } })
    expect(exposureByLocation([older, source()], NOW)).toEqual([vault])
  })

  it('is the smallest first; where no point is, last', () => {
    const far = { location: 'eu-west-1/1/rds', region: 'eu-west-1' }
    const none = source({ ...far, newest: null })
    const recent = source({ ...there, newest: { consistentAt: NOW - MINUTE, completedAt: NOW } })
    const nearest = { ...vault, ...there, ms: MINUTE, at: NOW - MINUTE }
    expect(exposureByLocation([none, source(), recent], NOW)).toEqual([nearest, vault, { ...bare, ...far }])
    expect(exposureByLocation([recent, source(), none], NOW)).toEqual([nearest, vault, { ...bare, ...far }])
  })

  it('moves on by itself by a replica or by versions, and by nothing else', () => {
    const replica = source({ kind: 'replica', lag: 9_000 })
    expect(exposureByLocation([source(), replica], NOW)).toEqual([
      { ...vault, ms: 9_000, at: NOW - 9_000, follows: true, replica: true },
    ])
    expect(exposureByLocation([source({ kind: 'versions', mechanism: 'versioning' })], NOW)).toEqual([
      { ...vault, ms: 0, at: NOW, follows: true },
    ])
  })

  it('is a replica’s where nothing but replicas are there, measured or not', () => {
    const unmeasured = source({ kind: 'replica', lag: null })
    expect(exposureByLocation([unmeasured], NOW)).toEqual([{ ...bare, ...here, replica: true }])
    expect(exposureByLocation([unmeasured, source({ newest: null })], NOW)).toEqual([{ ...bare, ...here }])
    expect(exposureByLocation([unmeasured, source()], NOW)).toEqual([vault])
  })

  it('is doubted where no source there is to be believed, for the reason of the first', () => {
    const [garbled, refused] = [source({ trouble: 'garbled' }), source({ trouble: 'refused' })]
    expect(exposureByLocation([garbled, refused], NOW)).toEqual([{ ...vault, distrust: 'garbled' }])
    expect(exposureByLocation([garbled, source()], NOW)).toEqual([vault])
  })
})

const anyPoint = fc.record({
  consistentAt: fc.integer({ min: NOW - 100 * HOUR, max: NOW + HOUR }),
  completedAt: fc.option(fc.integer({ min: NOW - 100 * HOUR, max: NOW + HOUR })),
  endsAt: fc.option(fc.integer({ min: NOW - 100 * HOUR, max: NOW + 9 * HOUR })),
  region: fc.constantFrom('us-east-1', 'us-west-2'),
  location: fc.constantFrom('a', 'b'),
})
const anySource = fc
  .record({
    age: fc.nat({ max: 100 * HOUR }),
    kind: fc.constantFrom('points' as const, 'replica' as const),
    region: fc.constantFrom('us-east-1', 'us-west-2'),
  })
  .map(({ age, kind, region }) => {
    return source({ kind, region, lag: age, newest: { consistentAt: NOW - age, completedAt: NOW - age } })
  })

describe('exposure, for any points', () => {
  it('is never negative, and one more point never raises it', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), anyPoint, (points, more) => {
        const before = exposureOf(points, NOW)?.ms ?? Number.POSITIVE_INFINITY
        const after = exposureOf([...points, more], NOW)?.ms ?? Number.POSITIVE_INFINITY
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(before)
      }),
    )
  })

  it('is never lower after a wider loss than after loss of the instance', () => {
    fc.assert(
      fc.property(fc.array(anySource), (sources) => {
        const ms = (loss: LossKind) =>
          exposureOf(pointsOf(sourcesAfter(sources, loss, 'us-east-1'), NOW), NOW)?.ms ?? Number.POSITIVE_INFINITY
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
