import { describe, expect, it } from 'vitest'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { exposureHistory, type Reading } from '@/lib/freshness/history'
import type { Segment, Source } from '@/lib/freshness/types'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { assetWith, runWith } from '@/lib/inventory/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 20)
const NOW = T + 4 * HOUR
const LIMIT = 2 * MINUTE
/** How long a reading speaks for: the longest time between two, and what a fact may be late. */
const SPEAKS = 15 * MINUTE + LIMIT
const source = (more: Partial<Source> = {}): Source => ({
  ...{ mechanism: 'aws-backup', location: 'us-east-1/1/vault', region: 'us-east-1', kind: 'points', newest: null },
  ...{ observedAt: NOW, limit: LIMIT, ...more },
})
const window = source({ kind: 'window', location: 'us-east-1/1/rds' })
const replica = source({ kind: 'replica', location: 'us-west-2/1/rds', region: 'us-west-2' })
const read = (at: number, more: Partial<Reading> = {}): Reading => ({
  ...{ location: 'us-east-1/1/rds', measure: 'window-latest', at, pointAt: at - 4 * MINUTE, value: null, ...more },
})
const lag = (at: number, value: number | null = 9_000, location = 'us-west-2/1/rds') =>
  read(at, { location, measure: 'replica-lag', pointAt: null, value })

type Given = {
  sources?: Source[]
  past?: PastRun[]
  readings?: Reading[]
  outside?: string
  firstSeenAt?: number | null
}

function history({ sources = [source()], past = [], readings = [], outside, firstSeenAt = T }: Given): Segment[] {
  const picture = { sources, asset: assetWith({ firstSeenAt }) } as unknown as AssetPicture
  return exposureHistory(picture, past, readings, { outside: outside ?? null }, T, NOW, LIMIT)
}
/** The unknown stretches, in minutes from the beginning. */
const unknown = (given: Given) =>
  history(given).flatMap(({ state, from, to }) => (state === 'unknown' ? [[from - T, to - T].map(minutes)] : []))
const minutes = (ms: number) => ms / MINUTE
const known = (from: number, to: number, start: number, end: number) => ({ state: 'known', from, to, start, end })
const run = (minute: number, more: Partial<PastRun> = {}) => runWith(T + minute * MINUTE, more)
/** Readings from a minute to another, each quarter of an hour. */
const every = (first: number, last: number) =>
  Array.from({ length: (last - first) / 15 + 1 }, (_, index) => read(T + (first + index * 15) * MINUTE))

describe('the points of the past', () => {
  it('make the picture: from a point’s completion to its end', () => {
    const gone = run(60, { goneAt: T + 3 * HOUR })
    expect(history({ past: [run(-60), gone] })).toEqual([
      known(T, T + 80 * MINUTE, HOUR, 140 * MINUTE),
      known(T + 80 * MINUTE, T + 3 * HOUR, 20 * MINUTE, 2 * HOUR),
      known(T + 3 * HOUR, NOW, 4 * HOUR, 5 * HOUR),
    ])
  })

  it.each(['failed', 'partial', 'creating'])('leave out what is %s', (status) => {
    expect(history({ past: [run(-60), run(60, { status })] })).toEqual([known(T, NOW, HOUR, 5 * HOUR)])
  })

  it('leave out what never completed', () => {
    expect(history({ past: [run(-60), run(60, { completedAt: null })] })).toEqual([known(T, NOW, HOUR, 5 * HOUR)])
  })

  it('begin with the oldest that is there: before it nothing is known, though none was made', () => {
    expect(unknown({ past: [run(100), run(10), run(40, { completedAt: null })] })).toEqual([[0, 30]])
    expect(unknown({ past: [run(-20)] })).toEqual([])
    expect(unknown({ past: [run(300)] })).toEqual([[0, 240]])
    expect(unknown({})).toEqual([[0, 240]])
  })
})

describe('the readings of a restore window', () => {
  it('are points of their own, usable since they were read', () => {
    const readings = [read(T), read(T + 10 * MINUTE), read(T + 5 * MINUTE, { pointAt: null })]
    expect(history({ sources: [window], readings }).slice(0, 2)).toEqual([
      known(T, T + 10 * MINUTE, 4 * MINUTE, 14 * MINUTE),
      known(T + 10 * MINUTE, NOW, 4 * MINUTE, 4 * MINUTE + NOW - T - 10 * MINUTE),
    ])
  })

  it.each<[string, Reading[], number[][]]>([
    ['none: nothing is known', [], [[0, 240]]],
    ['each quarter of an hour', every(0, 240), []],
    ['from later on', every(30, 240), [[0, 30]]],
    ['from before', every(-30, 240), []],
    ['in any order', every(0, 240).reverse(), []],
    ['with a silence that is just no silence', [...every(0, 60), ...every(77, 242)], []],
    ['with a silence', [...every(0, 60), ...every(78, 243)], [[77, 78]]],
    ['from long before, then a silence', [read(T - HOUR), ...every(30, 240)], [[0, 30]]],
    ['before, that speaks for a while yet', [read(T - 10 * MINUTE), ...every(30, 240)], [[7, 30]]],
  ])('%s', (_, readings, expected) => {
    expect(unknown({ sources: [source(), window], past: [run(-60)], readings })).toEqual(expected)
  })

  it('say what was seen though no window is there any more, and nothing is asked of them where none was', () => {
    expect(unknown({ past: [run(-60)], readings: every(30, 240) })).toEqual([[0, 30]])
    expect(unknown({ past: [run(-60)] })).toEqual([])
  })
})

describe('a window that never said how far it goes', () => {
  it('leaves no point while it is read, and nothing is known while only a replica is', () => {
    const nothing = { sources: [window], readings: [read(T, { pointAt: null })] }
    expect(history(nothing)).toEqual([{ state: 'pending', from: T, to: NOW }])
    expect(unknown({ sources: [window], readings: [lag(T)] })).toEqual([[0, 240]])
  })
})

describe('the end of what is known', () => {
  const past = [run(-60)]

  it.each<[string, Source[], number[][]]>([
    ['the facts are fresh', [source({ observedAt: NOW - LIMIT })], []],
    ['they are older than their limit by a minute', [source({ observedAt: NOW - LIMIT - MINUTE })], [[239, 240]]],
    ['the newest of several counts', [source({ observedAt: T }), source({ observedAt: NOW })], []],
    ['one was never read', [source({ observedAt: null }), source({ observedAt: T + HOUR })], [[62, 240]]],
    ['none was ever read', [source({ observedAt: null })], [[0, 240]]],
    ['nothing is there to read', [], [[0, 240]]],
    ['a copy speaks for no original', [source({ observedAt: T + HOUR }), source({ copy: true })], [[62, 240]]],
    ['a copy alone speaks', [source({ copy: true })], []],
    ['a replica speaks for no point', [source({ observedAt: T + HOUR }), replica], [[62, 240]]],
  ])('where %s', (_, sources, expected) => {
    expect(unknown({ sources, past })).toEqual(expected)
  })
})

describe('a versioned bucket', () => {
  const versions = source({ kind: 'versions' })

  it('is at zero since it was first seen, until its last reading is too old', () => {
    const since = { sources: [versions], firstSeenAt: T + HOUR }
    expect(history(since)).toEqual([{ state: 'unknown', from: T, to: T + HOUR }, known(T + HOUR, NOW, 0, 0)])
    const stale = { ...since, sources: [source({ kind: 'versions', observedAt: T + 2 * HOUR })] }
    expect(unknown(stale)).toEqual([
      [0, 60],
      [122, 240],
    ])
  })

  it('is unknown where it was never seen, or never read', () => {
    expect(unknown({ sources: [versions], firstSeenAt: null })).toEqual([[0, 240]])
    expect(unknown({ sources: [source({ kind: 'versions', observedAt: null })] })).toEqual([[0, 240]])
  })
})

describe('outside of a region', () => {
  const west = { location: 'us-west-2/1/vault' }
  const far = source({ ...west, region: 'us-west-2' })

  it('counts only what lies elsewhere: points, windows and what is read of them', () => {
    const past = [run(-60, west), run(0)]
    const sources = [far, source({ observedAt: T }), window]
    const readings = every(0, 240)
    expect(history({ sources, past, readings, outside: 'us-east-1' })).toEqual([known(T, NOW, HOUR, 5 * HOUR)])
    expect(history({ sources: [far], past, outside: 'us-west' })).toHaveLength(2)
  })

  it('counts the nearest replica, where it was watched; before that nothing is known, whatever points say', () => {
    const given = { sources: [far], past: [run(-60, west)], outside: 'us-east-1' }
    const readings = [lag(T + HOUR), lag(T + 70 * MINUTE), lag(T + HOUR, 3_000, 'eu-west-1/1/rds')]
    const until = T + HOUR + SPEAKS
    expect(history({ ...given, readings })).toEqual([
      { state: 'unknown', from: T, to: T + HOUR },
      known(T + HOUR, T + 70 * MINUTE, 3_000, 3_000),
      known(T + 70 * MINUTE, until, 3_000, 3_000),
      known(until, T + 70 * MINUTE + SPEAKS, 9_000, 9_000),
      known(T + 70 * MINUTE + SPEAKS, NOW, HOUR + 70 * MINUTE + SPEAKS, 5 * HOUR),
    ])
  })

  it('is unknown until a replica was watched, though a window there was, and known from its first reading', () => {
    const there = { location: 'us-west-2/1/rds' }
    const windows = every(0, 240).map((reading) => ({ ...reading, ...there }))
    const given = { sources: [{ ...window, ...there }], outside: 'us-east-1' }
    expect(unknown({ ...given, readings: [...windows, lag(T + 70 * MINUTE), lag(T + HOUR, null)] })).toEqual([[0, 60]])
  })

  it('is unknown where a replica was not read again, though no point is there at all', () => {
    const there = { location: 'us-west-2/1/rds' }
    const readings = [read(T, { ...there, pointAt: null }), lag(T)]
    expect(history({ sources: [{ ...window, ...there }], readings, outside: 'us-east-1' })).toEqual([
      known(T, T + SPEAKS, 9_000, 9_000),
      { state: 'unknown', from: T + SPEAKS, to: NOW },
    ])
  })

  it('counts no replica at home, none that could not be measured, and none where only points are asked for', () => {
    const given = { sources: [far], past: [run(-60, west)] }
    const points = [known(T, NOW, HOUR, 5 * HOUR)]
    expect(history({ ...given, readings: [lag(T, 9_000, 'us-east-1/1/rds')], outside: 'us-east-1' })).toEqual(points)
    expect(history({ ...given, readings: [lag(T, null)], outside: 'us-east-1' })).toEqual(points)
    expect(history({ ...given, readings: [lag(T)] })).toEqual(points)
    expect(history({ ...given, readings: every(0, 240), outside: 'us-east-1' })).toEqual(points)
  })
})
