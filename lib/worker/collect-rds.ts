import { listAutomatedBackups, listClusters, listInstances, listSnapshots } from '@/lib/aws/rds-facts'
import { locationOf } from '@/lib/inventory/seen'
import { clusterAsset, instanceAsset, restoreWindows, snapshotPoint } from '@/lib/inventory/translate-rds'
import type { Collecting } from '@/lib/worker/collecting'

/** Instances, clusters, snapshots and restore windows of one region. */
export async function collectRds({ place, where, seen, signal, read }: Collecting): Promise<void> {
  const [instances, clusters, snapshots, backups] = await Promise.all([
    read('Instances', listInstances(place, signal)),
    read('Clusters', listClusters(place, signal)),
    read('Snapshots', listSnapshots(place, signal)),
    read('Restore windows', listAutomatedBackups(place, signal)),
  ])
  for (const instance of instances.items ?? []) seen.assets.push(instanceAsset(instance, where))
  for (const cluster of clusters.items ?? []) seen.assets.push(clusterAsset(cluster, where))
  for (const snapshot of snapshots.items ?? []) {
    const point = snapshotPoint(snapshot, where)
    if (point) seen.points.push(point)
  }
  seen.windows.push(...restoreWindows(backups.items ?? [], clusters.items ?? [], where))
  seen.complete.assets = instances.whole && clusters.whole
  seen.complete.windows = backups.whole && clusters.whole
  if (snapshots.whole) {
    seen.complete.points.push({ location: locationOf(where.region, where.accountId, 'rds'), prefix: '' })
  }
}
