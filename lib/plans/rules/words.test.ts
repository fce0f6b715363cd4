import { describe, expect, test } from 'vitest'
import type { BackupStore, PolicySchedule, RetentionRung } from '@/lib/plans/model/backups'
import type { VariableSource } from '@/lib/plans/model/messages'
import {
  deadlineWords,
  hoursWords,
  rungWords,
  scheduleWords,
  storeWords,
  targetWords,
  variableSourceWords,
  windowWords,
} from '@/lib/plans/rules/words'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

/** No-break spaces as plain ones, so that a table can be read. */
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

test.each<[PolicySchedule, string]>([
  [{ kind: 'continuous' }, 'all the time'],
  [{ kind: 'none-stated' }, 'no schedule stated'],
  [
    { kind: 'on-demand', occasions: ['before a deployment', 'before a migration'] },
    'by hand: before a deployment, before a migration',
  ],
  [{ kind: 'rate', every: 6 * HOUR }, 'every 6 h'],
] as [PolicySchedule, string][])('the schedule %j is called %j', (schedule, words) => {
  expect(plain(scheduleWords(schedule))).toBe(words)
})

test.each([
  ['*/15 * * * *', 'every 15 m UTC'],
  ['*/15 2 * * *', '*/15 2 * * * UTC'],
  ['x*/15 * * * *', 'x*/15 * * * * UTC'],
  ['*/15x * * * *', '*/15x * * * * UTC'],
  ['0 */6 * * *', 'every 6 h from 00:00 UTC'],
  ['5 */6 * * *', '5 */6 * * * UTC'],
  ['0 2 * * *', 'daily at 02:00 UTC'],
  ['5 2,14 * * *', 'daily at 02:05, 14:05 UTC'],
  ['30 12 * * *', 'daily at 12:30 UTC'],
  ['0 1 * * 0', 'Sundays at 01:00 UTC'],
  ['0 1 * * 7', 'Sundays at 01:00 UTC'],
  ['0 1 * * 6', 'Saturdays at 01:00 UTC'],
  ['0 1 * * 3', 'Wednesdays at 01:00 UTC'],
  ['0 1 * * 8', '0 1 * * 8 UTC'],
  ['0 1 * * 1-5', '0 1 * * 1-5 UTC'],
  ['0 3 1 * *', 'on day 1 of each month at 03:00 UTC'],
  ['0 3 15 * *', 'on day 15 of each month at 03:00 UTC'],
  ['0 3 1,15 * *', '0 3 1,15 * * UTC'],
  ['0 3 L * *', '0 3 L * * UTC'],
  ['0 3 * 6 *', '0 3 * 6 * UTC'],
  ['0,30 3 * * *', '0,30 3 * * * UTC'],
  ['0 1-5 * * *', '0 1-5 * * * UTC'],
  ['0 2, * * *', '0 2, * * * UTC'],
  ['cron(0 5 ? * MON *)', 'cron(0 5 ? * MON *) UTC'],
  ['0', '0 UTC'],
])('the cron %j is called %j', (cron, words) => {
  expect(plain(scheduleWords({ kind: 'cron', cron, zone: 'UTC' } as PolicySchedule))).toBe(words)
})

test('deadlines, hours, targets, rungs and windows are told as people say them', () => {
  expect(deadlineWords(null)).toBe('not stated')
  expect(deadlineWords({ kind: 'at-once' })).toBe('at once')
  expect(plain(deadlineWords({ kind: 'within', ms: 15 * MINUTE }))).toBe('within 15 m')
  expect(deadlineWords({ kind: 'next-business-day' })).toBe('by the next business day')
  expect(hoursWords(null, null)).toBeNull()
  expect(plain(hoursWords(24 * HOUR, null))).toBe('after 1 d')
  expect(plain(hoursWords(null, 4 * HOUR))).toBe('0 to 4 h')
  expect(plain(hoursWords(0, 4 * HOUR))).toBe('0 to 4 h')
  expect(plain(hoursWords(4 * HOUR, DAY))).toBe('4 h to 1 d')
  expect(plain(targetWords({ target: HOUR, max: null }))).toBe('1 h')
  expect(plain(targetWords({ target: HOUR, max: 2 * HOUR }))).toBe('1 h, at most 2 h')
  const rung = (over: object) => ({ rung: 'monthly', keep: null, count: null, ...over }) as RetentionRung
  expect(rungWords(rung({ count: 12 }))).toBe('12 monthly')
  expect(plain(rungWords(rung({ keep: 30 * DAY })))).toBe('monthly for 30 d')
  expect(rungWords(rung({}))).toBe('monthly without end')
  const window = { from: '02:00', to: '03:00', zone: 'UTC' }
  expect(windowWords(window)).toBe('02:00–03:00 UTC')
  expect(windowWords({ ...window, weekday: 'Sunday' })).toBe('Sunday 02:00–03:00 UTC')
})

test.each([
  [{ kind: 'rds', region: null }, 'RDS backup storage'],
  [{ kind: 'rds', region: 'us-east-1' }, 'RDS backup storage, us-east-1'],
  [{ kind: 'vault', vault: 'v', region: 'us-east-1' }, 'vault v, us-east-1'],
  [{ kind: 'objects', bucket: 'b', prefix: 'p/', region: 'eu-west-1', storageClass: null }, 's3://b/p/, eu-west-1'],
  [{ kind: 'objects', bucket: 'b', prefix: '', region: 'r', storageClass: 'GLACIER' }, 's3://b/, r, GLACIER'],
  [{ kind: 'instance', instance: 'replica', region: null }, 'instance replica'],
  [{ kind: 'instance', instance: 'replica', region: 'eu-west-1' }, 'instance replica, eu-west-1'],
  [{ kind: 'elsewhere', place: 'a safe' }, 'a safe'],
])('the store %j is called %j', (store, words) => {
  expect(storeWords(store as BackupStore)).toBe(words)
})

describe('where a place is filled in from', () => {
  const FACTS = {
    ...{ instanceClass: 'instance class', subnetGroup: 'subnet group', securityGroups: 'security groups' },
    ...{ databaseName: 'database', databaseUser: 'database user', databaseTable: 'table' },
    ...{ newestPoint: 'newest recovery point', newestPointAt: 'time of the newest recovery point' },
    ...{ newestSnapshot: 'newest snapshot', latestRestorableAt: 'latest restorable time', endpoint: 'endpoint' },
  }
  test.each(Object.entries(FACTS))('the fact %s of an asset is its %s', (fact, words) => {
    expect(variableSourceWords({ kind: 'asset', asset: 'db', fact } as VariableSource)).toBe(`${words} of db`)
  })

  test.each([
    [null, 'filled in by hand'],
    [{ kind: 'value', value: 'x' }, 'a fixed value of the plan'],
    [{ kind: 'environment', environment: 'production', fact: 'drRegion' }, 'DR region of production'],
    [{ kind: 'environment', environment: 'production', fact: 'primaryRegion' }, 'primary region of production'],
    [{ kind: 'account', fact: 'number' }, 'number of the AWS account'],
    [{ kind: 'incident', fact: 'startedAt' }, 'start of impact of the incident'],
    [{ kind: 'incident', fact: 'resumedAt' }, 'time of resumption of the incident'],
    [{ kind: 'incident', fact: 'nextUpdateAt' }, 'time of the next update of the incident'],
  ])('%j is told as %j', (source, words) => {
    expect(variableSourceWords(source as VariableSource | null)).toBe(words)
  })
})
