import { describe, expect, it } from 'vitest'
import { counts, databasesOf, newestRestorable, pickBasis } from '@/lib/incidents/rules/basis'
import { restoreWith } from '@/lib/incidents/testing/samples'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { collectorWith } from '@/lib/inventory/testing/samples'
import { planAssetWith } from '@/lib/plans/testing/samples'
import type { RestoreState } from '@/lib/restores/model/restore'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14)
const IMPACT = NOW - HOUR
/** Two rounds of a collector that reads every five minutes. */
const LIMIT = 10 * MINUTE
const READER = 'orders/210000000001/us-east-1/rds'
const COLLECTORS = new Map([[READER, collectorWith(READER)]])
const kept = (more: Partial<MechanismSummary>): MechanismSummary => ({
  ...{ mechanism: 'rds-automated', location: 'us-east-1/1/rds', region: 'us-east-1', kind: 'window' },
  ...{ observedAt: NOW - MINUTE, count: 1, bytes: 0, collectorId: READER, ...more },
})
const window = (latestAt: number | undefined, earliestAt: number | undefined = 0) => kept({ latestAt, earliestAt })
const points = (consistentAt: number, more: Partial<MechanismSummary> = {}) =>
  kept({
    kind: 'points',
    newest: { pointId: 'p', identifier: 'p', consistentAt, completedAt: consistentAt, inferred: false },
    ...more,
  })

describe('a restore', () => {
  it.each<[RestoreState, boolean]>([
    ['PENDING_APPROVAL', true],
    ['APPROVED', true],
    ['SENDING', true],
    ['UNCONFIRMED', true],
    ['RUNNING', true],
    ['VERIFYING', true],
    ['NEEDS_HUMAN', true],
    ['AWAITING_CUTOVER', true],
    ['COMPLETED', true],
    ['REJECTED', false],
    ['EXPIRED', false],
    ['CANCELLED', false],
    ['FAILED', false],
  ])('%s leads, or led, to a new resource: %s', (state, leads) => {
    expect(counts({ state })).toBe(leads)
  })
})

it('the databases of an incident are the primary ones of its environment, by their ids', () => {
  const plan = { assets: [planAssetWith(), planAssetWith({ key: 'staging-db', environment: 'staging' })] }
  expect(databasesOf({ system: 'orders', environment: 'production', plan })).toEqual(['orders:db'])
  expect(databasesOf({ system: 'orders', environment: null, plan })).toEqual(['orders:db', 'orders:staging-db'])
  expect(databasesOf({ system: 'orders', environment: null, plan: undefined })).toEqual([])
})

describe('the newest instant that a database can be restored to', () => {
  it.each<[string, MechanismSummary, number | null, number | null]>([
    ['a window: its latest time', window(NOW - MINUTE), null, NOW - MINUTE],
    ['a window that ends at the impact', window(IMPACT), IMPACT, IMPACT],
    ['a window that ends before it', window(IMPACT - 1), IMPACT, IMPACT - 1],
    ['a window over the impact: the impact, as what follows is suspect', window(NOW), IMPACT, IMPACT],
    ['a window that begins at the impact', window(NOW, IMPACT), IMPACT, IMPACT],
    ['a window that begins after it', window(NOW, IMPACT + 1), IMPACT, null],
    ['a window of unknown beginning', kept({ latestAt: NOW }), IMPACT, null],
    ['and such a one that ends at the impact', kept({ latestAt: IMPACT }), IMPACT, IMPACT],
    ['a window of unknown end', window(undefined), null, null],
    ['a point', points(NOW - MINUTE), null, NOW - MINUTE],
    ['a point of the impact', points(IMPACT), IMPACT, IMPACT],
    ['a point after it', points(IMPACT + 1), IMPACT, null],
    ['no point yet', kept({ kind: 'points' }), null, null],
    ['a replica, which repeats what went wrong', points(NOW, { kind: 'replica', latestAt: NOW }), null, null],
  ])('by %s', (_, mechanism, before, at) => {
    const expected = at === null ? null : { at, observedAt: NOW - MINUTE, distrust: null }
    expect(newestRestorable([mechanism], before, COLLECTORS, NOW)).toEqual(expected)
  })

  it('is the newest of all, of two equal ones the first, and none where nothing is kept', () => {
    const all = [points(1), window(3), points(2), points(3, { observedAt: NOW }), kept({ kind: 'points' })]
    expect(newestRestorable(all, null, COLLECTORS, NOW)).toEqual({ at: 3, observedAt: NOW - MINUTE, distrust: null })
    expect(newestRestorable([], null, COLLECTORS, NOW)).toBeNull()
  })

  it('says why it may not be believed', () => {
    const distrust = (observedAt: number, collectors = COLLECTORS) =>
      newestRestorable([points(1, { observedAt })], null, collectors, NOW)?.distrust
    expect([distrust(NOW - LIMIT), distrust(NOW - LIMIT - 1)]).toEqual([null, 'stale'])
    expect(distrust(NOW, new Map())).toBe('unobserved')
    const refusing = collectorWith(READER, { failingSince: NOW, errorCode: 'denied/AccessDenied' })
    expect(distrust(NOW, new Map([[READER, refusing]]))).toBe('refused')
  })
})

describe('what the exposure clock counts from', () => {
  const sources = [
    { asset: 'orders:db', at: 5, observedAt: 9, distrust: null },
    { asset: 'orders:worst', at: 3, observedAt: 8, distrust: 'stale' as const },
    { asset: 'orders:other', at: 4, observedAt: 9, distrust: null },
  ]
  const restores = [restoreWith(107), restoreWith(109, { state: 'FAILED' }), restoreWith(108, { pointAt: 42 })]

  it('is the recorded point, else the newest restore’s that came to something, else the worst database’s', () => {
    expect(pickBasis({ recoveredToAt: 0, restores }, sources)).toEqual({ kind: 'recovered', at: 0 })
    expect(pickBasis({ recoveredToAt: null, restores }, sources)).toEqual({ kind: 'chosen', at: 42, restore: 108 })
    expect(pickBasis({ recoveredToAt: null, restores: restores.toReversed() }, sources)).toMatchObject({ restore: 108 })
    const failed = restores.filter(({ state }) => state === 'FAILED')
    expect(pickBasis({ recoveredToAt: null, restores: failed }, sources)).toEqual({ kind: 'newest', ...sources[1] })
    expect(pickBasis({ recoveredToAt: null, restores: [] }, sources.toReversed())).toMatchObject({ at: 3 })
  })

  it('is none, and says so, where nothing is known', () => {
    expect(pickBasis({ recoveredToAt: null, restores: [] }, [])).toEqual({
      ...{ kind: 'none', why: 'No recovery point of its database is known.' },
    })
  })
})
