import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { State } from '@/lib/sandbox/state'
import {
  clientsOf,
  DEVONN,
  FRUITFULPLANET,
  HandClock,
  PHASERAI,
  PHOENIX,
  SATURDAY_NOON,
  SOLOSUCCESS,
  startForTest,
} from '@/lib/sandbox/testing'
import { objectsOf } from '@/lib/sandbox/world/objects'
import { DAY, HOUR, MINUTE } from '@/lib/sandbox/world/schedule'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let running: RunningSandbox
const of = (account: string, region?: string) => clientsOf(running.url, account, region)
/** The world beneath the wire, born now. */
const world: Sandbox = { state: new State(null, SATURDAY_NOON), clock: clock.now, pace: 20_000, databases: null }
const keysIn = (account: string, bucket: string, now = SATURDAY_NOON) => objectsOf(world, account, bucket, now)

beforeAll(async () => {
  running = await startForTest(clock)
})
afterAll(() => running.stop())

const pointsOf = async (vault: string, region?: string) => {
  const points: Backup.RecoveryPointByBackupVault[] = []
  for await (const page of Backup.paginateListRecoveryPointsByBackupVault(
    { client: of(PHASERAI, region).backup },
    { BackupVaultName: vault },
  )) {
    points.push(...(page.RecoveryPoints ?? []))
  }
  return points
}
const ofRule = (points: Backup.RecoveryPointByBackupVault[], rule: string) =>
  points.filter((p) => p.CreatedBy?.BackupRuleName === rule)

test('PhaserAI’s vaults hold every rung: 7 daily where 35 are planned, 52 weekly, 84 monthly', async () => {
  const production = await pointsOf('phaserai-prod-vault')
  expect(ofRule(production, 'daily').map((p) => p.Lifecycle?.DeleteAfterDays)).toEqual(Array(7).fill(7))
  expect([ofRule(production, 'weekly').length, ofRule(production, 'monthly').length]).toEqual([52, 84])
  expect([(await pointsOf('phaserai-staging-vault')).length, (await pointsOf('phaserai-dev-vault')).length]).toEqual([
    7, 3,
  ])
})

test('a copy in another region is later, and says whose data it holds', async () => {
  const [copy] = await pointsOf('phaserai-prod-vault', 'us-west-2')
  const original = (await pointsOf('phaserai-prod-vault')).find(
    (p) => p.CreationDate?.getTime() === copy?.InitiationDate?.getTime(),
  )
  expect(copy?.SourceBackupVaultArn).toBe('arn:aws:backup:us-east-1:210000000001:backup-vault:phaserai-prod-vault')
  expect(copy?.CreationDate?.getTime()).toBeGreaterThanOrEqual(original?.CompletionDate?.getTime() ?? Infinity)
  const id = copy?.RecoveryPointArn?.split(':snapshot:')[1]
  const snapshots = new RDS.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id })
  const snapshot = (await of(PHASERAI, 'us-west-2').rds.send(snapshots)).DBSnapshots?.[0]
  expect(snapshot?.SnapshotDatabaseTime).toEqual(copy?.InitiationDate)
  expect(snapshot?.OriginalSnapshotCreateTime).toEqual(original?.CompletionDate)
  expect(snapshot?.SnapshotCreateTime).toEqual(copy?.CompletionDate)
})

test('SoloSuccess missed exactly one dump, noon of the day before, in both regions', () => {
  for (const bucket of ['solosuccess-backups', 'solosuccess-backups-us-west-2']) {
    const times = keysIn(SOLOSUCCESS, bucket).map((o) => o.started)
    const gaps = times.slice(1).flatMap((t, i) => (t - (times[i] ?? 0) > 7 * HOUR ? [times[i] ?? 0] : []))
    expect(gaps.map((t) => new Date(t).toISOString().slice(0, 13))).toEqual(['2026-11-20T06'])
  }
})

test('FruitfulPlanet keeps 30 days of all, 90 of Sundays, a year of firsts, and a latest one', () => {
  const objects = keysIn(FRUITFULPLANET, 'fruitfulplanet-backups').filter((o) => o.key.startsWith('database/'))
  const old = objects.filter((o) => SATURDAY_NOON - o.started > 90 * DAY)
  expect(objects.filter((o) => SATURDAY_NOON - o.started <= 30 * DAY).length).toBe(119)
  expect(old.every((o) => new Date(o.started).getUTCDate() === 1)).toBe(true)
  expect(old.length).toBe(9)
  const latest = keysIn(FRUITFULPLANET, 'fruitfulplanet-backups').find((o) => o.key === 'latest.sql.gz')
  expect(latest?.lastModified).toBe(objects.at(-1)?.lastModified)
})

test('Phoenix saves metrics every six hours and archives its log every five minutes', () => {
  const saves = keysIn(PHOENIX, 'phoenix-backups').map((o) => o.key)
  expect(saves.at(-1)).toMatch(/^prometheus\/20261121T0600\d\dZ-[0-9a-f]{12}\/meta\.json$/)
  expect(keysIn(PHOENIX, 'phoenix-wal-archive').length).toBeGreaterThan(2000)
})

test('of Phoenix nothing answers in us-west-2, whichever service is asked, and all of it in us-east-1', async () => {
  const asked = (region: string) => {
    const { rds, s3, cloudwatch, backup } = of(PHOENIX, region)
    return Promise.allSettled([
      rds.send(new RDS.DescribeDBInstancesCommand({})),
      s3.send(new S3.ListBucketsCommand({})),
      cloudwatch.send(new CloudWatch.DescribeAlarmsCommand({})),
      backup.send(new Backup.ListBackupVaultsCommand({})),
    ])
  }
  for (const answer of await asked('us-west-2')) {
    expect(answer).toMatchObject({ status: 'rejected', reason: { $fault: 'server' } })
  }
  expect((await asked('us-east-1')).map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
})

const lagBetween = async (account: string, region: string, id: string) => {
  const Dimensions = [{ Name: 'DBInstanceIdentifier', Value: id }]
  const span = { StartTime: new Date(clock.time - 6 * HOUR), EndTime: new Date(clock.time), Period: 60 }
  const { Datapoints } = await of(account, region).cloudwatch.send(
    new CloudWatch.GetMetricStatisticsCommand({
      Namespace: 'AWS/RDS',
      MetricName: 'ReplicaLag',
      Dimensions,
      Statistics: ['Average'],
      ...span,
    }),
  )
  const values = Datapoints?.map((d) => d.Average ?? 0) ?? []
  return { least: Math.min(...values), most: Math.max(...values), count: values.length }
}

test('Devonn.AI’s replica always trails further than five minutes, FruitfulPlanet’s never as far as an hour', async () => {
  const devonn = await lagBetween(DEVONN, 'us-west-2', 'devonn-postgres-replica-production')
  expect(devonn.count).toBeGreaterThan(300)
  expect(devonn.least).toBeGreaterThan(300)
  expect(devonn.most).toBeLessThan(15 * 60)
  const fruitful = await lagBetween(FRUITFULPLANET, 'eu-west-1', 'fruitfulplanet-replica-eu')
  expect(fruitful.most).toBeLessThan(60)
})

test.each([
  [DEVONN, 'us-west-2', 'devonn-postgres-replica-production-lag', 'ALARM'],
  [FRUITFULPLANET, 'eu-west-1', 'fruitfulplanet-replica-eu-lag', 'OK'],
  [SOLOSUCCESS, 'us-east-1', 'solosuccess-backup-status', 'ALARM'],
  [PHASERAI, 'us-east-1', 'phaserai-prod-free-storage', 'OK'],
])('account %s in %s: alarm %s is %s', async (account, region, name, state) => {
  const { MetricAlarms } = await of(account, region).cloudwatch.send(
    new CloudWatch.DescribeAlarmsCommand({ AlarmNames: [name] }),
  )
  expect(MetricAlarms?.map((a) => a.StateValue)).toEqual([state])
})

test('the latest restorable time moves in steps of five minutes and is never further behind than seven', async () => {
  const latest = new Set<number>()
  const begin = clock.time
  for (let minute = 0; minute < 30; minute++) {
    clock.time = begin + minute * MINUTE
    const command = new RDS.DescribeDBInstancesCommand({ DBInstanceIdentifier: 'fruitfulplanet-prod' })
    const time = (await of(FRUITFULPLANET).rds.send(command)).DBInstances?.[0]?.LatestRestorableTime?.getTime() ?? 0
    expect(clock.time - time).toBeLessThan(7 * MINUTE)
    expect(clock.time - time).toBeGreaterThanOrEqual(MINUTE)
    latest.add(time)
  }
  clock.time = begin
  const steps = [...latest].slice(1).map((t, i) => t - ([...latest][i] ?? 0))
  expect(new Set(steps)).toEqual(new Set([5 * MINUTE]))
})

test('the history is the same whenever one looks, and goes on by itself', () => {
  const before = keysIn(PHOENIX, 'phoenix-backups-primary').map((o) => o.key)
  const later = new Set(keysIn(PHOENIX, 'phoenix-backups-primary', SATURDAY_NOON + HOUR).map((o) => o.key))
  expect(before.filter((key) => !later.has(key)).length).toBeLessThanOrEqual(8)
  expect(
    [...later].filter((key) => !before.includes(key)).filter((key) => key.startsWith('postgres/incremental')).length,
  ).toBe(4)
})

test('a backup takes its time: running first, its point not complete, then both done', async () => {
  const begin = clock.time
  clock.time = Date.UTC(2026, 10, 22, 2, 12)
  const jobs = new Backup.ListBackupJobsCommand({ ByState: 'RUNNING' })
  expect((await of(PHASERAI).backup.send(jobs)).BackupJobs?.map((j) => j.CreatedBy?.BackupRuleName)).toEqual(['daily'])
  const [point] = await pointsOf('phaserai-prod-vault')
  expect(point).toMatchObject({ Status: 'CREATING' })
  expect(point?.CompletionDate).toBeUndefined()
  clock.time = Date.UTC(2026, 10, 22, 3, 0)
  expect((await of(PHASERAI).backup.send(jobs)).BackupJobs).toEqual([])
  expect((await pointsOf('phaserai-prod-vault'))[0]).toMatchObject({ Status: 'COMPLETED' })
  clock.time = begin
})
