import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Drift } from '@/lib/sandbox/drift/switches'
import {
  askControl,
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
} from '@/lib/sandbox/testing'
import { DAY, HOUR } from '@/lib/sandbox/world/schedule'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let sandbox: TestSandbox
const of = (account: string, region?: string) => clientsOf(sandbox.url, account, region)
const put = async (body: unknown) => {
  const answer = await askControl(sandbox.url, 'drift', { method: 'PUT', body: JSON.stringify(body) })
  return { status: answer.status, ...((await answer.json()) as { error?: string; drifts?: Drift[] }) }
}

beforeAll(async () => {
  sandbox = await startForTest(clock)
})
afterAll(() => sandbox.stop())

const pointsOf = async (rule: string, region?: string) => {
  const command = { BackupVaultName: 'phaserai-prod-vault', MaxResults: 1000 }
  const { RecoveryPoints = [] } = await of(PHASERAI, region).backup.send(
    new Backup.ListRecoveryPointsByBackupVaultCommand(command),
  )
  return RecoveryPoints.filter((p) => p.CreatedBy?.BackupRuleName === rule)
}
const dumpsOf = async (Bucket: string, region?: string) => {
  const { Contents = [] } = await of(SOLOSUCCESS, region).s3.send(new S3.ListObjectsV2Command({ Bucket }))
  return Contents.map((o) => o.Key?.slice(-22, -7))
}

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
  const ask = (init: RequestInit) => askControl(sandbox.url, 'drift', init).then((r) => r.status)
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
  const copies = () => dumpsOf('solosuccess-backups-us-west-2', 'us-west-2')
  const [weekly, copied] = [(await pointsOf('weekly')).length, (await copies()).at(-1)]
  expect([weekly, copied]).toEqual([52, expect.stringMatching(/^20261121_0600/)])
  clock.forward(DAY / 1000)
  expect((await copies()).at(-1)).toBe(copied)
  expect((await dumpsOf('solosuccess-backups')).at(-1)).toMatch(/^20261122_0600/)
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
  const { drifts } = (await (await askControl(second.url, 'drift')).json()) as { drifts: Drift[] }
  expect(drifts.filter((d) => d.on).map((d) => [d.account, d.id, d.since])).toEqual([
    [PHOENIX, 'retention-short', '2026-11-21T12:00:30.000Z'],
  ])
  await second.stop()
  fs.rmSync(dataDir, { recursive: true })
})
