import { DescribeAlarmsCommand, GetMetricDataCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { cloudWatchClient } from '@/lib/aws/clients'
import { listOf, readPages } from '@/lib/aws/paging'
import { ms } from '@/lib/aws/reshape'
import type { AwsAlarm, AwsLag, AwsPlace, Listing } from '@/lib/aws/types'

/** Every metric alarm of a place. @throws what the SDK throws; see faults.ts */
export function listAlarms(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsAlarm>> {
  return readPages(async (NextToken) => {
    const command = new DescribeAlarmsCommand({
      MaxRecords: 100,
      AlarmTypes: ['MetricAlarm'],
      ...(NextToken ? { NextToken } : {}),
    })
    const page = await cloudWatchClient(place).send(command, signal ? { abortSignal: signal } : {})
    return { items: listOf(page.MetricAlarms, 'alarms').map(reshapeAlarm), next: page.NextToken }
  })
}

/** GetMetricData takes at most this many queries. */
const BATCH = 500
const LOOK_BACK_MS = 15 * 60_000

/**
 * The newest ReplicaLag of each replica within the last quarter of an hour before `now` (epoch ms, UTC); lagMs null
 * where CloudWatch has no value, or −1, its word for a replication that is not running.
 */
export async function readReplicaLag(
  place: AwsPlace,
  identifiers: string[],
  now: number,
  signal?: AbortSignal,
): Promise<Listing<AwsLag>> {
  const lags: AwsLag[] = []
  let calls = 0
  let incomplete = false
  for (let from = 0; from < identifiers.length; from += BATCH) {
    const batch = identifiers.slice(from, from + BATCH)
    const results = await readPages(async (NextToken) => {
      const command = new GetMetricDataCommand({
        StartTime: new Date(now - LOOK_BACK_MS),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: batch.map((identifier, index) => ({
          Id: `lag${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/RDS',
              MetricName: 'ReplicaLag',
              Dimensions: [{ Name: 'DBInstanceIdentifier', Value: identifier }],
            },
            Period: 60,
            Stat: 'Maximum',
          },
        })),
        ...(NextToken ? { NextToken } : {}),
      })
      const page = await cloudWatchClient(place).send(command, signal ? { abortSignal: signal } : {})
      return { items: listOf(page.MetricDataResults, 'metric results'), next: page.NextToken }
    })
    calls += results.calls
    incomplete ||= results.incomplete
    batch.forEach((instanceIdentifier, index) => {
      let newest: { measuredAt: number; value: number } | null = null
      for (const result of results.items.filter(({ Id }) => Id === `lag${index}`)) {
        result.Timestamps?.forEach((timestamp, at) => {
          const measuredAt = ms(timestamp)
          const value = result.Values?.[at]
          if (measuredAt === null || value === undefined) return
          if (newest === null || measuredAt > newest.measuredAt) newest = { measuredAt, value }
        })
      }
      lags.push(lagOf(instanceIdentifier, newest))
    })
  }
  return { items: lags, calls, incomplete }
}

function lagOf(instanceIdentifier: string, newest: { measuredAt: number; value: number } | null): AwsLag {
  const lagMs = newest === null || newest.value < 0 ? null : Math.round(newest.value * 1000)
  return { instanceIdentifier, lagMs, measuredAt: newest?.measuredAt ?? null }
}

function reshapeAlarm(raw: MetricAlarm): AwsAlarm {
  // An alarm on an expression names its metric only within.
  const { MetricName, Dimensions } = raw.MetricName
    ? raw
    : (raw.Metrics?.find(({ MetricStat }) => MetricStat?.Metric)?.MetricStat?.Metric ?? raw)
  return {
    name: raw.AlarmName ?? '',
    arn: raw.AlarmArn ?? null,
    state: raw.StateValue === 'OK' || raw.StateValue === 'ALARM' ? raw.StateValue : 'INSUFFICIENT_DATA',
    stateSince: ms(raw.StateTransitionedTimestamp ?? raw.StateUpdatedTimestamp),
    reason: raw.StateReason ?? null,
    metric: MetricName ?? null,
    dimensions: Object.fromEntries((Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? ''])),
  }
}
