import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Backup from '@aws-sdk/client-backup'
import * as RDS from '@aws-sdk/client-rds'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsUpTo } from '@/lib/sandbox/data'
import type { SandboxFile } from '@/lib/sandbox/secrets'
import { type RunningSandbox, startSandbox } from '@/lib/sandbox/start'
import { clientsOf, DEVONN, PHASERAI, PHOENIX } from '@/lib/sandbox/testing'
import { readToken } from '@/lib/sandbox/token'

const TABLE = 'app_8b514_users'
let dataDir: string
let sandbox: RunningSandbox
let file: SandboxFile
let phaserai: ReturnType<typeof clientsOf>

const start = () => startSandbox({ port: 0, dataDir, pace: 1 })

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-db-'))
  fs.chmodSync(dataDir, 0o755)
  sandbox = await start()
  file = JSON.parse(fs.readFileSync(path.join(dataDir, 'sandbox.json'), 'utf8'))
  phaserai = clientsOf(sandbox.url, PHASERAI)
  await sandbox.databases?.settled()
}, 60_000)
afterAll(async () => {
  await sandbox.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function query(database: string, sql: string): Promise<{ rows: number; last: Date }> {
  const client = new pg.Client({ ...file.postgres, database })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return { rows: Number(rows[0].rows), last: rows[0].last }
  } finally {
    await client.end()
  }
}
const contentOf = (database: string, table = TABLE) =>
  query(database, `SELECT count(*) AS rows, max(created_at) AS last FROM "${table}"`)

async function untilAvailable(id: string) {
  for (let tries = 0; tries < 100; tries++) {
    const { DBInstances } = await phaserai.rds.send(new RDS.DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))
    if (DBInstances?.[0]?.DBInstanceStatus === 'available') return DBInstances[0]
    await sleep(100)
  }
  throw new Error(`${id} did not become available`)
}

const secondsAgo = (seconds: number) => new Date(Math.floor(Date.now() / 1000 - seconds) * 1000)

test('the file that tells how to get in is for its owner only', () => {
  expect(fs.statSync(path.join(dataDir, 'sandbox.json')).mode & 0o777).toBe(0o600)
  expect(file.postgres.password.length).toBeGreaterThan(20)
})

test('each instance has its database, and new rows keep coming', async () => {
  expect((await contentOf('phoenix', 'experiments')).rows).toBeGreaterThan(0)
  const before = await contentOf('phaserai-prod')
  await sleep(7000)
  const after = await contentOf('phaserai-prod')
  expect(after.rows).toBeGreaterThan(before.rows)
  expect(Math.abs(after.rows - rowsUpTo(Date.now(), sandbox.born))).toBeLessThanOrEqual(1)
})

test('a replica trails its source', async () => {
  const [source, replica] = await Promise.all(
    ['devonn-postgres-production', 'devonn-postgres-replica-production'].map((name) => contentOf(name, 'users')),
  )
  const behind = (source?.last.getTime() ?? 0) - (replica?.last.getTime() ?? 0)
  expect(behind).toBeGreaterThan(300_000)
})

test('a restore to a point in time makes a database with exactly the rows up to that second', async () => {
  const RestoreTime = secondsAgo(600)
  await phaserai.rds.send(
    new RDS.RestoreDBInstanceToPointInTimeCommand({
      SourceDBInstanceIdentifier: 'phaserai-prod',
      TargetDBInstanceIdentifier: 'to-the-second',
      RestoreTime,
    }),
  )
  const { Endpoint } = await untilAvailable('to-the-second')
  expect([Endpoint?.Address, Endpoint?.Port]).toEqual([file.postgres.host, file.postgres.port])
  const { rows, last } = await contentOf('to-the-second')
  const source = `SELECT count(*) AS rows, max(created_at) AS last FROM ${TABLE} WHERE created_at <= '${RestoreTime.toISOString()}'`
  expect(await query('phaserai-prod', source)).toEqual({ rows, last })
  expect(rows).toBe(rowsUpTo(RestoreTime.getTime(), sandbox.born))
  await sleep(4500)
  expect((await contentOf('to-the-second')).rows).toBe(rows)
})

test('a restore from a snapshot, and one from a vault, hold the rows of their own moment', async () => {
  const describe = new RDS.DescribeDBSnapshotsCommand({
    DBInstanceIdentifier: 'phaserai-prod',
    SnapshotType: 'automated',
  })
  const snapshot = (await phaserai.rds.send(describe)).DBSnapshots?.[0]
  await phaserai.rds.send(
    new RDS.RestoreDBInstanceFromDBSnapshotCommand({
      DBInstanceIdentifier: 'from-snapshot',
      DBSnapshotIdentifier: snapshot?.DBSnapshotIdentifier,
    }),
  )
  const vault = new Backup.ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'phaserai-prod-vault' })
  const point = (await phaserai.backup.send(vault)).RecoveryPoints?.find((p) => p.Status === 'COMPLETED')
  await phaserai.backup.send(
    new Backup.StartRestoreJobCommand({
      RecoveryPointArn: point?.RecoveryPointArn,
      IamRoleArn: 'arn:aws:iam::210000000001:role/tidemark-restore',
      Metadata: { DBInstanceIdentifier: 'from-vault' },
    }),
  )
  for (const [name, moment] of [
    ['from-snapshot', snapshot?.SnapshotDatabaseTime],
    ['from-vault', point?.CreationDate],
  ] as const) {
    await untilAvailable(name)
    expect((await contentOf(name)).rows).toBe(rowsUpTo(moment?.getTime() ?? 0, sandbox.born))
  }
})

test('deleting an instance drops its database, and its name may be used again', async () => {
  const restore = (RestoreTime: Date) =>
    phaserai.rds.send(
      new RDS.RestoreDBInstanceToPointInTimeCommand({
        SourceDBInstanceIdentifier: 'phaserai-prod',
        TargetDBInstanceIdentifier: 'used-again',
        RestoreTime,
      }),
    )
  await restore(secondsAgo(7200))
  await untilAvailable('used-again')
  const first = await contentOf('used-again')
  await phaserai.rds.send(
    new RDS.DeleteDBInstanceCommand({ DBInstanceIdentifier: 'used-again', SkipFinalSnapshot: true }),
  )
  await sandbox.databases?.settled()
  await expect(contentOf('used-again')).rejects.toThrow(/does not exist/)
  await sleep(400)
  await restore(secondsAgo(3600))
  await untilAvailable('used-again')
  expect((await contentOf('used-again')).rows).toBeGreaterThan(first.rows)
})

test('one name in two accounts is two databases', async () => {
  const restore = (account: string, source: string) =>
    clientsOf(sandbox.url, account).rds.send(
      new RDS.RestoreDBInstanceToPointInTimeCommand({
        SourceDBInstanceIdentifier: source,
        TargetDBInstanceIdentifier: 'same-name',
        UseLatestRestorableTime: true,
      }),
    )
  await restore(DEVONN, 'devonn-postgres-production')
  await restore(PHOENIX, 'phoenix')
  await sandbox.databases?.settled()
  const [devonn, phoenix] = ['same-name', `same-name.${PHOENIX}.us-east-1`]
  expect((await contentOf(devonn, 'users')).rows).toBeGreaterThan(0)
  expect((await contentOf(phoenix, 'experiments')).rows).toBeGreaterThan(0)
  await expect(contentOf(devonn, 'experiments')).rejects.toThrow('does not exist')
  await expect(contentOf(phoenix, 'users')).rejects.toThrow('does not exist')
})

/** The process as `npm run up` starts it, on a port of its own choice. */
async function launch(dir: string, port: number) {
  const bundle = path.resolve('node_modules/.cache/sandbox-test/main.mjs')
  const entry = path.resolve('lib/sandbox/main.ts')
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    logLevel: 'error',
  })
  const env = { ...process.env, SANDBOX_PORT: String(port), TIDEMARK_DATA: dir, SANDBOX_PACE: '2' }
  const child = spawn(process.execPath, [bundle], { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for (let tries = 0; tries < 200; tries++) {
    const answer = await askHealth(dir, port)
    const health = answer?.ok ? ((await answer.json()) as { databases: unknown }) : null
    if (health && health.databases !== 'none') return { child, ended }
    await sleep(100)
  }
  throw new Error('the sandbox did not start')
}

test('killed in the middle of a restore, the next start finishes it with exactly its rows', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-kill-'))
  fs.chmodSync(dir, 0o755)
  const port = 5291
  const first = await launch(dir, port)
  const { rds } = clientsOf(`http://127.0.0.1:${port}`, PHASERAI)
  const RestoreTime = secondsAgo(1800)
  await rds.send(
    new RDS.RestoreDBInstanceToPointInTimeCommand({
      SourceDBInstanceIdentifier: 'phaserai-prod',
      TargetDBInstanceIdentifier: 'survivor',
      RestoreTime,
    }),
  )
  first.child.kill('SIGKILL')
  await first.ended
  const second = await launch(dir, port)
  const known: SandboxFile = JSON.parse(fs.readFileSync(path.join(dir, 'sandbox.json'), 'utf8'))
  let rows = -1
  for (let tries = 0; tries < 200 && rows < 0; tries++) {
    const client = new pg.Client({ ...known.postgres, database: 'survivor' })
    try {
      await client.connect()
      rows = Number((await client.query(`SELECT count(*) AS rows FROM ${TABLE}`)).rows[0].rows)
    } catch {
      await sleep(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  expect(rows).toBe(rowsUpTo(RestoreTime.getTime(), Date.parse(known.born)))
  const { DBInstances } = await clientsOf(`http://127.0.0.1:${port}`, PHASERAI).rds.send(
    new RDS.DescribeDBInstancesCommand({ DBInstanceIdentifier: 'survivor' }),
  )
  expect(DBInstances?.[0]?.DBInstanceStatus).toBe('available')
  second.child.kill('SIGTERM')
  await second.ended
  fs.rmSync(dir, { recursive: true, force: true })
}, 60_000)

/** What the sandbox of another process says of itself; null while it does not answer yet. */
function askHealth(dir: string, port: number): Promise<Response | null> {
  const headers = { authorization: `Bearer ${readToken(dir)}` }
  return fetch(`http://127.0.0.1:${port}/_sandbox/health`, { headers }).catch(() => null)
}
