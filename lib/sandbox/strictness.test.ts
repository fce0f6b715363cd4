import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { clientsOf, HandClock, PHASERAI, SOLOSUCCESS, startForTest } from '@/lib/sandbox/testing'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let sandbox: RunningSandbox
let phaserai: ReturnType<typeof clientsOf>
let solo: ReturnType<typeof clientsOf>
let pointArn: string

beforeAll(async () => {
  sandbox = await startForTest(clock)
  phaserai = clientsOf(sandbox.url, PHASERAI)
  solo = clientsOf(sandbox.url, SOLOSUCCESS)
  const vault = { BackupVaultName: 'phaserai-prod-vault' }
  const { RecoveryPoints } = await phaserai.backup.send(new Backup.ListRecoveryPointsByBackupVaultCommand(vault))
  pointArn = RecoveryPoints?.[0]?.RecoveryPointArn ?? ''
})
afterAll(() => sandbox.stop())

const at = (secondsAgo: number) => new Date(clock.time - secondsAgo * 1000)
const pitr = (more: Partial<RDS.RestoreDBInstanceToPointInTimeCommandInput>) =>
  new RDS.RestoreDBInstanceToPointInTimeCommand({
    SourceDBInstanceIdentifier: 'phaserai-prod',
    TargetDBInstanceIdentifier: 'new-one',
    RestoreTime: at(600),
    ...more,
  })
const fromSnapshot = (more: Partial<RDS.RestoreDBInstanceFromDBSnapshotCommandInput>) =>
  new RDS.RestoreDBInstanceFromDBSnapshotCommand({
    DBInstanceIdentifier: 'new-one',
    DBSnapshotIdentifier: 'x',
    ...more,
  })

const rdsRefusals: [string, unknown, string][] = [
  ['too small a page', new RDS.DescribeDBInstancesCommand({ MaxRecords: 19 }), 'InvalidParameterValue'],
  ['too large a page', new RDS.DescribeDBSnapshotsCommand({ MaxRecords: 101 }), 'InvalidParameterValue'],
  ['a marker of its own making', new RDS.DescribeDBInstancesCommand({ Marker: 'zzz' }), 'InvalidParameterValue'],
  [
    'an unknown filter',
    new RDS.DescribeDBInstancesCommand({ Filters: [{ Name: 'x', Values: [] }] }),
    'InvalidParameterValue',
  ],
  [
    'an unknown instance',
    new RDS.DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nope' }),
    'DBInstanceNotFoundFault',
  ],
  [
    'an unknown snapshot',
    new RDS.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'nope' }),
    'DBSnapshotNotFoundFault',
  ],
  ['an unknown cluster', new RDS.DescribeDBClustersCommand({ DBClusterIdentifier: 'nope' }), 'DBClusterNotFoundFault'],
  [
    'a target that exists: nothing is restored in place',
    pitr({ TargetDBInstanceIdentifier: 'phaserai-prod' }),
    'DBInstanceAlreadyExistsFault',
  ],
  [
    'the same name in other letters',
    pitr({ TargetDBInstanceIdentifier: 'PhaserAI-Prod' }),
    'DBInstanceAlreadyExistsFault',
  ],
  ['a name that begins with a digit', pitr({ TargetDBInstanceIdentifier: '1abc' }), 'InvalidParameterValue'],
  ['a name with two hyphens in a row', pitr({ TargetDBInstanceIdentifier: 'a--b' }), 'InvalidParameterValue'],
  ['a name that ends with a hyphen', pitr({ TargetDBInstanceIdentifier: 'ab-' }), 'InvalidParameterValue'],
  ['a name of 64 letters', pitr({ TargetDBInstanceIdentifier: 'a'.repeat(64) }), 'InvalidParameterValue'],
  ['a time later than the window', pitr({ RestoreTime: at(-60) }), 'InvalidParameterValue'],
  ['a time within the last log step', pitr({ RestoreTime: at(30) }), 'InvalidParameterValue'],
  ['a time earlier than the window', pitr({ RestoreTime: at(8 * 86_400) }), 'InvalidParameterValue'],
  ['both a time and the latest', pitr({ UseLatestRestorableTime: true }), 'InvalidParameterCombination'],
  ['neither a time nor the latest', pitr({ RestoreTime: undefined }), 'InvalidParameterCombination'],
  ['no automated backups', pitr({ SourceDBInstanceIdentifier: 'phaserai-dev' }), 'PointInTimeRestoreNotEnabledFault'],
  ['an unknown source', pitr({ SourceDBInstanceIdentifier: 'nope' }), 'DBInstanceNotFoundFault'],
  ['the document’s placeholder group', pitr({ VpcSecurityGroupIds: ['sg-12345678'] }), 'InvalidParameterValue'],
  ['an unknown subnet group', pitr({ DBSubnetGroupName: 'nope' }), 'DBSubnetGroupNotFoundFault'],
  ['an unknown parameter group', pitr({ DBParameterGroupName: 'nope' }), 'DBParameterGroupNotFoundFault'],
  ['an unknown option group', pitr({ OptionGroupName: 'nope' }), 'OptionGroupNotFoundFault'],
  [
    'the option group nobody has',
    new RDS.DescribeOptionGroupsCommand({ OptionGroupName: 'nope' }),
    'OptionGroupNotFoundFault',
  ],
  [
    'an option group by name and engine',
    new RDS.DescribeOptionGroupsCommand({ OptionGroupName: 'x', EngineName: 'postgres' }),
    'InvalidParameterCombination',
  ],
  [
    'attributes of an unknown snapshot',
    new RDS.DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: 'nope' }),
    'DBSnapshotNotFoundFault',
  ],
  ['a zone for Multi-AZ', pitr({ MultiAZ: true, AvailabilityZone: 'us-east-1a' }), 'InvalidParameterCombination'],
  ['an unknown snapshot to restore', fromSnapshot({}), 'DBSnapshotNotFoundFault'],
  [
    'a failover of one zone',
    new RDS.RebootDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-dev', ForceFailover: true }),
    'InvalidParameterCombination',
  ],
  [
    'deleting what is protected',
    new RDS.DeleteDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-prod', SkipFinalSnapshot: true }),
    'InvalidParameterCombination',
  ],
  [
    'deleting without a word on a final snapshot',
    new RDS.DeleteDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-dev' }),
    'InvalidParameterCombination',
  ],
  [
    'a final snapshot that is skipped',
    new RDS.DeleteDBInstanceCommand({
      DBInstanceIdentifier: 'phaserai-dev',
      SkipFinalSnapshot: true,
      FinalDBSnapshotIdentifier: 'f',
    }),
    'InvalidParameterCombination',
  ],
  [
    'promoting what is no replica',
    new RDS.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'phaserai-dev' }),
    'InvalidDBInstanceStateFault',
  ],
  [
    'a retention of 36 days',
    new RDS.ModifyDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-dev', BackupRetentionPeriod: 36 }),
    'InvalidParameterValue',
  ],
  [
    'tags of something else',
    new RDS.ListTagsForResourceCommand({ ResourceName: 'arn:aws:rds:us-east-1:210000000001:db:nope' }),
    'DBInstanceNotFoundFault',
  ],
  [
    'events of a source without its type',
    new RDS.DescribeEventsCommand({ SourceIdentifier: 'phaserai-prod' }),
    'InvalidParameterCombination',
  ],
]
test.each(rdsRefusals)('RDS refuses %s', async (_, command, name) => {
  await expect(phaserai.rds.send(command as never)).rejects.toMatchObject({ name })
})

test('a window’s own ends are within it', async () => {
  const { DBInstanceAutomatedBackups: [backup] = [] } = await phaserai.rds.send(
    new RDS.DescribeDBInstanceAutomatedBackupsCommand({ DBInstanceIdentifier: 'phaserai-prod' }),
  )
  const { EarliestTime, LatestTime } = backup?.RestoreWindow ?? {}
  await phaserai.rds.send(pitr({ TargetDBInstanceIdentifier: 'first-second', RestoreTime: EarliestTime }))
  await phaserai.rds.send(pitr({ TargetDBInstanceIdentifier: 'last-second', RestoreTime: LatestTime }))
})

const start = (more: Partial<Backup.StartRestoreJobCommandInput>) =>
  new Backup.StartRestoreJobCommand({
    RecoveryPointArn: pointArn,
    IamRoleArn: 'arn:aws:iam::210000000001:role/tidemark-restore',
    Metadata: { DBInstanceIdentifier: 'from-vault' },
    ...more,
  })
test.each<[string, () => unknown, string]>([
  [
    'an unknown vault',
    () => new Backup.ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'nope' }),
    'AccessDeniedException',
  ],
  ['a page of none', () => new Backup.ListBackupVaultsCommand({ MaxResults: 0 }), 'InvalidParameterValueException'],
  ['a page of 1001', () => new Backup.ListBackupJobsCommand({ MaxResults: 1001 }), 'InvalidParameterValueException'],
  [
    'a token of its own making',
    () => new Backup.ListRestoreJobsCommand({ NextToken: 'zzz' }),
    'InvalidParameterValueException',
  ],
  [
    'an unknown point',
    () => start({ RecoveryPointArn: 'arn:aws:rds:us-east-1:210000000001:snapshot:awsbackup:x' }),
    'ResourceNotFoundException',
  ],
  ['a restore without a role', () => start({ IamRoleArn: undefined }), 'MissingParameterValueException'],
  ['a restore without a name', () => start({ Metadata: {} }), 'InvalidParameterValueException'],
  ['an unknown job', () => new Backup.DescribeRestoreJobCommand({ RestoreJobId: 'X' }), 'ResourceNotFoundException'],
  ['an unknown plan', () => new Backup.GetBackupPlanCommand({ BackupPlanId: 'X' }), 'ResourceNotFoundException'],
  [
    'an unknown plan’s selections',
    () => new Backup.ListBackupSelectionsCommand({ BackupPlanId: 'X' }),
    'ResourceNotFoundException',
  ],
  [
    'an unknown selection',
    () => new Backup.GetBackupSelectionCommand({ BackupPlanId: 'phaserai-prod-backup-plan-0001', SelectionId: 'X' }),
    'ResourceNotFoundException',
  ],
  [
    'an unknown vault’s lock',
    () => new Backup.DescribeBackupVaultCommand({ BackupVaultName: 'nope' }),
    'AccessDeniedException',
  ],
])('AWS Backup refuses %s', async (_, command, name) => {
  await expect(phaserai.backup.send(command() as never)).rejects.toMatchObject({ name })
})

test.each<[string, unknown, string]>([
  ['a page of 101 alarms', new CloudWatch.DescribeAlarmsCommand({ MaxRecords: 101 }), 'InvalidParameterValue'],
  ['a token of its own making', new CloudWatch.DescribeAlarmsCommand({ NextToken: 'zzz' }), 'InvalidNextToken'],
  [
    'a span that runs backward',
    new CloudWatch.GetMetricStatisticsCommand({
      Namespace: 'AWS/RDS',
      MetricName: 'ReplicaLag',
      StartTime: at(0),
      EndTime: at(60),
      Period: 60,
    }),
    'InvalidParameterValue',
  ],
  [
    'more than 1440 points',
    new CloudWatch.GetMetricStatisticsCommand({
      Namespace: 'AWS/RDS',
      MetricName: 'ReplicaLag',
      StartTime: at(86_460),
      EndTime: at(0),
      Period: 60,
    }),
    'InvalidParameterCombination',
  ],
])('CloudWatch refuses %s', async (_, command, name) => {
  const error = await phaserai.cloudwatch.send(command as never).catch((e: Error) => e)
  expect((error as Error).name).toMatch(new RegExp(`^${name}`))
})

test.each<[string, unknown, string]>([
  ['an unknown bucket', new S3.ListObjectsV2Command({ Bucket: 'nope' }), 'NoSuchBucket'],
  ['another account’s bucket', new S3.ListObjectsV2Command({ Bucket: 'phoenix-backups' }), 'NoSuchBucket'],
  [
    'a bucket of another region',
    new S3.ListObjectsV2Command({ Bucket: 'solosuccess-backups-us-west-2' }),
    'PermanentRedirect',
  ],
  [
    'a token of its own making',
    new S3.ListObjectsV2Command({ Bucket: 'solosuccess-backups', ContinuationToken: 'zzz' }),
    'InvalidArgument',
  ],
  ['an unknown key', new S3.GetObjectCommand({ Bucket: 'solosuccess-backups', Key: 'nope' }), 'NoSuchKey'],
  [
    'the encryption of a bucket of another region',
    new S3.GetBucketEncryptionCommand({ Bucket: 'solosuccess-backups-us-west-2' }),
    'PermanentRedirect',
  ],
])('S3 refuses %s', async (_, command, name) => {
  await expect(solo.s3.send(command as never)).rejects.toMatchObject({ name })
})
