import type {
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  GetMetricDataInput,
  GetMetricDataOutput,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch'
import { metricPage } from '@/lib/sandbox/paging'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { instancesOf, lagOf } from '@/lib/sandbox/world/instances'
import { worldOf } from '@/lib/sandbox/world/now'
import { missedSlot } from '@/lib/sandbox/world/objects'
import { between, DAY, HOUR, MINUTE } from '@/lib/sandbox/world/schedule'
import type { Alarm } from '@/lib/sandbox/world/types'

/** CloudWatch: alarms, and metrics of the instances as functions of time. */
export function cloudwatchHandlers(sandbox: Sandbox): Record<string, Handler> {
  return {
    DescribeAlarms: (input: DescribeAlarmsInput, call: Call) => describeAlarms(sandbox, input, call),
    GetMetricData: (input: GetMetricDataInput, call: Call) => getMetricData(sandbox, input, call),
    GetMetricStatistics: (input: GetMetricStatisticsInput, call: Call) => getMetricStatistics(sandbox, input, call),
  }
}

function describeAlarms(sandbox: Sandbox, input: DescribeAlarmsInput, call: Call): DescribeAlarmsOutput {
  const found = worldOf(sandbox, call.account)
    .alarms.filter((a) => a.region === call.region)
    .filter((a) => !input.AlarmNames || input.AlarmNames.includes(a.name))
    .filter((a) => !input.AlarmNamePrefix || a.name.startsWith(input.AlarmNamePrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((alarm) => alarmShape(sandbox, alarm, call))
    .filter(({ StateValue }) => !input.StateValue || StateValue === input.StateValue)
  const paging = { size: input.MaxRecords ?? 50, most: 100, token: input.NextToken }
  const { shown, NextToken } = metricPage(found, paging, (a) => a.AlarmName ?? '', call)
  return { MetricAlarms: shown, CompositeAlarms: [], NextToken }
}

function alarmShape(sandbox: Sandbox, alarm: Alarm, call: Call): MetricAlarm {
  const { namespace, metric, dimensions, threshold, comparison } = alarm
  const minute = Math.floor(call.at / MINUTE) * MINUTE
  const value = meter(sandbox, call, metric, dimensions)(minute)
  const breaching = value !== null && (comparison === 'GreaterThanThreshold' ? value > threshold : value < threshold)
  const state = value === null ? 'INSUFFICIENT_DATA' : breaching ? 'ALARM' : 'OK'
  const since = stateSince(sandbox, alarm, minute)
  return {
    AlarmName: alarm.name,
    AlarmArn: `arn:aws:cloudwatch:${alarm.region}:${alarm.account}:alarm:${alarm.name}`,
    AlarmDescription: alarm.description,
    ActionsEnabled: true,
    StateValue: state,
    StateReason: `Threshold Crossed: 1 datapoint [${value ?? 'none'}] was ${breaching ? '' : 'not '}${
      comparison === 'GreaterThanThreshold' ? 'greater than' : 'less than'
    } the threshold (${threshold}).`,
    StateUpdatedTimestamp: new Date(since),
    StateTransitionedTimestamp: new Date(since),
    MetricName: metric,
    Namespace: namespace,
    Statistic: 'Average',
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: threshold,
    ComparisonOperator: comparison,
    TreatMissingData: 'missing',
  }
}

/** The dump alarm turned when its run failed to come; the others have stood since the sandbox was born. */
function stateSince({ state }: Sandbox, { metric }: Alarm, minute: number): number {
  const missed = missedSlot(state.born) + HOUR
  if (metric !== 'BackupStatus') return Math.floor(state.born / DAY) * DAY - 3 * DAY
  return minute >= missed + DAY ? missed + DAY : minute >= missed ? missed : missed - 30 * DAY
}

/** Reads a metric in a minute; null where the thing does not exist. Units are CloudWatch's (seconds, bytes, count). */
function meter(sandbox: Sandbox, call: Call, metric: string, dimensions: Record<string, string>) {
  const missed = missedSlot(sandbox.state.born) + HOUR
  if (metric === 'BackupStatus') return (minute: number) => (minute >= missed && minute < missed + DAY ? 0 : 1)
  const id = dimensions.DBInstanceIdentifier ?? ''
  const instance = instancesOf(sandbox, call, call.at).find((i) => i.id === id)
  return (minute: number): number | null => {
    if (!instance || instance.status === 'creating') return null
    switch (metric) {
      case 'ReplicaLag':
        return instance.replicaOf ? lagOf(instance, minute) / 1000 : null
      case 'FreeStorageSpace':
        return Math.round(instance.storageGb * 0.52e9 - ((minute / MINUTE) % 10_080) * 90_000)
      case 'CPUUtilization':
        return between(6, 34, id, 'cpu', minute) / 1000
      case 'DatabaseConnections':
        return between(9, 26, id, 'connections', minute) / 1000
      default:
        return null
    }
  }
}

const asRecord = (dimensions: { Name?: string | undefined; Value?: string | undefined }[] | undefined) =>
  Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']))

function series(sandbox: Sandbox, call: Call, metric: string, dimensions: Record<string, string>, span: Span) {
  const period = span.period * 1000
  const read = meter(sandbox, call, metric, dimensions)
  const points: { at: number; value: number }[] = []
  const last = Math.min(span.to, call.at - MINUTE)
  for (let at = Math.floor(span.from / period) * period; at < last; at += period) {
    const value = read(Math.floor(at / MINUTE) * MINUTE)
    if (value !== null && at >= span.from - period) points.push({ at, value })
  }
  return points
}

type Span = { from: number; to: number; period: number }

/** @throws AwsFault for a backward or missing span, a bad period, or more than 1440 points */
function spanOf(start: Date | undefined, end: Date | undefined, period: number | undefined): Span {
  const from = start?.getTime() ?? Number.NaN
  const to = end?.getTime() ?? Number.NaN
  if (!(from < to)) {
    throw new AwsFault('InvalidParameterValue', 'The parameter StartTime must be less than the parameter EndTime.')
  }
  if (!period || (period % 60 !== 0 && ![1, 5, 10, 30].includes(period))) {
    throw new AwsFault('InvalidParameterValue', 'The parameter Period must be a multiple of 60.')
  }
  return { from, to, period: Math.max(60, period) }
}

function getMetricStatistics(sandbox: Sandbox, input: GetMetricStatisticsInput, call: Call): GetMetricStatisticsOutput {
  const span = spanOf(input.StartTime, input.EndTime, input.Period)
  if ((span.to - span.from) / (span.period * 1000) > 1440) {
    throw new AwsFault('InvalidParameterCombination', 'You have requested more than 1,440 datapoints')
  }
  const points = series(sandbox, call, input.MetricName ?? '', asRecord(input.Dimensions), span)
  return {
    Label: input.MetricName,
    Datapoints: points.map(({ at, value }) => ({
      Timestamp: new Date(at),
      Average: value,
      Maximum: value,
      Minimum: value,
      Sum: value,
      SampleCount: 1,
    })),
  }
}

function getMetricData(sandbox: Sandbox, input: GetMetricDataInput, call: Call): GetMetricDataOutput {
  const most = input.MaxDatapoints ?? 100_800
  const results = (input.MetricDataQueries ?? []).map((query) => {
    const stat = query.MetricStat
    if (!stat) throw new AwsFault('ValidationError', `The query ${query.Id} must have a MetricStat`)
    const span = spanOf(input.StartTime, input.EndTime, stat.Period)
    const points = series(sandbox, call, stat.Metric?.MetricName ?? '', asRecord(stat.Metric?.Dimensions), span)
    return { id: query.Id ?? '', label: query.Label ?? stat.Metric?.MetricName, points: points.reverse() }
  })
  const flat = results.flatMap(({ id, points }) =>
    points.map((p, i) => ({ ...p, id, key: `${id} ${String(i).padStart(7, '0')}` })),
  )
  const paging = { size: Math.min(most, 100_800), most: 100_800, token: input.NextToken }
  const { shown, NextToken } = metricPage(
    flat.sort((a, b) => (a.key < b.key ? -1 : 1)),
    paging,
    (p) => p.key,
    call,
  )
  return {
    NextToken,
    MetricDataResults: results.map(({ id, label }) => {
      const mine = shown.filter((p) => p.id === id)
      return {
        Id: id,
        Label: label,
        Timestamps: mine.map((p) => new Date(p.at)),
        Values: mine.map((p) => p.value),
        StatusCode: NextToken ? 'PartialData' : 'Complete',
      }
    }),
  }
}
