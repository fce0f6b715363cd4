import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SWITCHES } from '@/lib/sandbox/drift/catalogue'
import { DRIFT_IDS, type DriftId } from '@/lib/sandbox/drift/ids'
import type { Drift } from '@/lib/sandbox/drift/switches'
import {
  askControl,
  clientsOf,
  DEVONN,
  FRUITFULPLANET,
  HandClock,
  PHASERAI,
  PHOENIX,
  SOLOSUCCESS,
  startForTest,
  type TestSandbox,
} from '@/lib/sandbox/testing'
import { DAY } from '@/lib/sandbox/world/schedule'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let sandbox: TestSandbox
const of = (account: string, region?: string) => clientsOf(sandbox.url, account, region)
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
  const answer = (await (await askControl(sandbox.url, 'drift')).json()) as { drifts: Drift[] }
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
