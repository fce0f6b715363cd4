import { describe, expect, it } from 'vitest'
import { sourcesOf } from '@/lib/freshness/facts'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { assetWith, collectorWith } from '@/lib/inventory/testing/samples'
import type { BackupCopy, BackupPolicy, BackupStore } from '@/lib/plans/model/backups'
import { policyWith } from '@/lib/plans/testing/samples'
import { MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
const LIMIT = 10 * MINUTE
const read = { lastSuccessAt: NOW - MINUTE }
const backup = collectorWith('orders/210000000001/us-east-1/backup', read)
const s3West = collectorWith('orders/210000000001/us-west-2/s3', { ...read, incomplete: true })
const strangers = [
  collectorWith('billing/210000000002/us-east-1/backup', { incomplete: true }),
  collectorWith('orders/210000000001/us-east-1/s3', { incomplete: true }),
  collectorWith('orders/210000000001/eu-west-1/backup', { incomplete: true }),
]
const seen = (more: Partial<MechanismSummary> = {}): MechanismSummary => ({
  ...{ mechanism: 'aws-backup', location: 'us-east-1/210000000001/vault', region: 'us-east-1', kind: 'points' },
  ...{ observedAt: NOW, count: 1, bytes: 0, ...more },
})
const objects = (more: Partial<BackupStore & { kind: 'objects' }> = {}): BackupStore => ({
  ...{ kind: 'objects', bucket: 'dumps', prefix: '', region: 'us-west-2', objectName: null, storageClass: null },
  ...more,
})
const rds = seen({ location: 'us-east-1/210000000001/rds' })
/** What a policy adds to what is kept of the asset. */
function added(policy: BackupPolicy, collectors: CollectorState[] = [], more: Partial<AssetState> = {}) {
  const asset = assetWith({ collectorId: backup.id, ...more })
  const context = { collectors: new Map(collectors.map((one) => [one.id, one])) }
  return sourcesOf(asset, [], [policy], context).slice(asset.mechanisms.length)
}
const unobserved = {
  ...{ mechanism: 'aws-backup', location: 'us-east-1/210000000001/Daily backup', region: 'us-east-1' },
  ...{ kind: 'points', newest: null, observedAt: null, limit: 0, trouble: 'unobserved' },
}

describe('a store that the plan names', () => {
  it('that nothing reads is said to be observed by nothing', () => {
    expect(added(policyWith())).toEqual([unobserved])
    expect(added(policyWith(), strangers)).toEqual([unobserved])
  })

  it('that was read and is empty is observed, and without a point', () => {
    const empty = { ...unobserved, observedAt: NOW - MINUTE, limit: LIMIT, trouble: null }
    expect(added(policyWith(), [...strangers, backup])).toEqual([empty])
    const failing = { ...backup, failingSince: NOW, errorCode: 'AccessDenied' }
    expect(added(policyWith(), [failing])).toEqual([{ ...empty, trouble: 'refused' }])
  })

  it('is somewhere unknown where neither region nor account of the asset is', () => {
    expect(added(policyWith(), [], { region: null, accountId: null })).toEqual([
      { ...unobserved, location: 'unknown/unknown/Daily backup', region: 'unknown' },
    ])
  })

  it.each([
    ['that is seen adds nothing', seen(), 0],
    ['of another name is not seen', seen({ location: 'us-east-1/210000000001/other' }), 1],
    ['whose name only ends the same is not seen', seen({ location: 'us-east-1/210000000001/old-vault' }), 1],
    ['in another region is not seen', seen({ region: 'us-west-2' }), 1],
  ])('%s', (_, mechanism, count) => {
    expect(added(policyWith(), [backup], { mechanisms: [mechanism] })).toHaveLength(count)
  })

  it('of RDS itself lies in its own region, else in that of the asset', () => {
    const kept = (region: string) => ({ mechanisms: [seen({ location: `${region}/210000000001/rds`, region })] })
    const rds = (region: string | null) => policyWith({ mechanism: 'rds-automated', store: { kind: 'rds', region } })
    expect(added(rds(null), [], kept('us-east-1'))).toEqual([])
    expect(added(rds('us-east-1'), [], kept('us-east-1'))).toEqual([])
    expect(added(rds('us-west-2'), [], kept('us-east-1'))).toHaveLength(1)
    expect(added(rds('us-west-2'), [], kept('us-west-2'))).toEqual([])
  })

  it('elsewhere is observed by nothing, and lies where the plan says', () => {
    const store = { kind: 'elsewhere', place: 'a safe' } as const
    expect(added(policyWith({ store }), [backup])).toEqual([{ ...unobserved, location: 'a safe' }])
    expect(added(policyWith({ store }), [backup], { mechanisms: [rds] })).toHaveLength(1)
  })

  it.each([
    ['an instance', { kind: 'instance', instance: 'backup-host', region: 'us-east-1' }],
    ['a place that the document does not name', null],
  ] as const)('as %s is observed by nothing', (_, store) => {
    expect(added(policyWith({ store }), [backup], { mechanisms: [rds] })).toEqual([unobserved])
  })
})

describe('a policy', () => {
  it('made by hand, or of logs alone, promises no store to look into', () => {
    expect(added(policyWith({ schedule: { kind: 'on-demand', occasions: ['before a release'] } }))).toEqual([])
    expect(added(policyWith({ mechanism: 'wal-archive' }))).toEqual([])
  })

  it('without a schedule and without a place adds nothing where something else protects the asset', () => {
    const vague = policyWith({ store: null, schedule: { kind: 'none-stated' } })
    expect(added(vague, [], { mechanisms: [seen()] })).toEqual([])
    expect(added(vague)).toEqual([unobserved])
    expect(added(policyWith({ store: null }), [], { mechanisms: [seen()] })).toEqual([unobserved])
  })

  it.each(['versioning', 'replica', 'replication'] as const)('of %s looks for what follows the asset', (mechanism) => {
    const policy = policyWith({ mechanism })
    const replica = seen({ mechanism: 'replica', kind: 'replica' })
    const versioned = { kind: 'bucket', facts: { versioning: 'Enabled' } }
    expect(added(policy, [], { mechanisms: [replica] })).toEqual([])
    expect(added(policy, [], versioned).map(({ kind }) => kind)).toEqual(['versions'])
    expect(added(policy, [], { mechanisms: [seen()] })).toEqual([{ ...unobserved, mechanism }])
    expect(added(policy, [backup])).toEqual([
      { ...unobserved, mechanism, observedAt: NOW - MINUTE, limit: LIMIT, trouble: null },
    ])
  })
})

describe('a copy that the plan states', () => {
  const copies = (store: BackupStore): BackupCopy[] => [{ mechanism: 'upload', store, assumed: false, note: null }]
  const policy = (store: BackupStore) => policyWith({ copies: copies(store) })
  const shown = { mechanisms: [seen()] }

  it('lies in its own region and store, and never speaks for the original', () => {
    const vault = { kind: 'vault', vault: 'dr-vault', region: 'us-west-2' } as const
    const copy = { ...unobserved, region: 'us-west-2', copy: true }
    expect(added(policy(vault), [backup], shown)).toEqual([{ ...copy, location: 'us-west-2/210000000001/dr-vault' }])
    expect(added(policy(objects()), [s3West], shown)).toEqual([
      {
        ...copy,
        location: 'us-west-2/210000000001/dumps',
        observedAt: NOW - MINUTE,
        limit: LIMIT,
        trouble: 'incomplete',
      },
    ])
    expect(added(policy(objects()), [], { ...shown, accountId: null })).toMatchObject([
      { location: 'us-west-2/unknown/dumps' },
    ])
  })

  it('that is seen adds nothing, though the original is not', () => {
    const there = { mechanisms: [seen({ location: 'us-west-2/210000000001/dumps', region: 'us-west-2' })] }
    expect(added(policy(objects()), [], there)).toEqual([unobserved])
  })

  it.each([
    { kind: 'rds', region: 'us-west-2' },
    { kind: 'instance', instance: 'host', region: 'us-west-2' },
    { kind: 'elsewhere', place: 'a safe' },
  ] as const)('in $kind is none that could be looked for', (store) => {
    expect(added(policy(store), [], shown)).toEqual([])
  })
})
