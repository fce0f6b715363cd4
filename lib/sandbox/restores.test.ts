import * as Backup from '@aws-sdk/client-backup'
import * as RDS from '@aws-sdk/client-rds'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { callsOf, clientsOf, HandClock, PHASERAI, startForTest } from '@/lib/sandbox/testing'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

let clock: HandClock
let sandbox: RunningSandbox
let rds: RDS.RDSClient
let backup: Backup.BackupClient

beforeEach(async () => {
  clock = new HandClock()
  sandbox = await startForTest(clock)
  const clients = clientsOf(sandbox.url, PHASERAI)
  rds = clients.rds
  backup = clients.backup
})
afterEach(() => sandbox.stop())

const find = async (id: string) =>
  (await rds.send(new RDS.DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0]
const statusOf = async (id: string) => (await find(id))?.DBInstanceStatus
const tenMinutesAgo = () => new Date(clock.time - 600_000)
const restore = (target: string, more: Partial<RDS.RestoreDBInstanceToPointInTimeCommandInput> = {}) =>
  rds.send(
    new RDS.RestoreDBInstanceToPointInTimeCommand({
      SourceDBInstanceIdentifier: 'phaserai-prod',
      TargetDBInstanceIdentifier: target,
      RestoreTime: tenMinutesAgo(),
      ...more,
    }),
  )

test('a restored instance is creating, then backing-up, then available; its endpoint comes after creation', async () => {
  const Tags = [{ Key: 'tidemark:restore', Value: 'RST-0001' }]
  const { DBInstance } = await restore('pitr', { Tags })
  expect(DBInstance).toMatchObject({ DBInstanceStatus: 'creating', TagList: Tags })
  expect(DBInstance?.Endpoint).toBeUndefined()
  const seen = [await statusOf('pitr')]
  for (const seconds of [11, 2, 6, 2]) {
    clock.forward(seconds)
    seen.push(await statusOf('pitr'))
  }
  expect(seen).toEqual(['creating', 'creating', 'backing-up', 'backing-up', 'available'])
  expect((await find('pitr'))?.Endpoint?.Port).toBe(5432)
  expect((await callsOf(sandbox.url, 'RestoreDBInstanceToPointInTime')).map((c) => c.effect)).toEqual([
    'created arn:aws:rds:us-east-1:210000000001:db:pitr',
  ])
})

test('what is not told is AWS’s default, not the source’s setting', async () => {
  await restore('plain')
  const source = await find('phaserai-prod')
  const plain = await find('plain')
  expect(source).toMatchObject({ MultiAZ: true, DeletionProtection: true })
  expect(plain).toMatchObject({
    MultiAZ: false,
    DeletionProtection: false,
    TagList: [],
    DBInstanceClass: 'db.t3.small',
    BackupRetentionPeriod: 7,
    DBParameterGroups: [{ DBParameterGroupName: 'default.postgres15' }],
    DBSubnetGroup: { DBSubnetGroupName: 'default' },
  })
  expect(plain?.VpcSecurityGroups).not.toEqual(source?.VpcSecurityGroups)
  const told = {
    MultiAZ: true,
    DeletionProtection: true,
    DBSubnetGroupName: source?.DBSubnetGroup?.DBSubnetGroupName,
    DBParameterGroupName: source?.DBParameterGroups?.[0]?.DBParameterGroupName,
    VpcSecurityGroupIds: source?.VpcSecurityGroups?.map((g) => g.VpcSecurityGroupId ?? ''),
  }
  await restore('told', told)
  expect(await find('told')).toMatchObject({
    MultiAZ: true,
    DeletionProtection: true,
    VpcSecurityGroups: source?.VpcSecurityGroups,
    DBParameterGroups: source?.DBParameterGroups,
  })
})

test('two instances of one name: the second is refused, also while the first is being deleted', async () => {
  await restore('twice')
  await expect(restore('twice')).rejects.toBeInstanceOf(RDS.DBInstanceAlreadyExistsFault)
  clock.forward(30)
  const remove = () =>
    rds.send(new RDS.DeleteDBInstanceCommand({ DBInstanceIdentifier: 'twice', SkipFinalSnapshot: true }))
  await remove()
  expect(await statusOf('twice')).toBe('deleting')
  await expect(remove()).rejects.toBeInstanceOf(RDS.InvalidDBInstanceStateFault)
  await expect(restore('twice')).rejects.toBeInstanceOf(RDS.DBInstanceAlreadyExistsFault)
  clock.forward(6)
  await expect(find('twice')).rejects.toBeInstanceOf(RDS.DBInstanceNotFoundFault)
  await restore('twice')
  expect(await statusOf('twice')).toBe('creating')
})

test('an instance is covered by backups of its own once its first one has ended', async () => {
  await restore('covered')
  const again = () =>
    restore('from-covered', { SourceDBInstanceIdentifier: 'covered', RestoreTime: new Date(clock.time) })
  await expect(again()).rejects.toBeInstanceOf(RDS.InvalidRestoreFault)
  clock.forward(1200)
  const { DBInstanceAutomatedBackups } = await rds.send(
    new RDS.DescribeDBInstanceAutomatedBackupsCommand({ DBInstanceIdentifier: 'covered' }),
  )
  expect(DBInstanceAutomatedBackups?.[0]).toMatchObject({ Status: 'active' })
})

test('a manual snapshot grows, is refused while it grows, and restores when it is there', async () => {
  const take = { DBInstanceIdentifier: 'phaserai-prod', DBSnapshotIdentifier: 'by-hand' }
  await rds.send(new RDS.CreateDBSnapshotCommand(take))
  await expect(rds.send(new RDS.CreateDBSnapshotCommand(take))).rejects.toBeInstanceOf(RDS.DBSnapshotAlreadyExistsFault)
  clock.forward(5)
  const describe = new RDS.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'by-hand' })
  const growing = (await rds.send(describe)).DBSnapshots?.[0]
  expect(growing).toMatchObject({ Status: 'creating', PercentProgress: expect.any(Number) })
  expect(growing?.SnapshotDatabaseTime).toBeUndefined()
  const from = { DBInstanceIdentifier: 'from-hand', DBSnapshotIdentifier: 'by-hand' }
  const make = () => rds.send(new RDS.RestoreDBInstanceFromDBSnapshotCommand(from))
  await expect(make()).rejects.toBeInstanceOf(RDS.InvalidDBSnapshotStateFault)
  clock.forward(10)
  expect((await rds.send(describe)).DBSnapshots?.[0]).toMatchObject({ Status: 'available', PercentProgress: 100 })
  expect((await make()).DBInstance?.DBInstanceStatus).toBe('creating')
})

async function newestPoint() {
  const list = new Backup.ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'phaserai-prod-vault' })
  return (await backup.send(list)).RecoveryPoints?.[0]?.RecoveryPointArn ?? ''
}

const IamRoleArn = 'arn:aws:iam::210000000001:role/tidemark-restore'
const startJob = async (target: string, IdempotencyToken: string) => {
  const Metadata = { DBInstanceIdentifier: target, MultiAZ: 'true', DBInstanceClass: 'db.t3.small' }
  const command = new Backup.StartRestoreJobCommand({
    RecoveryPointArn: await newestPoint(),
    IamRoleArn,
    Metadata,
    IdempotencyToken,
  })
  return (await backup.send(command)).RestoreJobId ?? ''
}
const job = (RestoreJobId: string) => backup.send(new Backup.DescribeRestoreJobCommand({ RestoreJobId }))

test('a restore job goes from PENDING over RUNNING with a percentage to COMPLETED with its instance', async () => {
  const id = await startJob('from-vault', 't1')
  expect(await job(id)).toMatchObject({ Status: 'PENDING', PercentDone: '0.00%' })
  clock.forward(10)
  expect(await job(id)).toMatchObject({ Status: 'RUNNING', PercentDone: '50.00%' })
  expect(await statusOf('from-vault')).toBe('creating')
  clock.forward(10)
  expect(await job(id)).toMatchObject({
    Status: 'COMPLETED',
    PercentDone: '100.00%',
    CreatedResourceArn: 'arn:aws:rds:us-east-1:210000000001:db:from-vault',
  })
  expect(await find('from-vault')).toMatchObject({ DBInstanceStatus: 'available', MultiAZ: true })
  const { Metadata } = await backup.send(new Backup.GetRestoreJobMetadataCommand({ RestoreJobId: id }))
  expect(Metadata).toMatchObject({ DBInstanceIdentifier: 'from-vault' })
})

test('the same idempotency token is the same job, another token another', async () => {
  const first = await startJob('once', 'token')
  expect(await startJob('once', 'token')).toBe(first)
  expect(await startJob('twice', 'other')).not.toBe(first)
  const effects = (await callsOf(sandbox.url, 'StartRestoreJob')).map((c) => c.effect?.split(' ')[0])
  expect(effects).toEqual(['created', 'none,', 'created'])
})

test('a taken name is accepted as a job and then fails, as AWS Backup does', async () => {
  const id = await startJob('phaserai-prod', 'taken')
  expect((await job(id)).Status).toBe('PENDING')
  clock.forward(3)
  expect(await job(id)).toMatchObject({ Status: 'FAILED', StatusMessage: 'DB instance already exists' })
})

test('a replica is promoted once, keeps what it had received and gets backups', async () => {
  const { rds: west } = clientsOf(sandbox.url, '210000000004', 'us-west-2')
  const command = new RDS.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'devonn-postgres-replica-production' })
  const { DBInstance } = await west.send(command)
  expect(DBInstance?.ReadReplicaSourceDBInstanceIdentifier).toBeUndefined()
  expect(DBInstance?.BackupRetentionPeriod).toBe(1)
  await expect(west.send(command)).rejects.toBeInstanceOf(RDS.InvalidDBInstanceStateFault)
})

test('a failover of two zones reboots and leaves an event', async () => {
  await rds.send(new RDS.RebootDBInstanceCommand({ DBInstanceIdentifier: 'phaserai-prod', ForceFailover: true }))
  expect(await statusOf('phaserai-prod')).toBe('rebooting')
  clock.forward(6)
  expect(await statusOf('phaserai-prod')).toBe('available')
  const query = { SourceType: 'db-instance' as const, SourceIdentifier: 'phaserai-prod', EventCategories: ['failover'] }
  const { Events } = await rds.send(new RDS.DescribeEventsCommand(query))
  expect(Events?.map((e) => e.Message)).toEqual(['Multi-AZ instance failover completed'])
})
