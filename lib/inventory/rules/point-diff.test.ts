import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  diff,
  identityOf,
  isWorthKeeping,
  type KnownPoint,
  OBSERVE_AT_LEAST_MS,
  type PlacedPoint,
} from '@/lib/inventory/rules/point-diff'

const LOCATION = 'us-east-1/210000000001/rds'

const placed = (identifier: string, more: Partial<PlacedPoint> = {}): PlacedPoint => ({
  assetId: 'phaserai:phaserai-prod',
  mechanism: 'rds-snapshot-manual',
  location: LOCATION,
  region: 'us-east-1',
  identifier,
  startedAt: 1_000,
  consistentAt: 1_000,
  completedAt: 2_000,
  inferred: false,
  status: 'available',
  sizeBytes: null,
  encrypted: true,
  kmsKey: null,
  expiresAt: null,
  copyOf: null,
  details: {},
  ...more,
})
const known = (identifier: string, more: Partial<KnownPoint> = {}): KnownPoint => {
  const { details: _details, ...point } = placed(identifier)
  return { ...point, id: `id-${identifier}`, goneAt: null, ...more }
}
const WHOLE = [{ location: LOCATION, prefix: '' }]

describe('diff', () => {
  test('tells what came, changed, was confirmed and went', () => {
    const result = diff(
      [known('same'), known('moved'), known('lost')],
      [placed('same'), placed('moved', { status: 'deleting' }), placed('new')],
      WHOLE,
    )
    expect(result.insert.map((point) => point.identifier)).toEqual(['new'])
    expect(result.update.map(({ id }) => id)).toEqual(['id-moved'])
    expect(result.confirmed).toEqual(['id-same'])
    expect(result.gone).toEqual(['id-lost'])
  })

  test('a listing that failed or broke off takes nothing away', () => {
    expect(diff([known('lost')], [], []).gone).toEqual([])
    expect(diff([known('lost')], [], [{ location: 'us-west-2/210000000001/rds', prefix: '' }]).gone).toEqual([])
    expect(diff([known('a/lost')], [], [{ location: LOCATION, prefix: 'b/' }]).gone).toEqual([])
    expect(diff([known('a/lost')], [], [{ location: LOCATION, prefix: 'a/' }]).gone).toEqual(['id-a/lost'])
  })

  test('what returns is no longer gone, what is gone is not marked twice', () => {
    const gone = known('back', { goneAt: 5_000 })
    expect(diff([gone], [placed('back')], WHOLE).update.map(({ id }) => id)).toEqual(['id-back'])
    expect(diff([gone], [], WHOLE).gone).toEqual([])
  })

  test('an inferred moment never replaces a stated one', () => {
    const [update] = diff(
      [known('p')],
      [placed('p', { inferred: true, consistentAt: 9_000, status: 'deleting' })],
      WHOLE,
    ).update
    expect(update?.point).toMatchObject({ consistentAt: 1_000, inferred: false, status: 'deleting' })
  })

  const names = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String))
  test('every seen point is inserted, updated or confirmed exactly once; every known one at most once', () => {
    fc.assert(
      fc.property(names, names, fc.boolean(), (before, now, whole) => {
        const result = diff(
          before.map((n) => known(n)),
          [...now, ...now].map((n) => placed(n)),
          whole ? WHOLE : [],
        )
        const handled = [...result.insert.map(identityOf), ...result.update.map(({ point }) => identityOf(point))]
        expect(handled.length + result.confirmed.length).toBe(now.length)
        expect(result.gone.length).toBe(whole ? before.filter((n) => !now.includes(n)).length : 0)
        expect(new Set([...result.gone, ...result.confirmed]).size).toBe(result.gone.length + result.confirmed.length)
      }),
    )
  })
})

describe('an observation is kept', () => {
  const last = { at: 0, pointAt: 100, value: null }
  test.each([
    ['the first one', null, { at: 1, pointAt: 100, value: null }, true],
    ['not while nothing moves', last, { at: 60_000, pointAt: 100, value: null }, false],
    ['when the window moves', last, { at: 60_000, pointAt: 400, value: null }, true],
    ['at least every quarter of an hour', last, { at: OBSERVE_AT_LEAST_MS, pointAt: 100, value: null }, true],
    [
      'not for half a second of lag',
      { at: 0, pointAt: null, value: 500 },
      { at: 9, pointAt: null, value: 1_000 },
      false,
    ],
    ['for a second of lag', { at: 0, pointAt: null, value: 500 }, { at: 9, pointAt: null, value: 1_500 }, true],
    ['when a lag is lost', { at: 0, pointAt: null, value: 500 }, { at: 9, pointAt: null, value: null }, true],
  ])('%s', (_name, before, now, kept) => expect(isWorthKeeping(before, now)).toBe(kept))
})
