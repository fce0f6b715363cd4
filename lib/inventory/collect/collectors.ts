import type { CollectorService } from '@/lib/inventory/model/facts'
import type { CollectorUnit, ObjectListing, ObjectPolicy } from '@/lib/inventory/model/seen'
import { collectorIdOf } from '@/lib/inventory/places/location'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy, BackupStore } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'

/** Kinds of assets by the service that shows them; nothing observes the others. */
const SERVICE_OF: Partial<Record<PlanAsset['kind'], CollectorService>> = {
  'db-instance': 'rds',
  replica: 'rds',
  vault: 'backup',
  bucket: 's3',
}

/** Mechanisms whose objects hold data as of their end; the others as of their start. */
const CONSISTENT_AT_END = new Set<BackupPolicy['mechanism']>(['physical-base', 'wal-archive'])

/** Mechanisms that write one object, or one set, a run. */
const MAKES_OBJECTS = new Set<BackupPolicy['mechanism']>([
  'pg-dump',
  'physical-base',
  'incremental',
  'wal-archive',
  'object-copy',
  'redis-rdb',
  'redis-aof',
  'etcd',
  'kubernetes',
  'prometheus',
  'git',
  'registry',
  'secrets',
])

/** The id of a source of facts. */
/** The collectors a plan asks for: RDS and CloudWatch where its databases are, AWS Backup where its vaults are, S3 where its buckets are. */
export function collectorsOf(plan: Plan): CollectorUnit[] {
  const { account, key: system } = plan.system
  const units = new Map<string, CollectorUnit>()
  const unit = (region: string, service: CollectorService): CollectorUnit => {
    const id = collectorIdOf(system, account.id, region, service)
    const known = units.get(id)
    if (known) return known
    const empty = { listings: [], buckets: [], vaults: [], replicas: [] }
    const made = { id, system, accountId: account.id, region, service, roleArn: account.role, ...empty }
    units.set(id, made)
    return made
  }
  const home = account.regions[0] ?? 'us-east-1'
  const databases = plan.assets.some((asset) => isObserved(asset) && SERVICE_OF[asset.kind] === 'rds')
  for (const region of databases ? account.regions : []) {
    unit(region, 'rds')
    unit(region, 'cloudwatch')
  }
  for (const asset of plan.assets.filter(isObserved)) {
    const region = asset.region ?? home
    const service = SERVICE_OF[asset.kind]
    if (service === 'rds') {
      unit(region, 'rds')
      if (asset.replicaOf !== null || asset.kind === 'replica') {
        unit(region, 'cloudwatch').replicas.push({ identifier: asset.identifier, replicaOf: asset.replicaOf })
      }
    } else if (service === 'backup') unit(region, 'backup').vaults.push(asset.identifier)
    else if (service === 's3') unit(region, 's3').buckets.push(asset.identifier)
  }
  for (const policy of plan.backups) {
    for (const store of storesOf(policy)) {
      if (store.kind === 'vault') addOnce(unit(store.region, 'backup').vaults, store.vault)
      if (store.kind !== 'objects' || !MAKES_OBJECTS.has(policy.mechanism)) continue
      const makes = policy.mechanism === 'wal-archive' ? 'log' : 'point'
      if (makes === 'log' && !hasBase(plan, policy)) continue
      addListing(unit(store.region, 's3'), store, {
        policyId: policy.id,
        assetKey: policy.asset,
        objectName: store.objectName,
        consistentAt: CONSISTENT_AT_END.has(policy.mechanism) ? 'end' : 'start',
        makes,
        encrypted: policy.encryption ? true : null,
      })
    }
  }
  return [...units.values()]
}

/** The collector that shows an asset: its own kind's, else the one that lists its backups, else none: unobserved. */
export function collectorOfAsset(plan: Plan, asset: PlanAsset): string | null {
  const { account, key: system } = plan.system
  const service = SERVICE_OF[asset.kind]
  if (service && isObserved(asset)) {
    return collectorIdOf(system, account.id, asset.region ?? account.regions[0] ?? 'us-east-1', service)
  }
  for (const policy of plan.backups.filter((each) => each.asset === asset.key && MAKES_OBJECTS.has(each.mechanism))) {
    for (const store of storesOf(policy)) {
      if (store.kind === 'objects') return collectorIdOf(system, account.id, store.region, 's3')
    }
  }
  return null
}

const isObserved = (asset: PlanAsset) => asset.platform === 'aws'

const storesOf = (policy: BackupPolicy): BackupStore[] => [
  ...(policy.store ? [policy.store] : []),
  ...policy.copies.map((copy) => copy.store),
]

/** Log segments restore nothing without a physical base backup to start from; a dump is none. */
const hasBase = (plan: Plan, log: BackupPolicy) =>
  plan.backups.some((policy) => policy.asset === log.asset && policy.mechanism === 'physical-base')

function addListing(unit: CollectorUnit, store: BackupStore & { kind: 'objects' }, policy: ObjectPolicy): void {
  addOnce(unit.buckets, store.bucket)
  const known = unit.listings.find(({ bucket, prefix }) => bucket === store.bucket && prefix === store.prefix)
  if (known) known.policies.push(policy)
  else unit.listings.push({ bucket: store.bucket, prefix: store.prefix, policies: [policy] } satisfies ObjectListing)
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value)
}
