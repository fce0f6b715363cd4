import { listAlarms, readReplicaLag } from '@/lib/aws/cloudwatch-facts'
import { seenReplicas } from '@/lib/inventory/collect/collector-queries'
import { locationOf } from '@/lib/inventory/places/location'
import type { Collecting } from '@/lib/worker/collecting'

/** Alarms of one region, and the lag of the replicas that the plan names or RDS showed there. */
export async function collectMetrics({ unit, place, where, seen, now, signal, read }: Collecting): Promise<void> {
  const { accountId, region, keyOf } = where
  const sources = new Map<string, string | null>(unit.replicas.map((each) => [each.identifier, each.replicaOf]))
  for (const { identifier, source, sourceRegion } of await seenReplicas(unit)) {
    if (!sources.get(identifier)) sources.set(identifier, keyOf(source, sourceRegion))
  }
  const replicas = [...sources.keys()]
  const [alarms, lags] = await Promise.all([
    read('Alarms', listAlarms(place, signal)),
    read('Replica lag', readReplicaLag(place, replicas, now, signal)),
  ])
  for (const alarm of alarms.items ?? []) {
    const resource = alarm.dimensions.DBInstanceIdentifier ?? alarm.dimensions.BucketName
    const { name, metric, state, stateSince: since, reason } = alarm
    seen.alarms.push({ name, metric, state, since, reason, assetKey: resource ? keyOf(resource, region) : null })
  }
  for (const { instanceIdentifier, lagMs, measuredAt } of lags.items ?? []) {
    const location = locationOf(region, accountId, instanceIdentifier)
    const sourceKey = sources.get(instanceIdentifier) ?? null
    seen.lags.push({ replicaKey: keyOf(instanceIdentifier, region), sourceKey, location, region, lagMs, measuredAt })
  }
  seen.complete.alarms = alarms.whole
}
