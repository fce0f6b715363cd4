import type { AwsAutomatedBackup, AwsCluster, AwsInstance, AwsSnapshot } from '@/lib/aws/types'
import type { Mechanism, PointStatus } from '@/lib/inventory/model/facts'
import type { SeenAsset, SeenPoint, SeenWindow } from '@/lib/inventory/model/seen'
import { locationOf, RDS_STORE } from '@/lib/inventory/places/location'
import type { KeyOf } from '@/lib/inventory/rules/asset-keys'
import { snapshotTimes } from '@/lib/inventory/rules/consistent-at'

type Where = { accountId: string; region: string; keyOf: KeyOf }

/** An instance as an asset; a read replica is one of kind `replica`. */
export function instanceAsset(instance: AwsInstance, { region, keyOf }: Where): SeenAsset {
  const facts: Record<string, unknown> = { createdAt: instance.createdAt, endpointAddress: instance.endpointAddress }
  const {
    identifier,
    status,
    resourceId,
    tags: _tags,
    latestRestorableAt: _latest,
    percent: _percent,
    ...rest
  } = instance
  for (const [name, value] of Object.entries(rest)) if (value !== null) facts[name] = value
  return {
    key: keyOf(identifier, region),
    kind: instance.replicaOf ? 'replica' : 'db-instance',
    name: identifier,
    status,
    resourceId,
    facts,
  }
}

/** An Aurora or Multi-AZ cluster as an asset. */
export function clusterAsset(cluster: AwsCluster, { region, keyOf }: Where): SeenAsset {
  const { identifier, status, resourceId, tags: _tags, ...facts } = cluster
  return {
    key: keyOf(identifier, region),
    kind: 'db-cluster',
    name: identifier,
    status,
    resourceId,
    facts: { ...facts } as SeenAsset['facts'],
  }
}

/**
 * A snapshot as a recovery point. null for one that AWS Backup keeps (its vault shows it), one shared by others, and
 * one that does not yet say which data it holds.
 */
export function snapshotPoint(snapshot: AwsSnapshot, where: Where): SeenPoint | null {
  if (snapshot.type !== 'automated' && snapshot.type !== 'manual') return null
  const isCopy = isSnapshotCopy(snapshot)
  const available = snapshot.status === 'available'
  const times = snapshotTimes({ ...snapshot, isCopy, available })
  if (!times) return null
  const { accountId, region, keyOf } = where
  const mechanism: Mechanism = isCopy ? 'rds-snapshot-copy' : `rds-snapshot-${snapshot.type}`
  return {
    assetKey: keyOf(snapshot.instanceIdentifier, snapshot.sourceRegion ?? region),
    mechanism,
    location: locationOf(region, accountId, RDS_STORE),
    region,
    identifier: snapshot.identifier,
    ...times,
    status: snapshotStatus(snapshot.status),
    sizeBytes: null,
    encrypted: snapshot.encrypted,
    kmsKey: snapshot.kmsKey,
    expiresAt: null,
    copyOf: snapshot.sourceArn,
    details: {
      arn: snapshot.arn,
      allocatedGb: snapshot.sizeGb,
      engineVersion: snapshot.engineVersion,
      snapshotCreatedAt: snapshot.createdAt,
    },
  }
}

function isSnapshotCopy({ sourceArn, createdAt, originalCreatedAt }: AwsSnapshot): boolean {
  return sourceArn !== null || (createdAt !== null && originalCreatedAt !== null && createdAt > originalCreatedAt)
}

function snapshotStatus(status: string): PointStatus {
  if (status === 'available' || status === 'creating' || status === 'deleting' || status === 'failed') return status
  return 'unknown'
}

/** The restore windows; where an identifier has several (one retained from before), the one in use, then the newest. */
export function restoreWindows(backups: AwsAutomatedBackup[], clusters: AwsCluster[], where: Where): SeenWindow[] {
  const { accountId, region, keyOf } = where
  const location = locationOf(region, accountId, RDS_STORE)
  const window = { mechanism: 'rds-automated' as const, location, region }
  const chosen = new Map<string, SeenWindow>()
  for (const backup of backups) {
    if (backup.earliestAt === null || backup.latestAt === null) continue
    const assetKey = keyOf(backup.instanceIdentifier, backup.region ?? region)
    const next = { ...window, assetKey, earliest: backup.earliestAt, latest: backup.latestAt, status: backup.status }
    const before = chosen.get(assetKey)
    if (!before || rank(next) > rank(before) || (rank(next) === rank(before) && next.latest > before.latest)) {
      chosen.set(assetKey, next)
    }
  }
  for (const cluster of clusters) {
    if (cluster.earliestRestorableAt === null || cluster.latestRestorableAt === null) continue
    const assetKey = keyOf(cluster.identifier, region)
    const times = { earliest: cluster.earliestRestorableAt, latest: cluster.latestRestorableAt }
    chosen.set(assetKey, { ...window, assetKey, ...times, status: 'active' })
  }
  return [...chosen.values()]
}

const rank = (window: SeenWindow) => (window.status === 'active' ? 1 : 0)
