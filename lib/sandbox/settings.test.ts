import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
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

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

let running: RunningSandbox
const of = (account: string, region?: string) => clientsOf(running.url, account, region)

beforeAll(async () => {
  running = await startForTest(new HandClock())
})
afterAll(() => running.stop())

test('AWS Backup’s plans say what runs: schedule, zone, window, retention and copies of each rule', async () => {
  const { backup } = of(PHASERAI)
  const { BackupPlansList } = await backup.send(new Backup.ListBackupPlansCommand({ MaxResults: 2 }))
  expect(BackupPlansList?.map((p) => p.BackupPlanName)).toEqual([
    'phaserai-dev-backup-plan',
    'phaserai-prod-backup-plan',
  ])
  const BackupPlanId = BackupPlansList?.[1]?.BackupPlanId
  const { BackupPlan: plan } = await backup.send(new Backup.GetBackupPlanCommand({ BackupPlanId }))
  expect(plan?.Rules?.map((r) => [r.RuleName, r.ScheduleExpression, r.Lifecycle?.DeleteAfterDays])).toEqual([
    ['daily', 'cron(0 2 * * ? *)', 7],
    ['weekly', 'cron(0 1 ? * 1 *)', 365],
    ['monthly', 'cron(0 0 1 * ? *)', 2557],
  ])
  expect(plan?.Rules?.[0]).toMatchObject({
    ScheduleExpressionTimezone: 'Etc/UTC',
    StartWindowMinutes: 60,
    TargetBackupVaultName: 'phaserai-prod-vault',
    CopyActions: [
      {
        DestinationBackupVaultArn: 'arn:aws:backup:us-west-2:210000000001:backup-vault:phaserai-prod-vault',
        Lifecycle: { DeleteAfterDays: 7 },
      },
    ],
  })
})

test('a plan’s selection names the instances it backs up', async () => {
  const { backup } = of(PHASERAI)
  const BackupPlanId = 'phaserai-prod-backup-plan-0001'
  const { BackupSelectionsList } = await backup.send(new Backup.ListBackupSelectionsCommand({ BackupPlanId }))
  const SelectionId = BackupSelectionsList?.[0]?.SelectionId
  const { BackupSelection } = await backup.send(new Backup.GetBackupSelectionCommand({ BackupPlanId, SelectionId }))
  expect(BackupSelection?.Resources).toEqual(['arn:aws:rds:us-east-1:210000000001:db:phaserai-prod'])
})

test('the production vaults are locked, in both regions; the others are not', async () => {
  const command = new Backup.DescribeBackupVaultCommand({ BackupVaultName: 'phaserai-prod-vault' })
  for (const region of ['us-east-1', 'us-west-2']) {
    const vault = await of(PHASERAI, region).backup.send(command)
    expect(vault).toMatchObject({ Locked: true, MinRetentionDays: 7, MaxRetentionDays: 2557 })
    expect(vault.LockDate?.getTime()).toBeLessThan(SATURDAY_NOON)
  }
  const { BackupVaultList } = await of(PHASERAI).backup.send(new Backup.ListBackupVaultsCommand({}))
  expect(BackupVaultList?.map((v) => [v.BackupVaultName, v.Locked])).toEqual([
    ['phaserai-dev-vault', false],
    ['phaserai-prod-vault', true],
    ['phaserai-staging-vault', false],
  ])
})

test('no instance uses a default group, and each group can be looked up', async () => {
  for (const account of [PHASERAI, SOLOSUCCESS, FRUITFULPLANET, DEVONN, PHOENIX]) {
    const { rds } = of(account)
    const { DBInstances = [] } = await rds.send(new RDS.DescribeDBInstancesCommand({}))
    const names = DBInstances.map((i) => i.OptionGroupMemberships?.[0]?.OptionGroupName ?? '')
    expect(names.filter((name) => !name || name.startsWith('default'))).toEqual([])
    expect(DBInstances.filter((i) => i.DBParameterGroups?.[0]?.DBParameterGroupName?.startsWith('default'))).toEqual([])
    const { OptionGroupsList } = await rds.send(new RDS.DescribeOptionGroupsCommand({ EngineName: 'postgres' }))
    expect(OptionGroupsList?.map((g) => g.OptionGroupName)).toEqual(expect.arrayContaining(names))
  }
})

test('a snapshot says who may restore it: nobody else', async () => {
  const { rds } = of(PHASERAI)
  const { DBSnapshots = [] } = await rds.send(new RDS.DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }))
  expect(DBSnapshots.length).toBeGreaterThan(2)
  const { DBSnapshotIdentifier } = DBSnapshots[0] ?? {}
  const answer = await rds.send(new RDS.DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier }))
  expect(answer.DBSnapshotAttributesResult).toEqual({
    DBSnapshotIdentifier,
    DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [] }],
  })
})

test('replicas say that they replicate', async () => {
  const { DBInstances } = await of(DEVONN, 'us-west-2').rds.send(new RDS.DescribeDBInstancesCommand({}))
  const status = { StatusType: 'read replication', Normal: true, Status: 'replicating' }
  expect(DBInstances?.map((i) => i.StatusInfos)).toEqual([[status], [status]])
})

test('buckets: old versions go after 90 days and delete markers with them, everything is encrypted', async () => {
  const { s3 } = of(SOLOSUCCESS)
  const Bucket = 'solosuccess-uploads'
  const { Rules } = await s3.send(new S3.GetBucketLifecycleConfigurationCommand({ Bucket }))
  expect(Rules).toMatchObject([
    { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 90 } },
    { Status: 'Enabled', Expiration: { ExpiredObjectDeleteMarker: true } },
  ])
  const { ServerSideEncryptionConfiguration: sse } = await s3.send(new S3.GetBucketEncryptionCommand({ Bucket }))
  expect(sse?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256')
  const none = new S3.GetBucketLifecycleConfigurationCommand({ Bucket: 'phoenix-wal-archive' })
  await expect(of(PHOENIX).s3.send(none)).rejects.toMatchObject({
    name: 'NoSuchLifecycleConfiguration',
    $metadata: { httpStatusCode: 404 },
  })
})

test.each([
  [PHASERAI, 'phaserai-prod-database-connections', 'DatabaseConnections', 'phaserai-prod'],
  [SOLOSUCCESS, 'solosuccess-backup-status', 'BackupStatus', 'production-solosuccess-db'],
])('account %s watches what its plan names with the alarm %s', async (account, AlarmName, metric, id) => {
  const command = new CloudWatch.DescribeAlarmsCommand({ AlarmNames: [AlarmName] })
  const { MetricAlarms } = await of(account).cloudwatch.send(command)
  expect(MetricAlarms).toMatchObject([
    { MetricName: metric, Dimensions: [{ Name: 'DBInstanceIdentifier', Value: id }], ActionsEnabled: true },
  ])
})
