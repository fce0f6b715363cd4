import { describe, expect, it } from 'vitest'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { exposureHistory, type Reading } from '@/lib/freshness/history'
import type { Source } from '@/lib/freshness/types'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 20)
const NOW = T + 10 * HOUR
const LIMIT = 2 * MINUTE
const source = (more: Partial<Source> = {}): Source => ({
  mechanism: 'rds-automated',
  location: 'us-east-1/1/rds',
  region: 'us-east-1',
  kind: 'window',
  newest: null,
  window: { earliest: T, latest: NOW },
  observedAt: NOW,
  limit: LIMIT,
  ...more,
})
const picture = (sources: Source[]) => ({ sources, asset: { firstSeenAt: T + HOUR } }) as unknown as AssetPicture
const window = (at: number): Reading => ({
  location: 'us-east-1/1/rds',
  measure: 'window-latest',
  at,
  pointAt: at - 4 * MINUTE,
  value: null,
})
const every = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => window(from + index * step))
const dump = (hour: number): PastRun => ({
  assetId: 'a',
  mechanism: 's3-object',
  location: 'us-east-1/1/bucket',
  startedAt: T + hour * HOUR,
  consistentAt: T + hour * HOUR,
  completedAt: T + hour * HOUR + 20 * MINUTE,
  status: 'available',
  policy: 'dump',
  goneAt: null,
  expiresAt: null,
})
const states = (segments: ReturnType<typeof exposureHistory>) =>
  segments.map((segment) => segment.state).filter((state, index, all) => state !== all[index - 1])

describe('history of exposure', () => {
  it('is hatched before the first observation, though points of that time are known', () => {
    const segments = exposureHistory(
      picture([source()]),
      [dump(0)],
      every(T + 2 * HOUR, NOW, 5 * MINUTE),
      { outside: null },
      T,
      NOW,
      LIMIT,
    )
    expect(segments[0]).toEqual({ state: 'unknown', from: T, to: T + 2 * HOUR })
    expect(states(segments)).toEqual(['unknown', 'known'])
    expect(segments[1]).toMatchObject({ start: 4 * MINUTE, end: 9 * MINUTE })
  })

  it('is hatched where nobody looked', () => {
    const readings = [...every(T, T + 3 * HOUR, 5 * MINUTE), ...every(T + 5 * HOUR, NOW, 5 * MINUTE)]
    const segments = exposureHistory(picture([source()]), [], readings, { outside: null }, T, NOW, LIMIT)
    expect(states(segments)).toEqual(['known', 'unknown', 'known'])
  })

  it('is hatched at its end when the facts have grown old', () => {
    const readings = every(T, T + 9 * HOUR, 5 * MINUTE)
    const stale = picture([source({ observedAt: T + 9 * HOUR })])
    const segments = exposureHistory(stale, [], readings, { outside: null }, T, NOW, LIMIT)
    expect(segments.at(-1)).toMatchObject({ state: 'unknown', from: T + 9 * HOUR + LIMIT, to: NOW })
  })

  it('of dumps alone begins with the oldest that is there', () => {
    const objects = source({ kind: 'points', mechanism: 's3-object', window: null })
    const segments = exposureHistory(picture([objects]), [dump(2), dump(8)], [], { outside: null }, T, NOW, LIMIT)
    expect(segments.map((segment) => segment.state)).toEqual(['unknown', 'known', 'known'])
    expect(segments[1]).toMatchObject({ start: 20 * MINUTE, end: 6 * HOUR + 20 * MINUTE })
  })

  it('outside the region counts what lies elsewhere: nothing, or a replica', () => {
    const far = (at: number): Reading => ({
      location: 'us-west-2/1/rds',
      measure: 'replica-lag',
      at,
      pointAt: null,
      value: 9_000,
    })
    const none = exposureHistory(
      picture([source()]),
      [dump(1)],
      every(T, NOW, 5 * MINUTE),
      { outside: 'us-east-1' },
      T,
      NOW,
      LIMIT,
    )
    expect(none.every((segment) => segment.state !== 'known')).toBe(true)
    const lags = Array.from({ length: 41 }, (_, index) => far(T + index * 15 * MINUTE))
    const replica = exposureHistory(picture([source()]), [], lags, { outside: 'us-east-1' }, T, NOW, LIMIT)
    expect(replica[0]).toMatchObject({ state: 'known', start: 9_000, end: 9_000 })
  })

  it('outside the region is hatched until the replica there was first read, whatever dumps say of that time', () => {
    const copy = { ...dump(1), location: 'us-west-2/1/bucket' }
    const lag: Reading = {
      location: 'us-west-2/1/rds',
      measure: 'replica-lag',
      at: T + 9.9 * HOUR,
      pointAt: null,
      value: 9_000,
    }
    const bucket = source({ kind: 'points', window: null, location: copy.location, region: 'us-west-2', copy: true })
    const segments = exposureHistory(picture([bucket]), [copy], [lag], { outside: 'us-east-1' }, T, NOW, LIMIT)
    expect(segments[0]).toMatchObject({ state: 'unknown', from: T, to: T + 9.9 * HOUR })
    expect(segments.at(-1)).toMatchObject({ state: 'known', start: 9_000 })
  })

  it('of a versioned bucket is level at zero since it was first seen', () => {
    const bucket = source({ kind: 'versions', window: null, mechanism: 'versioning' })
    const segments = exposureHistory(picture([bucket]), [], [], { outside: null }, T, NOW, LIMIT)
    expect(states(segments)).toEqual(['unknown', 'known'])
    expect(segments.at(-1)).toMatchObject({ start: 0, end: 0 })
  })
})
