import {
  listAutomatedBackups,
  listClusters,
  listInstances,
  listPublicSnapshots,
  listSnapshots,
} from '@/lib/aws/rds-facts'
import type { AwsSnapshot } from '@/lib/aws/types'
import { locationOf, RDS_STORE } from '@/lib/inventory/places/location'
import { clusterAsset, instanceAsset, restoreWindows, snapshotPoint } from '@/lib/inventory/rules/translate-rds'
import type { Collecting } from '@/lib/worker/collecting'

/** Each takes a call of its own, at every sync: only the newest are asked whether they are public. */
const MOST_ASKED = 20

/** Instances, clusters, snapshots and restore windows of one region. */
export async function collectRds({ place, where, seen, signal, read, readIfAllowed }: Collecting): Promise<void> {
  const [instances, clusters, snapshots, backups] = await Promise.all([
    read('Instances', listInstances(place, signal)),
    read('Clusters', listClusters(place, signal)),
    read('Snapshots', listSnapshots(place, signal)),
    read('Restore windows', listAutomatedBackups(place, signal)),
  ])
  const manual = (snapshots.items ?? []).filter(({ type, status }) => type === 'manual' && status === 'available')
  const newest = manual.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, MOST_ASKED)
  const shared = await readIfAllowed(
    'Sharing of snapshots',
    listPublicSnapshots(
      place,
      newest.map(({ identifier }) => identifier),
      signal,
    ),
  )
  for (const instance of instances.items ?? []) {
    const asset = instanceAsset(instance, where)
    if (shared.items) asset.facts.publicSnapshots = publicOf(instance.identifier, newest, shared.items)
    seen.assets.push(asset)
  }
  for (const cluster of clusters.items ?? []) seen.assets.push(clusterAsset(cluster, where))
  for (const snapshot of snapshots.items ?? []) {
    const point = snapshotPoint(snapshot, where)
    if (point) seen.points.push(point)
  }
  seen.windows.push(...restoreWindows(backups.items ?? [], clusters.items ?? [], where))
  seen.complete.assets = instances.whole && clusters.whole
  seen.complete.windows = backups.whole && clusters.whole
  if (snapshots.whole) {
    seen.complete.points.push({ location: locationOf(where.region, where.accountId, RDS_STORE), prefix: '' })
  }
}

function publicOf(instance: string, asked: readonly AwsSnapshot[], shared: readonly string[]): string[] {
  return asked
    .filter(({ instanceIdentifier, identifier }) => instanceIdentifier === instance && shared.includes(identifier))
    .map(({ identifier }) => identifier)
}
