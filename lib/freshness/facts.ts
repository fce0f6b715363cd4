import type { Source } from '@/lib/freshness/types'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { locationOf, RDS_STORE, serviceOfStore, storeName } from '@/lib/inventory/places/location'
import { type Collectors, sightOf } from '@/lib/inventory/rules/trust'
import type { BackupPolicy, BackupStore } from '@/lib/plans/model/backups'

/** What sources are read from. */
export type FactsContext = { collectors: Collectors }

const COPIES = new Set(['aws-backup-copy', 'rds-snapshot-copy'])
/**
 * Everything an asset can be restored from, as sources for a verdict: what the sync keeps, the versions of a versioned
 * bucket, replicas that were never measured, and what the plan states though nothing observes it.
 *
 * @param replicas assets that repeat this one's data
 * @param policies the plan's policies for this asset
 */
export function sourcesOf(
  asset: AssetState,
  replicas: readonly AssetState[],
  policies: readonly BackupPolicy[],
  context: FactsContext,
): Source[] {
  const sources = asset.mechanisms.map((mechanism) => sourceOfMechanism(asset, mechanism, context))
  const versions = versionsOf(asset, context)
  if (versions) sources.push(versions)
  for (const replica of replicas) {
    if (replica.kind === 'bucket' || replica.goneAt !== null) continue
    const known = sources.some((source) => source.kind === 'replica' && source.region === replica.region)
    if (!known) sources.push(replicaSource(replica, context))
  }
  for (const policy of policies) {
    const missing = unseenStore(asset, policy, sources, context)
    if (missing) sources.push(missing)
    for (const copy of policy.copies) {
      if (copy.store.kind !== 'vault' && copy.store.kind !== 'objects') continue
      const unseen = unseenStore(asset, { ...policy, store: copy.store }, sources, context)
      if (unseen)
        sources.push({ ...unseen, region: copy.store.region, location: copyPlace(asset, copy.store), copy: true })
    }
  }
  return sources
}

function copyPlace(asset: AssetState, store: BackupStore & { kind: 'vault' | 'objects' }): string {
  return `${store.region}/${asset.accountId ?? 'unknown'}/${store.kind === 'vault' ? store.vault : store.bucket}`
}

function sourceOfMechanism(asset: AssetState, mechanism: MechanismSummary, context: FactsContext): Source {
  const base = {
    ...sightOf(mechanism.observedAt, context.collectors.get(mechanism.collectorId ?? '')),
    mechanism: mechanism.mechanism,
    location: mechanism.location,
    region: mechanism.region,
    copy:
      COPIES.has(mechanism.mechanism) ||
      (mechanism.mechanism === 's3-object' && asset.region !== null && mechanism.region !== asset.region),
  }
  if (mechanism.kind === 'replica') {
    const lag = mechanism.latestAt === undefined ? null : mechanism.observedAt - mechanism.latestAt
    return { ...base, kind: 'replica', newest: null, lag }
  }
  if (mechanism.kind === 'window') {
    const window =
      mechanism.earliestAt !== undefined && mechanism.latestAt !== undefined
        ? { earliest: mechanism.earliestAt, latest: mechanism.latestAt }
        : null
    return { ...base, kind: 'window', newest: null, window }
  }
  const { newest } = mechanism
  return {
    ...base,
    kind: 'points',
    newest: newest
      ? {
          consistentAt: newest.consistentAt,
          completedAt: newest.completedAt ?? newest.consistentAt,
          inferred: newest.inferred,
          id: newest.pointId,
        }
      : null,
  }
}

function versionsOf(asset: AssetState, context: FactsContext): Source | null {
  if (asset.kind !== 'bucket' || !/^enabled$/i.test(String(asset.facts.versioning ?? ''))) return null
  return {
    mechanism: 'versioning',
    location: locationOf(asset.region ?? 'unknown', asset.accountId ?? 'unknown', asset.identifier),
    region: asset.region ?? 'unknown',
    kind: 'versions',
    newest: null,
    ...sightOf(asset.confirmedAt, context.collectors.get(asset.collectorId ?? '')),
  }
}

function replicaSource(replica: AssetState, context: FactsContext): Source {
  return {
    mechanism: 'replica',
    location: locationOf(replica.region ?? 'unknown', replica.accountId ?? 'unknown', RDS_STORE),
    region: replica.region ?? 'unknown',
    kind: 'replica',
    newest: null,
    lag: replica.replicaLag?.lagMs ?? null,
    ...sightOf(replica.replicaLag?.observedAt ?? null, context.collectors.get(replica.collectorId ?? '')),
  }
}

/** A store that the plan names and the summary does not show: read and empty, never read, or observed by nothing. */
function unseenStore(
  asset: AssetState,
  policy: BackupPolicy,
  sources: readonly Source[],
  context: FactsContext,
): Source | null {
  if (policy.schedule.kind === 'on-demand') return null
  if (policy.mechanism === 'versioning' || policy.mechanism === 'replica' || policy.mechanism === 'replication') {
    return sources.some((source) => source.kind === 'versions' || source.kind === 'replica')
      ? null
      : blind(asset, policy, asset.collectorId, context)
  }
  const service = serviceOfStore(policy.store)
  const region = policy.store && 'region' in policy.store ? (policy.store.region ?? asset.region) : asset.region
  const store = storeName(policy.store)
  if (policy.mechanism === 'wal-archive') return null
  if (!policy.store || policy.store.kind === 'elsewhere' || policy.store.kind === 'instance') {
    return policy.schedule.kind === 'none-stated' && sources.length > 0 ? null : blind(asset, policy, null, context)
  }
  const seen = sources.some((source) => source.region === region && source.location.endsWith(`/${store}`))
  if (seen) return null
  const id = [...context.collectors.keys()].find(
    (key) => key.startsWith(`${asset.system}/`) && key.endsWith(`/${region}/${service}`),
  )
  return blind(asset, policy, id ?? null, context)
}

function blind(asset: AssetState, policy: BackupPolicy, collectorId: string | null, context: FactsContext): Source {
  const collector = context.collectors.get(collectorId ?? '')
  return {
    mechanism: policy.mechanism,
    location:
      policy.store?.kind === 'elsewhere'
        ? policy.store.place
        : `${asset.region ?? 'unknown'}/${asset.accountId ?? 'unknown'}/${policy.name}`,
    region: asset.region ?? 'unknown',
    kind: 'points',
    newest: null,
    ...sightOf(collector?.lastSuccessAt ?? null, collector),
  }
}
