import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as Backup from '@aws-sdk/client-backup'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import * as STS from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
import {
  askControl,
  callsOf,
  clientsOf,
  HandClock,
  PHASERAI,
  SOLOSUCCESS,
  setFault,
  startForTest,
} from '@/lib/sandbox/testing'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

let clock: HandClock
let sandbox: RunningSandbox
const listInstances = () => new RDS.DescribeDBInstancesCommand({})
const phaserai = () => clientsOf(sandbox.url, PHASERAI)

beforeEach(async () => {
  clock = new HandClock()
  sandbox = await startForTest(clock)
})
afterEach(() => sandbox.stop())

test.each([
  ['throttle', 'Throttling'],
  ['error', 'InternalFailure'],
  ['deny', 'AccessDenied'],
])('%s answers %s, in its scope only, until it is off', async (kind, name) => {
  const scope = { kind, account: PHASERAI, service: 'rds' }
  await setFault(sandbox.url, scope)
  await expect(phaserai().rds.send(listInstances())).rejects.toMatchObject({ name })
  await phaserai().backup.send(new Backup.ListBackupVaultsCommand({}))
  await clientsOf(sandbox.url, SOLOSUCCESS).rds.send(listInstances())
  await setFault(sandbox.url, { ...scope, on: false })
  await phaserai().rds.send(listInstances())
})

test('html answers a page with status 200, which the SDK alone takes for an empty listing', async () => {
  await setFault(sandbox.url, { kind: 'html', account: SOLOSUCCESS })
  const { s3, rds } = clientsOf(sandbox.url, SOLOSUCCESS)
  const listed = await s3.send(new S3.ListObjectsV2Command({ Bucket: 'solosuccess-backups' })).catch((e: Error) => e)
  expect(listed).not.toHaveProperty('KeyCount')
  expect((await rds.send(listInstances())).DBInstances).toBeUndefined()
})

test('down drops the connection and does nothing', async () => {
  await setFault(sandbox.url, { kind: 'down', times: 1 })
  await expect(phaserai().rds.send(listInstances())).rejects.toMatchObject({
    $metadata: expect.not.objectContaining({ httpStatusCode: 200 }),
  })
  await phaserai().rds.send(listInstances())
})

test('lose-reply acts and then drops the connection: the doubt that a restore must survive', async () => {
  await setFault(sandbox.url, { kind: 'lose-reply', action: 'RestoreDBInstanceToPointInTime', times: 1 })
  const restore = new RDS.RestoreDBInstanceToPointInTimeCommand({
    SourceDBInstanceIdentifier: 'phaserai-prod',
    TargetDBInstanceIdentifier: 'in-doubt',
    UseLatestRestorableTime: true,
  })
  await expect(phaserai().rds.send(restore)).rejects.toBeInstanceOf(Error)
  expect((await callsOf(sandbox.url, 'RestoreDBInstanceToPointInTime')).length).toBe(1)
  await expect(phaserai().rds.send(restore)).rejects.toBeInstanceOf(RDS.DBInstanceAlreadyExistsFault)
})

test('slow waits, then answers', async () => {
  await setFault(sandbox.url, { kind: 'slow', ms: 300, account: PHASERAI })
  const before = performance.now()
  await phaserai().rds.send(listInstances())
  expect(performance.now() - before).toBeGreaterThanOrEqual(295)
})

test('stop-schedule: no new points while it is on, restore window held, all goes on afterwards', async () => {
  const { rds, s3 } = clientsOf(sandbox.url, SOLOSUCCESS)
  const latest = async () => (await rds.send(listInstances())).DBInstances?.[0]?.LatestRestorableTime?.getTime() ?? 0
  const dumps = async () => {
    const list = new S3.ListObjectsV2Command({ Bucket: 'solosuccess-backups', Prefix: 'database/' })
    return (await s3.send(list)).Contents?.map((o) => o.Key?.slice(-18, -7)) ?? []
  }
  await setFault(sandbox.url, { kind: 'stop-schedule', account: SOLOSUCCESS })
  const held = await latest()
  clock.forward(6.5 * 3600)
  expect(await latest()).toBe(held)
  expect((await dumps()).at(-1)).toMatch(/^1121_1200/)
  await setFault(sandbox.url, { kind: 'stop-schedule', account: SOLOSUCCESS, on: false })
  clock.forward(6 * 3600)
  expect(await latest()).toBeGreaterThan(held)
  const keys = await dumps()
  expect(keys.at(-1)).toMatch(/^1122_0000/)
  expect(keys.at(-2)).toMatch(/^1121_1200/)
})

test('a web page may not turn the knobs, and nonsense is refused', async () => {
  const from = (headers: Record<string, string>, body: string) =>
    askControl(sandbox.url, 'faults', { method: 'POST', headers, body }).then((r) => r.status)
  expect(await from({ origin: 'http://evil.example' }, '{"kind":"down"}')).toBe(403)
  expect(await from({}, '{"kind":"bogus"}')).toBe(400)
  expect(await from({}, 'no json')).toBe(400)
})

test('roles are assumed across accounts; the hub may do nothing else, a reading role changes nothing, and sessions end', async () => {
  const config = { endpoint: sandbox.url, region: 'us-east-1', maxAttempts: 1 }
  const hub = { ...config, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } }
  const sts = new STS.STSClient(hub)
  await expect(new RDS.RDSClient(hub).send(listInstances())).rejects.toMatchObject({ name: 'AccessDenied' })
  const assume = (RoleArn: string) => sts.send(new STS.AssumeRoleCommand({ RoleArn, RoleSessionName: 'tidemark' }))
  await expect(assume('arn:aws:iam::999999999999:role/x')).rejects.toMatchObject({ name: 'AccessDenied' })
  await expect(assume('nonsense')).rejects.toMatchObject({ name: 'ValidationError' })
  const { Credentials: c } = await assume(`arn:aws:iam::${PHASERAI}:role/tidemark-read`)
  const credentials = {
    accessKeyId: c?.AccessKeyId ?? '',
    secretAccessKey: c?.SecretAccessKey ?? '',
    sessionToken: c?.SessionToken,
  }
  const rds = new RDS.RDSClient({ ...config, credentials: credentials as never })
  expect((await rds.send(listInstances())).DBInstances?.length).toBe(3)
  const identity = await new STS.STSClient({ ...config, credentials: credentials as never }).send(
    new STS.GetCallerIdentityCommand({}),
  )
  expect(identity.Arn).toContain('assumed-role/tidemark-read')
  const snapshot = { DBInstanceIdentifier: 'phaserai-prod', DBSnapshotIdentifier: 'x' }
  await expect(rds.send(new RDS.CreateDBSnapshotCommand(snapshot))).rejects.toMatchObject({ name: 'AccessDenied' })
  clock.forward(3601)
  await expect(rds.send(listInstances())).rejects.toMatchObject({ name: expect.stringMatching(/^ExpiredToken/) })
})

test('what was made, asked for and stopped survives the sandbox, also a torn last line', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'))
  const start = () => startForTest(clock, { dataDir, databases: false })
  let kept = await start()
  const command = { DBInstanceIdentifier: 'phaserai-prod', DBSnapshotIdentifier: 'kept' }
  await clientsOf(kept.url, PHASERAI).rds.send(new RDS.CreateDBSnapshotCommand(command))
  await setFault(kept.url, { kind: 'stop-schedule', account: PHASERAI })
  const { born } = kept
  await kept.stop()
  fs.appendFileSync(path.join(dataDir, 'sandbox-state.jsonl'), '{"kind":"snap')
  clock.forward(60)
  kept = await start()
  const find = new RDS.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'kept' })
  expect((await clientsOf(kept.url, PHASERAI).rds.send(find)).DBSnapshots?.[0]?.Status).toBe('available')
  expect((await callsOf(kept.url, 'CreateDBSnapshot')).length).toBe(1)
  const { faults } = (await (await askControl(kept.url, 'faults')).json()) as { faults: { kind: string }[] }
  expect(faults.map((f) => f.kind)).toEqual(['error', 'stop-schedule'])
  expect(kept.born).toBe(born)
  await setFault(kept.url, { kind: 'stop-schedule', account: PHASERAI, on: false })
  await kept.stop()
  fs.rmSync(dataDir, { recursive: true })
})
