import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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
  type TestSandbox,
} from '../testing'
import { DAY, HOUR } from '../world/schedule'
import { SWITCHES } from './catalogue'
import { DRIFT_IDS, type DriftId } from './ids'
import type { Drift } from './switches'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let sandbox: TestSandbox
const of = (account: string, region?: string) => clientsOf(sandbox.url, account, region)
const put = async (body: unknown, url = sandbox.url) => {
  const answer = await fetch(`${url}/_sandbox/drift`, { method: 'PUT', body: JSON.stringify(body) })
  return { status: answer.status, ...((await answer.json()) as { error?: string; drifts?: Drift[] }) }
}

beforeAll(async () => {
  sandbox = await startForTest(clock)
})
afterAll(() => sandbox.stop())

const PRIMARY: Record<string, string> = {
  [PHASERAI]: 'phaserai-prod',
  [SOLOSUCCESS]: 'production-solosuccess-db',
  [FRUITFULPLANET]: 'fruitfulplanet-prod',
  [DEVONN]: 'devonn-postgres-production',
  [PHOENIX]: 'phoenix',
}

const instance = async (account: string, id = PRIMARY[account], region?: string) => {
  const { DBInstances } = await of(account, region).rds.send(new RDS.DescribeDBInstancesCommand({}))
  return DBInstances?.find((i) => i.DBInstanceIdentifier === id)
}
const vault = async () => {
  const { BackupVaultList } = await of(PHASERAI).backup.send(new Backup.ListBackupVaultsCommand({}))
  return BackupVaultList?.find((v) => v.BackupVaultName === 'phaserai-prod-vault')
}
const dailyRule = async () => {
  const { BackupPlan: plan } = await of(PHASERAI).backup.send(
    new Backup.GetBackupPlanCommand({ BackupPlanId: 'phaserai-prod-backup-plan-0001' }),
  )
  return plan?.Rules?.find((r) => r.RuleName === 'daily')
}
const pointsOf = async (rule: string, region?: string) => {
  const command = { BackupVaultName: 'phaserai-prod-vault', MaxResults: 1000 }
  const { RecoveryPoints = [] } = await of(PHASERAI, region).backup.send(
    new Backup.ListRecoveryPointsByBackupVaultCommand(command),
  )
  return RecoveryPoints.filter((p) => p.CreatedBy?.BackupRuleName === rule)
}
/** Ages of a bucket's objects in days, by when they were written. */
const agesOf = async (account: string, Bucket: string, Prefix: string, region?: string) => {
  const { Contents = [] } = await of(account, region).s3.send(new S3.ListObjectsV2Command({ Bucket, Prefix }))
  return Contents.map((o) => (clock.time - (o.LastModified?.getTime() ?? 0)) / DAY)
}
const copyAges: Record<string, () => Promise<number[]>> = {
  [PHASERAI]: async () =>
    (await pointsOf('daily', 'us-west-2')).map((p) => (clock.time - (p.CreationDate?.getTime() ?? 0)) / DAY),
  [SOLOSUCCESS]: () => agesOf(SOLOSUCCESS, 'solosuccess-backups-us-west-2', 'database/', 'us-west-2'),
  [FRUITFULPLANET]: () => agesOf(FRUITFULPLANET, 'fruitfulplanet-backups-eu', 'database/', 'eu-west-1'),
}
const ladderAges: Record<string, () => Promise<number[]>> = {
  [PHASERAI]: async () => (await pointsOf('monthly')).map((p) => (clock.time - (p.CreationDate?.getTime() ?? 0)) / DAY),
  [FRUITFULPLANET]: () => agesOf(FRUITFULPLANET, 'fruitfulplanet-backups', 'database/'),
  [PHOENIX]: () => agesOf(PHOENIX, 'phoenix-backups-primary', 'postgres/full/'),
}
/** The age in days that nothing reaches with its ladder's oldest points missing. */
const OLDEST: Record<string, number> = { [PHASERAI]: 365, [FRUITFULPLANET]: 90, [PHOENIX]: 28 }
const bucketOf: Record<string, Record<string, string>> = {
  'versioning-suspended': {
    [PHASERAI]: 'phaserai-prod-database-backups',
    [SOLOSUCCESS]: 'solosuccess-uploads',
    [FRUITFULPLANET]: 'fruitfulplanet-uploads',
    [DEVONN]: 'devonn-data-production',
    [PHOENIX]: 'phoenix-backups-primary',
  },
  'replication-removed': {
    [PHASERAI]: 'phaserai-prod-database-backups',
    [SOLOSUCCESS]: 'solosuccess-backups',
    [FRUITFULPLANET]: 'fruitfulplanet-backups',
    [PHOENIX]: 'phoenix-backups-primary',
  },
  'lifecycle-changed': { [SOLOSUCCESS]: 'solosuccess-uploads', [FRUITFULPLANET]: 'fruitfulplanet-uploads' },
}
const replicaOf: Record<string, [id: string, region: string]> = {
  [FRUITFULPLANET]: ['fruitfulplanet-replica-eu', 'eu-west-1'],
  [DEVONN]: ['devonn-postgres-replica-production', 'us-west-2'],
}
const codeOf = (work: Promise<unknown>) => work.then(() => 'found').catch((error: Error) => error.name)
const youngest = (ages: number[]) => (ages.length ? Math.floor(Math.min(...ages)) : 'none')

/** What AWS says about the thing that a drift is about. */
const PROBES: Record<DriftId, (account: string) => Promise<unknown>> = {
  'asset-missing': async (account) => (await instance(account)) !== undefined,
  'multi-az-off': async (account) => (await instance(account))?.MultiAZ,
  'encryption-off': async (account) => (await instance(account))?.StorageEncrypted,
  'deletion-protection-off': async (account) => (await instance(account))?.DeletionProtection,
  'retention-short': async (account) => (await instance(account))?.BackupRetentionPeriod === 1,
  'backup-window-moved': async (account) => (await instance(account))?.PreferredBackupWindow === '14:00-14:30',
  'maintenance-window-moved': async (account) =>
    (await instance(account))?.PreferredMaintenanceWindow === 'wed:18:00-wed:19:00',
  'pitr-off': async (account) => (await instance(account))?.LatestRestorableTime === undefined,
  'parameter-group-default': async (account) =>
    (await instance(account))?.DBParameterGroups?.[0]?.DBParameterGroupName === 'default.postgres15',
  'option-group-default': async (account) =>
    (await instance(account))?.OptionGroupMemberships?.[0]?.OptionGroupName === 'default:postgres-15',
  'replica-not-replicating': async (account) => {
    const status = (await instance(account, ...(replicaOf[account] ?? [])))?.StatusInfos?.[0]
    return [status?.Normal, status?.Status, status?.Message === undefined]
  },
  'snapshot-public': async (account) => {
    const { rds } = of(account)
    const { DBSnapshots = [] } = await rds.send(new RDS.DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }))
    const open: unknown[] = []
    for (const { DBSnapshotIdentifier, Encrypted } of DBSnapshots) {
      const asked = await rds.send(new RDS.DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier }))
      const values = asked.DBSnapshotAttributesResult?.DBSnapshotAttributes?.[0]?.AttributeValues
      if (values?.includes('all')) open.push([DBSnapshotIdentifier, Encrypted])
    }
    return open
  },
  'vault-absent': async () => (await vault()) !== undefined,
  'vault-unlocked': async () => (await vault())?.Locked,
  'backup-plan-schedule': async () => (await dailyRule())?.ScheduleExpression,
  'backup-plan-retention': async () => [
    (await dailyRule())?.Lifecycle?.DeleteAfterDays,
    (await pointsOf('daily')).length,
  ],
  'backup-plan-absent': () => codeOf(dailyRule()),
  'copy-absent': async (account) => ((await copyAges[account]?.()) ?? []).length > 0,
  'copy-old': async (account) => youngest((await copyAges[account]?.()) ?? []),
  'ladder-oldest-missing': async (account) =>
    Math.max(...((await ladderAges[account]?.()) ?? [])) > (OLDEST[account] ?? 0),
  'versioning-suspended': async (account) => {
    const Bucket = bucketOf['versioning-suspended']?.[account]
    return (await of(account).s3.send(new S3.GetBucketVersioningCommand({ Bucket }))).Status
  },
  'replication-removed': (account) => {
    const Bucket = bucketOf['replication-removed']?.[account]
    return codeOf(of(account).s3.send(new S3.GetBucketReplicationCommand({ Bucket })))
  },
  'lifecycle-changed': async (account) => {
    const Bucket = bucketOf['lifecycle-changed']?.[account]
    const { Rules } = await of(account)
      .s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket }))
      .catch((error: Error) => ({ Rules: error.name }))
    return Array.isArray(Rules) ? Rules.map((r) => r.NoncurrentVersionExpiration?.NoncurrentDays) : Rules
  },
  'alarm-absent': async (account) => {
    const regions = [
      'us-east-1',
      ...(account === DEVONN ? ['us-west-2'] : account === FRUITFULPLANET ? ['eu-west-1'] : []),
    ]
    const names: unknown[] = []
    for (const region of regions) {
      const { MetricAlarms = [] } = await of(account, region).cloudwatch.send(new CloudWatch.DescribeAlarmsCommand({}))
      names.push(...MetricAlarms.map((a) => a.AlarmName))
    }
    return names.length
  },
}

/** What AWS says with the drift on, where it is the same for every account. */
const DRIFTED: Partial<Record<DriftId, unknown>> = {
  'asset-missing': false,
  'multi-az-off': false,
  'encryption-off': false,
  'deletion-protection-off': false,
  'retention-short': true,
  'backup-window-moved': true,
  'maintenance-window-moved': true,
  'pitr-off': true,
  'parameter-group-default': true,
  'option-group-default': true,
  'replica-not-replicating': [false, 'error', false],
  'vault-absent': false,
  'vault-unlocked': false,
  'backup-plan-schedule': 'cron(30 9 * * ? *)',
  'backup-plan-retention': [7, 7],
  'backup-plan-absent': 'ResourceNotFoundException',
  'copy-absent': false,
  'copy-old': 3,
  'ladder-oldest-missing': false,
  'versioning-suspended': 'Suspended',
  'replication-removed': 'ReplicationConfigurationNotFoundError',
}

test('every drift has a switch, and none twice for an account', () => {
  expect(new Set(SWITCHES.map((s) => s.id))).toEqual(new Set(DRIFT_IDS))
  expect(new Set(SWITCHES.map((s) => `${s.account} ${s.id}`)).size).toBe(SWITCHES.length)
})

test('the world begins as its five accounts are: only PhaserAI’s daily retention differs from its plan', async () => {
  const answer = (await (await fetch(`${sandbox.url}/_sandbox/drift`)).json()) as { drifts: Drift[] }
  expect(answer.drifts.filter((d) => d.on)).toEqual([
    {
      id: 'backup-plan-retention',
      account: PHASERAI,
      region: 'us-east-1',
      what: 'The rule daily of phaserai-prod-backup-plan keeps its points and their copies 7 days instead of 35.',
      on: true,
      standing: true,
      since: null,
    },
  ])
  expect(answer.drifts.length).toBe(SWITCHES.length)
})

test.each(SWITCHES.map((s) => [s.id, s.account, s] as const))(
  '%s of account %s shows on the wire, on and off',
  async (id, account, { standing = false, what }) => {
    expect(what).toMatch(/\.$/)
    await sandbox.drift(account, id, false)
    const planned = await PROBES[id](account)
    await sandbox.drift(account, id, true)
    const drifted = await PROBES[id](account)
    expect(drifted).not.toEqual(planned)
    if (id in DRIFTED) expect(drifted).toEqual(DRIFTED[id])
    await sandbox.drift(account, id, false)
    expect(await PROBES[id](account)).toEqual(planned)
    await sandbox.drift(account, id, standing)
  },
)

test('PhaserAI’s daily retention can be mended: 35 points, each with 35 days', async () => {
  await sandbox.drift(PHASERAI, 'backup-plan-retention', false)
  expect((await pointsOf('daily')).map((p) => p.Lifecycle?.DeleteAfterDays)).toEqual(Array(35).fill(35))
  expect((await pointsOf('daily', 'us-west-2')).length).toBe(35)
  await put({ on: false })
  expect((await pointsOf('daily')).length).toBe(7)
})

test('“on: false” alone puts everything back, the trouble of the start too', async () => {
  await sandbox.drift(SOLOSUCCESS, 'encryption-off', true)
  await sandbox.drift(PHASERAI, 'backup-plan-retention', false)
  const { status, drifts } = await put({ on: false })
  expect(status).toBe(200)
  expect(drifts?.filter((d) => d.on).map((d) => d.id)).toEqual(['backup-plan-retention'])
})

test.each<[unknown, RegExp]>([
  [
    { account: PHASERAI, drift: 'bogus', on: true },
    /^there is no drift bogus: it is one of asset-missing, multi-az-off, /,
  ],
  [{ account: PHASERAI, on: true }, /^there is no drift undefined/],
  [
    { account: '999999999999', drift: 'copy-old', on: true },
    /^account 999999999999 has no drift copy-old; these have it: 210000000001, /,
  ],
  [{ account: DEVONN, drift: 'vault-absent', on: true }, /these have it: 210000000001$/],
  [{ account: PHASERAI, drift: 'copy-old' }, /^on must be true or false$/],
  [{ on: true }, /^there is no drift undefined/],
  [null, /^on must be true or false$/],
])('the wish %j is refused in a sentence', async (wish, sentence) => {
  const { status, error } = await put(wish)
  expect(status).toBe(400)
  expect(error).toMatch(sentence)
})

test('neither web pages nor other methods turn a switch', async () => {
  const ask = (init: RequestInit) => fetch(`${sandbox.url}/_sandbox/drift`, init).then((r) => r.status)
  expect(await ask({ method: 'PUT', body: '{"on":false}', headers: { origin: 'http://evil.example' } })).toBe(403)
  expect(await ask({ method: 'PUT', body: 'no json' })).toBe(400)
  expect(await ask({ method: 'DELETE' })).toBe(405)
})

test('moving a schedule leaves the history where it was', async () => {
  const starts = async () => (await pointsOf('daily')).map((p) => p.CreationDate?.toISOString().slice(0, 13))
  const windows = async () => {
    const { DBSnapshots = [] } = await of(PHASERAI).rds.send(
      new RDS.DescribeDBSnapshotsCommand({ SnapshotType: 'automated' }),
    )
    return DBSnapshots.map((s) => s.DBSnapshotIdentifier)
  }
  const [points, snapshots] = [await starts(), await windows()]
  await sandbox.drift(PHASERAI, 'backup-plan-schedule', true)
  await sandbox.drift(PHASERAI, 'backup-window-moved', true)
  expect([await starts(), await windows()]).toEqual([points, snapshots])
  clock.forward(DAY / 1000)
  expect((await starts())[0]).toBe('2026-11-22T09')
  expect((await windows()).at(-1)).toMatch(/^rds:phaserai-prod-2026-11-21-14-/)
  clock.forward(-DAY / 1000)
  await put({ on: false })
})

test('a replica that stopped falls behind by the minute', async () => {
  await sandbox.drift(FRUITFULPLANET, 'replica-not-replicating', true)
  const lag = async () => {
    const query = {
      Namespace: 'AWS/RDS',
      MetricName: 'ReplicaLag',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'fruitfulplanet-replica-eu' }],
    }
    const span = { StartTime: new Date(clock.time - HOUR), EndTime: new Date(clock.time), Period: 60 }
    const { Datapoints } = await of(FRUITFULPLANET, 'eu-west-1').cloudwatch.send(
      new CloudWatch.GetMetricStatisticsCommand({ ...query, ...span, Statistics: ['Maximum'] }),
    )
    return Datapoints?.at(-1)?.Maximum ?? 0
  }
  clock.forward(7200)
  expect(await lag()).toBeGreaterThan(7000)
  await put({ on: false })
  expect(await lag()).toBeLessThan(60)
  clock.forward(-7200)
})

test('copies, replication and plans that ended let nothing new arrive; what was there stays', async () => {
  for (const [account, id] of [
    [PHASERAI, 'backup-plan-absent'],
    [SOLOSUCCESS, 'replication-removed'],
  ] as const)
    await sandbox.drift(account, id, true)
  const before = [(await pointsOf('weekly')).length, (await copyAges[SOLOSUCCESS]?.())?.length]
  expect(before).toEqual([52, 118])
  clock.forward(DAY / 1000)
  expect(youngest((await copyAges[SOLOSUCCESS]?.()) ?? [])).toBe(1)
  expect(youngest(await agesOf(SOLOSUCCESS, 'solosuccess-backups', 'database/'))).toBe(0)
  expect((await pointsOf('daily')).map((p) => p.CreationDate?.toISOString().slice(0, 10))).not.toContain('2026-11-22')
  clock.forward(-DAY / 1000)
  await put({ on: false })
})

test('a missing instance can be restored under its own name, and a public snapshot be restored from', async () => {
  await sandbox.drift(PHASERAI, 'asset-missing', true)
  await sandbox.drift(PHASERAI, 'snapshot-public', true)
  const restore = new RDS.RestoreDBInstanceFromDBSnapshotCommand({
    DBInstanceIdentifier: 'phaserai-prod',
    DBSnapshotIdentifier: 'phaserai-prod-before-encryption',
  })
  // The source is gone, so it is nobody's name.
  expect((await of(PHASERAI).rds.send(restore)).DBInstance).toMatchObject({ DBInstanceStatus: 'creating' })
  await of(PHASERAI).rds.send(
    new RDS.DeleteDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-prod', SkipFinalSnapshot: true }),
  )
  await put({ on: false })
})

test('switches outlive the sandbox', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'))
  const start = () => startForTest(new HandClock(SATURDAY_NOON), { dataDir, databases: false })
  const first = await start()
  await first.drift(PHOENIX, 'retention-short', true)
  await first.drift(PHASERAI, 'backup-plan-retention', false)
  await first.stop()
  const second = await start()
  const { drifts } = (await (await fetch(`${second.url}/_sandbox/drift`)).json()) as { drifts: Drift[] }
  expect(drifts.filter((d) => d.on).map((d) => [d.account, d.id, d.since])).toEqual([
    [PHOENIX, 'retention-short', '2026-11-21T12:00:30.000Z'],
  ])
  await second.stop()
  fs.rmSync(dataDir, { recursive: true })
})
