import { describe, expect, it } from 'vitest'
import { collectorOf, dataAssets, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { assetWith, collectorWith, runWith } from '@/lib/inventory/testing/samples'
import type { BackupStore } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { planAssetWith, planWith, policyWith } from '@/lib/plans/testing/samples'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 20)
const NOW = T + DAY + 14 * HOUR
const LIMIT = 10 * MINUTE
const VAULT = 'us-east-1/210000000001/vault'
const DR = 'us-west-2/210000000001/dr-vault'
const backup = (region: string, more: Partial<CollectorState> = {}) =>
  collectorWith(`orders/210000000001/${region}/backup`, { lastSuccessAt: NOW - MINUTE, ...more })
const points = (location: string): MechanismSummary => ({
  ...{ mechanism: 'aws-backup', location, region: location.split('/')[0] ?? '', kind: 'points' },
  ...{ observedAt: NOW - MINUTE, count: 1, bytes: 0 },
})

type Known = { assets?: AssetState[]; runs?: PastRun[]; collectors?: CollectorState[] }

function factsOf(plan: Partial<Plan>, { assets = [], runs = [], collectors = [] }: Known = {}): SystemFacts {
  return {
    plan: planWith(plan),
    assets: new Map(assets.map((asset) => [asset.key, asset])),
    runs: new Map([['orders:db', runs]]),
    context: { collectors: new Map(collectors.map((one) => [one.id, one])) },
  }
}

describe('the picture of an asset', () => {
  const policy = policyWith({ startWindow: HOUR, grace: 10 * MINUTE })
  const known = {
    assets: [assetWith({ firstSeenAt: T - DAY, mechanisms: [points(VAULT)] })],
    runs: [runWith(T + DAY + 2 * HOUR)],
    collectors: [backup('us-east-1')],
  }
  const schedule = {
    ...{ name: 'Daily backup', policy, copyTo: null, next: T + 2 * DAY + 2 * HOUR },
    rule: { startWindow: HOUR, grace: 10 * MINUTE, p95: 20 * MINUTE },
    slots: [
      { at: T + 2 * HOUR, state: 'missed', startedAt: null, completedAt: null },
      {
        ...{ at: T + DAY + 2 * HOUR, state: 'on-time' },
        ...{ startedAt: T + DAY + 2 * HOUR, completedAt: T + DAY + 2 * HOUR + 20 * MINUTE },
      },
    ],
  }
  const stated = {
    ...{ name: 'Daily backup', kind: 'schedule', interval: DAY, duration: 20 * MINUTE, grace: 10 * MINUTE },
  }

  it('holds its policies, its sources, what is stated and found, and every schedule judged', () => {
    const versioned = assetWith({
      ...known.assets[0],
      kind: 'bucket',
      facts: { versioning: 'Enabled' },
      collectorId: backup('us-east-1').id,
    })
    const other = policyWith({ id: 'other', asset: 'elsewhere' })
    const picture = pictureOf(factsOf({ backups: [policy, other] }, { ...known, assets: [versioned] }), 'db', T, NOW)
    expect(picture).toEqual({
      ...{ name: 'The database', homeRegion: 'us-east-1', asset: versioned, policies: [policy], copies: [] },
      sources: [
        expect.objectContaining({ kind: 'points', location: VAULT }),
        expect.objectContaining({ kind: 'versions', limit: LIMIT }),
      ],
      stated: [stated],
      found: [stated, { name: 'S3 versioning', kind: 'versions', interval: null, duration: 0, grace: 0 }],
      schedules: [schedule],
    })
  })

  it('is none of what neither the plan nor the account knows', () => {
    expect(pictureOf(factsOf({ assets: [planAssetWith({ key: 'other' })] }), 'db', T, NOW)).toBeNull()
  })

  it('is as the plan names it before anything was read: not seen, never confirmed, without a fact', () => {
    const asset = planAssetWith({ assumed: true })
    const unread = { ...factsOf({ assets: [planAssetWith({ key: 'other' }), asset] }), runs: new Map() }
    expect(pictureOf(unread, 'db', T, NOW)).toEqual({
      asset: {
        ...{ id: 'orders:db', system: 'orders', key: 'db', kind: 'db-instance', name: 'The database' },
        ...{ identifier: 'db-prod', region: 'us-east-1', accountId: '210000000001', environment: 'production' },
        ...{ resourceId: null, planned: true, assumed: true, status: null, facts: {}, firstSeenAt: null },
        ...{ confirmedAt: null, goneAt: null, collectorId: null, mechanisms: [], replicaLag: null, alarms: [] },
        version: 0,
      },
      ...{ name: 'The database', homeRegion: 'us-east-1', policies: [], sources: [], stated: [], found: [] },
      ...{ schedules: [], copies: [] },
    })
  })

  it('has no schedule where no run of it was ever seen or looked for', () => {
    const unseen = { ...factsOf({ backups: [policy] }, { assets: known.assets }), runs: new Map() }
    expect(pictureOf(unseen, 'db', T, NOW)?.schedules).toEqual([])
  })

  describe('its schedule', () => {
    const states = (more: Known) =>
      pictureOf(factsOf({ backups: [policy] }, { ...known, ...more }), 'db', T, NOW)?.schedules.map(({ slots }) =>
        slots.map(({ state }) => state),
      )

    it('is none to judge where nothing could show a run, and is judged by the runs where nothing reads the store', () => {
      expect(states({ collectors: [], runs: [] })).toEqual([])
      expect(states({ collectors: [] })).toEqual([['unknown', 'on-time']])
    })

    it('is missed where the store was read since, and unknown where it was not', () => {
      expect(states({ runs: [] })).toEqual([['missed', 'missed']])
      expect(states({ runs: [], collectors: [backup('us-east-1', { lastSuccessAt: null })] })).toEqual([
        ['unknown', 'unknown'],
      ])
      expect(states({ runs: [], collectors: [backup('us-east-1', { lastSuccessAt: T + 12 * HOUR })] })).toEqual([
        ['missed', 'unknown'],
      ])
      expect(states({ runs: [], assets: [assetWith({ firstSeenAt: T + 12 * HOUR })] })).toEqual([['unknown', 'missed']])
    })

    it('waits as long as the limit allows for a reading after its deadline', () => {
      const deadline = T + DAY + 2 * HOUR + HOUR + 10 * MINUTE
      const at = (now: number) => {
        const read = backup('us-east-1', { lastSuccessAt: deadline })
        const facts = factsOf({ backups: [policy] }, { ...known, runs: [], collectors: [read] })
        return pictureOf(facts, 'db', T + DAY, now)?.schedules[0]?.slots.map(({ state }) => state)
      }
      expect(at(deadline + LIMIT)).toEqual(['waiting'])
      expect(at(deadline + LIMIT + 1)).toEqual(['unknown'])
    })
  })

  describe('the schedule of a copy', () => {
    const vault: BackupStore = { kind: 'vault', vault: 'dr-vault', region: 'us-west-2' }
    const copied = (store: BackupStore, more = {}) =>
      policyWith({ copies: [{ mechanism: 'aws-backup-copy', store, assumed: false, note: null }], ...more })
    const copies = (one: typeof policy, more: Known = {}) =>
      pictureOf(
        factsOf({ backups: [one] }, { ...known, collectors: [backup('us-west-2')], ...more }),
        'db',
        T + DAY,
        NOW,
      )?.copies

    it('is shown with its region, begins after its original, and judges nobody but itself', () => {
      const one = copied(vault)
      const run = runWith(T + DAY + 2 * HOUR, { location: DR, mechanism: 'aws-backup-copy' })
      expect(copies(one, { runs: [run] })).toEqual([
        {
          ...{ name: 'Daily backup, copy to us-west-2', policy: one, copyTo: 'us-west-2' },
          rule: { startWindow: 20 * MINUTE, grace: HOUR, p95: 20 * MINUTE },
          slots: [{ ...schedule.slots[1] }],
          next: T + 2 * DAY + 2 * HOUR,
        },
      ])
    })

    it('is none where nothing reads its store, none of a place without points, none without a schedule', () => {
      expect(copies(copied(vault))).toHaveLength(1)
      expect(copies(copied(vault), { collectors: [backup('us-east-1')] })).toEqual([])
      const rds = collectorWith('orders/210000000001/us-west-2/rds')
      expect(copies(copied({ kind: 'rds', region: 'us-west-2' }), { collectors: [rds] })).toEqual([])
      expect(copies(copied(vault, { schedule: { kind: 'continuous' } }))).toEqual([])
      const s3 = collectorWith('orders/210000000001/us-west-2/s3')
      const objects = { kind: 'objects', bucket: 'b', prefix: '', region: 'us-west-2' } as const
      const store: BackupStore = { ...objects, objectName: null, storageClass: null }
      expect(copies(copied(store), { collectors: [s3] })).toHaveLength(1)
    })
  })

  it('knows its replicas by the plan or by what AWS says they repeat, and no other asset', () => {
    const replica = (key: string, region: string, replicaOf?: string) =>
      assetWith({ key, region, facts: replicaOf === undefined ? {} : { replicaOf } })
    const plan = { assets: [planAssetWith(), planAssetWith({ key: 'by-plan', replicaOf: 'db' })] }
    const assets = [
      assetWith(),
      replica('by-plan', 'us-west-2'),
      replica('by-name', 'eu-west-1', 'db-prod'),
      replica('by-arn', 'eu-west-2', 'arn:aws:rds:us-east-1:210000000001:db:db-prod'),
      replica('of-another', 'eu-west-3', 'arn:aws:rds:us-east-1:210000000001:db:other'),
      replica('unrelated', 'sa-east-1'),
    ]
    const picture = pictureOf(factsOf(plan, { assets }), 'db', T, NOW)
    expect(picture?.sources.map(({ region }) => region)).toEqual(['us-west-2', 'eu-west-1', 'eu-west-2'])
  })
})

describe('the collector of a store', () => {
  const asset = assetWith()
  const east = collectorWith('orders/210000000001/us-east-1/rds')
  const west = collectorWith('orders/210000000001/us-west-2/rds')
  const facts = factsOf({}, { collectors: [east, west, backup('us-east-1')] })

  it.each<[string, BackupStore | null, CollectorState | undefined]>([
    ['of a vault', { kind: 'vault', vault: 'v', region: 'us-east-1' }, backup('us-east-1')],
    ['of RDS in the region that the plan names', { kind: 'rds', region: 'us-west-2' }, west],
    ['of RDS in the region of the asset', { kind: 'rds', region: null }, east],
    ['of a vault where nothing reads it', { kind: 'vault', vault: 'v', region: 'us-west-2' }, undefined],
    ['of a place elsewhere', { kind: 'elsewhere', place: 'a safe' }, undefined],
    ['of a store that the plan does not name', null, undefined],
  ])('%s', (_, store, collector) => {
    expect(collectorOf(facts, asset, store)).toEqual(collector)
  })

  it('is nobody where no region is known', () => {
    const nowhere = factsOf({}, { collectors: [collectorWith('orders/210000000001/null/rds')] })
    expect(collectorOf(nowhere, assetWith({ region: null }), { kind: 'rds', region: null })).toBeUndefined()
  })
})

it('holds data: what has a backup stated or found, and every database', () => {
  const assets = [
    assetWith({ key: 'instance' }),
    assetWith({ key: 'found', kind: 'bucket', mechanisms: [points(VAULT)] }),
    assetWith({ key: 'bare', kind: 'bucket' }),
  ]
  const facts = factsOf({ backups: [policyWith(), policyWith({ asset: 'stated' })] }, { assets })
  expect(dataAssets(facts, ['instance', 'bare', 'unread', 'found', 'stated'])).toEqual(['instance', 'found', 'stated'])
})
