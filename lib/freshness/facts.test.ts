import { describe, expect, it } from 'vitest'
import { sourcesOf } from '@/lib/freshness/facts'
import type { CollectorState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { assetWith, collectorWith } from '@/lib/inventory/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
/** Two rounds of a collector that reads every five minutes. */
const LIMIT = 10 * MINUTE
const RDS = 'us-east-1/210000000001/rds'
const READER = 'orders/210000000001/us-east-1/rds'
const context = (...collectors: CollectorState[]) => ({
  collectors: new Map(collectors.map((one) => [one.id, one])),
})
const failing = (errorCode: string | null, more: Partial<CollectorState> = {}) =>
  collectorWith(READER, { failingSince: NOW - HOUR, errorCode, ...more })
const mechanism = (more: Partial<MechanismSummary>): MechanismSummary => ({
  ...{ mechanism: 'rds-automated', location: RDS, region: 'us-east-1', kind: 'window', observedAt: NOW - MINUTE },
  ...{ count: 1, bytes: 0, collectorId: READER, ...more },
})

describe('what the sync keeps of an asset', () => {
  const base = { location: RDS, region: 'us-east-1', observedAt: NOW - MINUTE, limit: LIMIT, trouble: null }
  const sourceOf = (one: MechanismSummary, ...collectors: CollectorState[]) =>
    sourcesOf(assetWith({ mechanisms: [one] }), [], [], context(collectorWith(READER), ...collectors))

  it('is a restore window with both its ends', () => {
    const window = mechanism({ earliestAt: NOW - 7 * HOUR, latestAt: NOW - 4 * MINUTE })
    expect(sourceOf(window)).toEqual([
      {
        ...{ ...base, mechanism: 'rds-automated', kind: 'window', newest: null, copy: false },
        window: { earliest: NOW - 7 * HOUR, latest: NOW - 4 * MINUTE },
      },
    ])
  })

  it.each([
    ['its beginning', { latestAt: NOW }],
    ['its end', { earliestAt: NOW }],
    ['both', {}],
  ])('is no window where the source did not say %s', (_, ends) => {
    expect(sourceOf(mechanism(ends))).toMatchObject([{ kind: 'window', window: null }])
  })

  it('is the newest of its points, complete when it says so', () => {
    const newest = { pointId: 'p1', identifier: 'rds:1', consistentAt: NOW - 3 * HOUR, inferred: true }
    const points = { mechanism: 'rds-snapshot-automated', kind: 'points' } as const
    const whole = mechanism({ ...points, newest: { ...newest, completedAt: NOW - 2 * HOUR } })
    const point = { consistentAt: NOW - 3 * HOUR, completedAt: NOW - 2 * HOUR, inferred: true, id: 'p1' }
    expect(sourceOf(whole)).toEqual([{ ...base, ...points, newest: point, copy: false }])
    expect(sourceOf(mechanism({ ...points, newest: { ...newest, completedAt: null } }))).toEqual([
      { ...base, ...points, newest: { ...point, completedAt: NOW - 3 * HOUR }, copy: false },
    ])
    expect(sourceOf(mechanism(points))).toEqual([{ ...base, ...points, newest: null, copy: false }])
  })

  it('is a replica behind by what was measured when it was observed', () => {
    const replica = { mechanism: 'replica', kind: 'replica' } as const
    expect(sourceOf(mechanism({ ...replica, latestAt: NOW - MINUTE - 9_000 }))).toEqual([
      { ...base, ...replica, newest: null, lag: 9_000, copy: false },
    ])
    expect(sourceOf(mechanism(replica))).toMatchObject([{ lag: null }])
  })

  it('carries the trouble of the collector that keeps it, and of no other; without one nothing observes it', () => {
    const other = collectorWith('orders/210000000001/us-east-1/s3', { incomplete: true })
    expect(sourceOf(mechanism({}), failing('AccessDenied'), other)).toMatchObject([{ trouble: 'refused' }])
    expect(sourceOf(mechanism({}), other)).toMatchObject([{ trouble: null }])
    const unread = { trouble: 'unobserved', limit: 0 }
    expect(sourceOf(mechanism({ collectorId: undefined }), failing('AccessDenied'))).toMatchObject([unread])
  })

  it.each([
    ['aws-backup', 'us-west-2', 'us-east-1', false],
    ['aws-backup-copy', 'us-west-2', 'us-east-1', true],
    ['rds-snapshot-copy', 'us-east-1', 'us-east-1', true],
    ['s3-object', 'us-west-2', 'us-east-1', true],
    ['s3-object', 'us-east-1', 'us-east-1', false],
    ['s3-object', 'us-west-2', null, false],
  ] as const)('%s in %s of an asset in %s: a copy is %s', (kept, region, home, copy) => {
    const asset = assetWith({ region: home, mechanisms: [mechanism({ mechanism: kept, kind: 'points', region })] })
    expect(sourcesOf(asset, [], [], context())).toMatchObject([{ region, copy }])
  })
})

describe('the versions of a bucket', () => {
  const bucket = (versioning: string | undefined, kind = 'bucket') =>
    assetWith({
      kind,
      identifier: 'orders-files',
      facts: { versioning },
      confirmedAt: NOW - MINUTE,
      collectorId: READER,
    })

  it('are a source of their own, as old as the last look at the bucket', () => {
    expect(sourcesOf(bucket('Enabled'), [], [], context(failing('AccessDenied')))).toEqual([
      {
        ...{ mechanism: 'versioning', location: 'us-east-1/210000000001/orders-files', region: 'us-east-1' },
        ...{ kind: 'versions', newest: null, observedAt: NOW - MINUTE, limit: LIMIT, trouble: 'refused' },
      },
    ])
  })

  it.each([
    ['Suspended', 'bucket'],
    ['NotEnabled', 'bucket'],
    ['EnabledOnce', 'bucket'],
    [undefined, 'bucket'],
    ['Enabled', 'db-instance'],
  ])('are none where versioning is %s, of a %s', (versioning, kind) => {
    expect(sourcesOf(bucket(versioning, kind), [], [], context())).toEqual([])
  })

  it('are somewhere unknown where neither region nor account is, and observed by nothing without a collector', () => {
    const lost = { ...bucket('enabled'), region: null, accountId: null, collectorId: null }
    expect(sourcesOf(lost, [], [], context(failing('AccessDenied')))).toMatchObject([
      { location: 'unknown/unknown/orders-files', region: 'unknown', trouble: 'unobserved' },
    ])
  })
})

describe('a replica beside its original', () => {
  const lag = { lagMs: 9_000, measuredAt: NOW - 2 * MINUTE, observedAt: NOW - MINUTE, source: 'ReplicaLag' }
  const replica = assetWith({ key: 'copy', region: 'us-west-2', collectorId: READER, replicaLag: lag })
  const source = {
    ...{ mechanism: 'replica', location: 'us-west-2/210000000001/rds', region: 'us-west-2', kind: 'replica' },
    ...{ newest: null, lag: 9_000, observedAt: NOW - MINUTE, limit: LIMIT, trouble: 'refused' },
  }
  const of = (one: typeof replica, mechanisms: MechanismSummary[] = []) =>
    sourcesOf(assetWith({ mechanisms }), [one], [], context(failing('AccessDenied')))

  it('is a source with the lag that was measured', () => {
    expect(of(replica)).toEqual([source])
  })

  it('is unmeasured, and not in sync, until its lag was read', () => {
    expect(of({ ...replica, replicaLag: null, collectorId: null })).toEqual([
      { ...source, lag: null, observedAt: null, trouble: 'unobserved', limit: 0 },
    ])
    expect(of({ ...replica, replicaLag: { ...lag, lagMs: null } })).toEqual([{ ...source, lag: null }])
  })

  it('is somewhere unknown where neither region nor account is', () => {
    expect(of({ ...replica, region: null, accountId: null })).toEqual([
      { ...source, location: 'unknown/unknown/rds', region: 'unknown' },
    ])
  })

  it('is none once it is gone, and a bucket is none', () => {
    expect(of({ ...replica, goneAt: NOW - HOUR })).toEqual([])
    expect(of({ ...replica, kind: 'bucket' })).toEqual([])
  })

  it('is told once: what the sync keeps of a replica in that region is the same one', () => {
    const kept = mechanism({ mechanism: 'replica', kind: 'replica', region: 'us-west-2', latestAt: NOW - MINUTE })
    expect(of(replica, [kept])).toMatchObject([{ kind: 'replica', lag: 0 }])
    expect(of(replica, [{ ...kept, region: 'eu-west-1' }])).toHaveLength(2)
    expect(of(replica, [mechanism({ region: 'us-west-2', kind: 'points' })])).toHaveLength(2)
  })
})
