import type { TimeWindow } from '@/lib/plans/model/assets'
import type { BackupStore, PolicySchedule, RetentionRung } from '@/lib/plans/model/backups'
import type { VariableSource } from '@/lib/plans/model/messages'
import type { TimeTarget } from '@/lib/plans/model/objectives'
import type { Deadline } from '@/lib/plans/model/response'
import { formatDuration } from '@/lib/time/durations'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A schedule as people say it: `daily at 02:00 UTC`, `every 6 h`, `Sundays at 01:00 UTC`; an unusual cron stays as written. */
export function scheduleWords(schedule: PolicySchedule): string {
  switch (schedule.kind) {
    case 'continuous':
      return 'all the time'
    case 'none-stated':
      return 'no schedule stated'
    case 'on-demand':
      return `by hand: ${schedule.occasions.join(', ')}`
    case 'rate':
      return `every ${formatDuration(schedule.every)}`
    case 'cron':
      return `${cronWords(schedule.cron) ?? schedule.cron} ${schedule.zone}`
  }
}

function cronWords(cron: string): string | null {
  const [minute = '', hour = '', date = '', month = '', weekday = ''] = cron.split(' ')
  const step = (field: string) => /^\*\/(\d+)$/.exec(field)?.[1]
  if (month !== '*') return null
  if (step(minute) && hour === '*') return `every ${step(minute)}\u00a0m`
  if (minute === '0' && step(hour)) return `every ${step(hour)}\u00a0h from 00:00`
  if (!/^\d+$/.test(minute) || !/^\d+(,\d+)*$/.test(hour)) return null
  const times = hour.split(',').map((each) => `${each.padStart(2, '0')}:${minute.padStart(2, '0')}`)
  const at = `at ${times.join(', ')}`
  if (/^[0-7]$/.test(weekday)) return `${WEEKDAYS[Number(weekday) % 7]}s ${at}`
  if (weekday !== '*') return null
  if (/^\d+$/.test(date)) return `on day ${date} of each month ${at}`
  return date === '*' ? `daily ${at}` : null
}

/** `at once`, `within 15 m`, `by the next business day`; `not stated` for null. */
export function deadlineWords(deadline: Deadline | null): string {
  if (!deadline) return 'not stated'
  if (deadline.kind === 'at-once') return 'at once'
  return deadline.kind === 'within' ? `within ${formatDuration(deadline.ms)}` : 'by the next business day'
}

/** `0 to 4 h`, `after 24 h`; null where no hours are stated. Milliseconds. */
export function hoursWords(from: number | null, to: number | null): string | null {
  if (from === null && to === null) return null
  if (to === null) return `after ${formatDuration(from ?? 0)}`
  return `${from ? formatDuration(from, 1) : '0'} to ${formatDuration(to)}`
}

/** `1 h`, with the document's own maximum where it has one: `1 h, at most 2 h`. */
export function targetWords({ target, max }: TimeTarget): string {
  return max === null ? formatDuration(target) : `${formatDuration(target)}, at most ${formatDuration(max)}`
}

/** `all for 30 d`, `12 monthly`, `weekly for 1 y`. */
export function rungWords({ rung, keep, count }: RetentionRung): string {
  if (count !== null) return `${count} ${rung}`
  return `${rung} ${keep === null ? 'without end' : `for ${formatDuration(keep)}`}`
}

/** Where points are kept, in one line. */
export function storeWords(store: BackupStore): string {
  switch (store.kind) {
    case 'rds':
      return `RDS backup storage${store.region ? `, ${store.region}` : ''}`
    case 'vault':
      return `vault ${store.vault}, ${store.region}`
    case 'objects':
      return `s3://${store.bucket}/${store.prefix}, ${store.region}${store.storageClass ? `, ${store.storageClass}` : ''}`
    case 'instance':
      return `instance ${store.instance}${store.region ? `, ${store.region}` : ''}`
    case 'elsewhere':
      return store.place
  }
}

/** `Sunday 02:00–03:00 UTC` */
export function windowWords({ from, to, zone, weekday }: TimeWindow): string {
  return `${weekday ? `${weekday} ` : ''}${from}–${to} ${zone}`
}

const FACT_WORDS: Record<string, string> = {
  instanceClass: 'instance class',
  subnetGroup: 'subnet group',
  securityGroups: 'security groups',
  databaseName: 'database',
  databaseUser: 'database user',
  databaseTable: 'table',
  newestPoint: 'newest recovery point',
  newestPointAt: 'time of the newest recovery point',
  newestSnapshot: 'newest snapshot',
  latestRestorableAt: 'latest restorable time',
  primaryRegion: 'primary region',
  drRegion: 'DR region',
  startedAt: 'start of impact',
  resumedAt: 'time of resumption',
  nextUpdateAt: 'time of the next update',
}

/** Where a place is filled in from, for the person who reads the runbook: `endpoint of phaserai-prod`. */
export function variableSourceWords(source: VariableSource | null): string {
  if (!source) return 'filled in by hand'
  if (source.kind === 'value') return 'a fixed value of the plan'
  const fact = FACT_WORDS[source.fact] ?? source.fact
  if (source.kind === 'asset') return `${fact} of ${source.asset}`
  if (source.kind === 'environment') return `${fact} of ${source.environment}`
  return source.kind === 'account' ? 'number of the AWS account' : `${fact} of the incident`
}
