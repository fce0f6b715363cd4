import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { DEVONN, HandClock, PHASERAI, SOLOSUCCESS, startForTest } from '@/lib/sandbox/testing'
import { staticKeyId } from '@/lib/sandbox/wire/credentials'

const run = promisify(execFile)
const version = spawnSync('aws', ['--version'], { encoding: 'utf8' })
const found = version.status === 0
const clock = new HandClock()
let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startForTest(clock)
})
afterAll(() => sandbox.stop())

/** The endpoint goes by option: version 1 of the CLI overlooks AWS_ENDPOINT_URL for RDS in us-east-1. */
async function aws(account: string, line: string, region = 'us-east-1') {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: staticKeyId(account),
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_MAX_ATTEMPTS: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const options = ['--endpoint-url', sandbox.url, '--region', region, '--output', 'json']
  const { stdout } = await run('aws', [...line.split(' '), ...options], { env, maxBuffer: 1e8 })
  return JSON.parse(stdout)
}

const cli = test.skipIf(!found)
const SLOW = 30_000

if (!found) test.skip('left out: there is no aws command here', () => {})

cli('rds describe-db-instances', { timeout: SLOW }, async () => {
  const { DBInstances } = await aws(PHASERAI, 'rds describe-db-instances')
  expect(DBInstances.map((i: { DBInstanceIdentifier: string }) => i.DBInstanceIdentifier)).toEqual([
    'phaserai-dev',
    'phaserai-prod',
    'phaserai-staging',
  ])
  expect(DBInstances[1]).toMatchObject({ MultiAZ: true, Endpoint: { Port: 5432 }, BackupRetentionPeriod: 7 })
})

cli('rds describe-db-snapshots, in pages', { timeout: SLOW }, async () => {
  const { DBSnapshots } = await aws(SOLOSUCCESS, 'rds describe-db-snapshots --page-size 20')
  expect(DBSnapshots).toHaveLength(30)
  expect(DBSnapshots[0]).toMatchObject({
    SnapshotType: 'automated',
    SnapshotDatabaseTime: expect.stringContaining('2026-'),
  })
})

cli('rds describe-db-instance-automated-backups', { timeout: SLOW }, async () => {
  const { DBInstanceAutomatedBackups } = await aws(PHASERAI, 'rds describe-db-instance-automated-backups')
  expect(DBInstanceAutomatedBackups).toHaveLength(1)
  expect(DBInstanceAutomatedBackups[0].RestoreWindow.LatestTime).toContain('2026-11-21T11:5')
})

cli('rds describe-events', { timeout: SLOW }, async () => {
  const { Events } = await aws(PHASERAI, 'rds describe-events --duration 1440 --source-type db-instance')
  expect(Events.at(-1)).toMatchObject({ Message: 'Finished DB Instance backup', EventCategories: ['backup'] })
})

cli('rds errors come with their code', { timeout: SLOW }, async () => {
  await expect(aws(PHASERAI, 'rds describe-db-instances --db-instance-identifier nope')).rejects.toThrow(
    /\(DBInstanceNotFound\).*DBInstance nope not found/,
  )
})

cli('backup list-backup-vaults and list-recovery-points-by-backup-vault', { timeout: SLOW }, async () => {
  const { BackupVaultList } = await aws(PHASERAI, 'backup list-backup-vaults')
  expect(BackupVaultList).toHaveLength(3)
  const points = await aws(
    PHASERAI,
    'backup list-recovery-points-by-backup-vault --backup-vault-name phaserai-prod-vault',
  )
  expect(points.RecoveryPoints).toHaveLength(143)
})

cli('backup list-restore-jobs', { timeout: SLOW }, async () => {
  const { RestoreJobs } = await aws(PHASERAI, 'backup list-restore-jobs')
  expect(RestoreJobs[0]).toMatchObject({ Status: 'COMPLETED', PercentDone: '100.00%' })
})

cli('backup list-backup-plans, get-backup-plan and describe-backup-vault', { timeout: 2 * SLOW }, async () => {
  const { BackupPlansList } = await aws(PHASERAI, 'backup list-backup-plans')
  expect(BackupPlansList).toHaveLength(3)
  const { BackupPlanId } = BackupPlansList[1]
  const { BackupPlan } = await aws(PHASERAI, `backup get-backup-plan --backup-plan-id ${BackupPlanId}`)
  expect(BackupPlan.Rules[0]).toMatchObject({ RuleName: 'daily', ScheduleExpression: 'cron(0 2 * * ? *)' })
  const vault = await aws(PHASERAI, 'backup describe-backup-vault --backup-vault-name phaserai-prod-vault')
  expect(vault).toMatchObject({ Locked: true, MinRetentionDays: 7 })
})

cli('rds describe-db-snapshot-attributes and describe-option-groups', { timeout: 2 * SLOW }, async () => {
  const { DBSnapshots } = await aws(PHASERAI, 'rds describe-db-snapshots --snapshot-type manual')
  const name = DBSnapshots[0].DBSnapshotIdentifier
  const { DBSnapshotAttributesResult: found } = await aws(
    PHASERAI,
    `rds describe-db-snapshot-attributes --db-snapshot-identifier ${name}`,
  )
  expect(found.DBSnapshotAttributes).toEqual([{ AttributeName: 'restore', AttributeValues: [] }])
  const { OptionGroupsList } = await aws(SOLOSUCCESS, 'rds describe-option-groups')
  expect(OptionGroupsList).toHaveLength(2)
})

cli('s3api get-bucket-lifecycle-configuration and get-bucket-encryption', { timeout: 2 * SLOW }, async () => {
  const of = (what: string) => aws(SOLOSUCCESS, `s3api get-bucket-${what} --bucket solosuccess-uploads`)
  expect((await of('lifecycle-configuration')).Rules[0].NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 90 })
  const { ServerSideEncryptionConfiguration: sse } = await of('encryption')
  expect(sse.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm).toBe('AES256')
})

cli('cloudwatch describe-alarms', { timeout: SLOW }, async () => {
  const { MetricAlarms } = await aws(DEVONN, 'cloudwatch describe-alarms', 'us-west-2')
  expect(MetricAlarms).toMatchObject([{ AlarmName: 'devonn-postgres-replica-production-lag', StateValue: 'ALARM' }])
})

cli('s3api list-objects-v2', { timeout: SLOW }, async () => {
  const { Contents } = await aws(SOLOSUCCESS, 's3api list-objects-v2 --bucket solosuccess-backups --prefix database/')
  expect(Contents.at(-1).Key).toMatch(/^database\/solosuccess_production_20261121_0600\d\d\.sql\.gz$/)
})
