import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { askControl, startControlled } from '@/lib/sandbox/testing'

const SYSTEMS = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']

let sandbox: RunningSandbox
let modules: Awaited<ReturnType<typeof load>>

// lib/env reads the endpoint once: the sandbox has to be there before anything that knows it.
async function load() {
  const [{ db }, { collectorsOf }, { plansInForce }, { applyPlanAssets }, { syncCollector }, plans] = await Promise.all(
    [
      import('@/lib/db/client'),
      import('@/lib/inventory/collect/collectors'),
      import('@/lib/plans/in-force/queries'),
      import('@/lib/inventory/apply/plan-assets'),
      import('@/lib/worker/sync-inventory'),
      import('@/lib/plans/revisions/publish-revision'),
    ],
  )
  const { parsePlan } = await import('@/lib/plans/document/parse')
  return { db, collectorsOf, plansInForce, applyPlanAssets, syncCollector, parsePlan, ...plans }
}

beforeAll(async () => {
  sandbox = await startControlled({ port: 0, dataDir: null, pace: 1 })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  })
  modules = await load()
  for (const system of SYSTEMS) {
    const file = `plans/${system}.yaml`
    const text = readFileSync(file, 'utf8')
    await modules.publishRevision({ system, file, text, parsed: modules.parsePlan(text, file), now: Date.now() })
  }
  for (const { plan } of await modules.plansInForce(SYSTEM)) await modules.applyPlanAssets(plan)
})
afterAll(() => sandbox.stop())

const quiet = { info: () => {}, warn: () => {} }
const sync = (id: string) => modules.syncCollector(id, { log: quiet, signal: new AbortController().signal })

async function fault(wish: Record<string, unknown>) {
  const body = JSON.stringify(wish)
  const reply = await askControl(sandbox.url, 'faults', { method: 'POST', body })
  expect(reply.status).toBe(200)
}

async function syncSystem(system: string) {
  for (const { plan } of await modules.plansInForce(SYSTEM)) {
    if (plan.system.key === system) await Promise.all(modules.collectorsOf(plan).map(({ id }) => sync(id)))
  }
}

/** All facts of a system, without the times at which they were confirmed. */
async function factsOf(system: string) {
  const { db } = modules
  const points = await db.recoveryPoint.findMany({
    where: { asset: { system } },
    select: { id: true, consistentAt: true, status: true, goneAt: true },
    orderBy: { id: 'asc' },
  })
  const windows = await db.restoreWindow.count({ where: { asset: { system }, goneAt: null } })
  return { points, windows, gone: await db.asset.count({ where: { system, goneAt: { not: null } } }) }
}
const collector = (id: string) => modules.db.collector.findUniqueOrThrow({ where: { id } })
const summary = async (assetId: string) => {
  const row = await modules.db.assetSummary.findUniqueOrThrow({ where: { assetId } })
  return { ...row, mechanisms: row.mechanisms as unknown as MechanismSummary[] }
}
const entryOf = async (assetId: string, mechanism: string, region: string) =>
  (await summary(assetId)).mechanisms.find((each) => each.mechanism === mechanism && each.region === region)

const SOLO_RDS = 'solosuccess/210000000002/us-east-1/rds'
const SOLO_S3 = 'solosuccess/210000000002/us-east-1/s3'
const SOLO = 'solosuccess:production-solosuccess-db'

describe('a sync of the five accounts over the wire', () => {
  beforeAll(async () => {
    for (const system of SYSTEMS) await syncSystem(system)
  }, 60_000)
  afterEach(async () => {
    await askControl(sandbox.url, 'faults', { method: 'DELETE' })
  })

  test('reads every source but the region that answers errors, which it names', async () => {
    const rows = await modules.db.collector.findMany()
    const failing = rows.filter((row) => row.failingSince !== null)
    expect(rows.length).toBeGreaterThan(25)
    expect(failing.map((row) => row.region)).toEqual(failing.map(() => 'us-west-2'))
    expect(new Set(failing.map((row) => row.system))).toEqual(new Set(['phoenix']))
    expect(failing.map((row) => row.lastSuccessAt)).toEqual(failing.map(() => null))
    expect(failing[0]?.errorText).toContain('503')
  })

  test('finds points by every mechanism, each in its own location', async () => {
    const { mechanisms } = await summary('phaserai:phaserai-prod')
    expect(mechanisms.map((each) => `${each.mechanism} ${each.location}`)).toEqual([
      'aws-backup us-east-1/210000000001/phaserai-prod-vault',
      'aws-backup-copy us-west-2/210000000001/phaserai-prod-vault',
      'rds-automated us-east-1/210000000001/rds',
      'rds-snapshot-automated us-east-1/210000000001/rds',
      'rds-snapshot-manual us-east-1/210000000001/rds',
      's3-object us-east-1/210000000001/phaserai-prod-database-backups',
      's3-object us-west-2/210000000001/phaserai-prod-database-backups-us-west-2',
    ])
    for (const each of mechanisms) if (each.kind === 'points') expect(each.newest?.inferred).toBe(false)
  })

  test('takes a replica as a point of its source, as old as its lag', async () => {
    const replica = await entryOf('devonn:devonn-postgres-production', 'replica', 'us-west-2')
    expect(replica?.location).toContain('devonn-postgres-')
    expect((replica?.observedAt ?? 0) - (replica?.latestAt ?? 0)).toBeGreaterThan(5 * 60_000)
    const lag = (await summary('devonn:devonn-postgres-replica-production')).replicaLag as { lagMs: number }
    expect(lag.lagMs).toBeGreaterThan(5 * 60_000)
  })

  test('gives what nothing observes a row without a collector', async () => {
    const asset = await modules.db.asset.findUniqueOrThrow({ where: { id: 'solosuccess:solosuccess-redis' } })
    expect(asset).toMatchObject({ planned: true, collectorId: null, confirmedAt: null })
  })

  test('changes nothing when nothing changed', async () => {
    const [before, version] = [await factsOf('solosuccess'), (await summary('solosuccess:solosuccess-backups')).version]
    await syncSystem('solosuccess')
    expect(await factsOf('solosuccess')).toEqual(before)
    expect((await summary('solosuccess:solosuccess-backups')).version).toBe(version)
  })

  test.each([
    ['html', 'unavailable/GarbledAnswer'],
    ['throttle', 'throttled/'],
    ['error', 'unavailable/'],
    ['down', 'unavailable/'],
    ['deny', 'denied/'],
  ])(
    'keeps the facts and their age when the account answers %s',
    async (kind, code) => {
      const before = await factsOf('solosuccess')
      const window = await entryOf(SOLO, 'rds-automated', 'us-east-1')
      const { lastSuccessAt } = await collector(SOLO_RDS)
      await fault({ kind, account: '210000000002' })
      await syncSystem('solosuccess')
      expect(await factsOf('solosuccess')).toEqual(before)
      expect(await entryOf(SOLO, 'rds-automated', 'us-east-1')).toEqual(window)
      for (const id of [SOLO_RDS, SOLO_S3]) {
        const row = await collector(id)
        expect(row.failingSince, `${id} fails`).not.toBeNull()
        expect(row.errorCode).toContain(code)
      }
      expect((await collector(SOLO_RDS)).lastSuccessAt).toEqual(lastSuccessAt)
      await fault({ kind, account: '210000000002', on: false })
      await syncSystem('solosuccess')
      expect(await collector(SOLO_RDS)).toMatchObject({ failingSince: null, errorCode: null, errorText: null })
    },
    90_000,
  )

  test('a listing whose marker repeats is incomplete, and takes nothing away', async () => {
    const before = await factsOf('phaserai')
    await fault({ kind: 'repeat-token', account: '210000000001' })
    await syncSystem('phaserai')
    const rows = await modules.db.collector.findMany({ where: { system: 'phaserai', incomplete: true } })
    expect(rows.map((row) => row.errorCode)).toContain('incomplete/RepeatedMarker')
    expect((await factsOf('phaserai')).points.filter((point) => point.goneAt !== null)).toEqual(
      before.points.filter((point) => point.goneAt !== null),
    )
  }, 60_000)

  test('a slow source holds up no other', async () => {
    await fault({ kind: 'slow', account: '210000000002', region: 'us-east-1', service: 'rds', ms: 3_000 })
    const began = Date.now()
    const slow = sync(SOLO_RDS)
    await sync(SOLO_S3)
    const others = Date.now() - began
    await slow
    expect(others).toBeLessThan(Date.now() - began)
    expect((await collector(SOLO_RDS)).failingSince).toBeNull()
  }, 60_000)

  test('two workers share the work: one job a source and interval, none left out', async () => {
    const { startSync } = await import('@/lib/worker/sync-inventory')
    const since = new Date()
    const before = await callsOf('DescribeDBInstances')
    const stop = new AbortController()
    const workers = [1, 2].map(() => startSync({ log: quiet, signal: stop.signal, intervalS: 3_600 }))
    const units = (await modules.plansInForce(SYSTEM)).flatMap(({ plan }) => modules.collectorsOf(plan))
    const fresh = () => modules.db.collector.count({ where: { lastAttemptAt: { gt: since } } })
    await expect.poll(fresh, { timeout: 40_000, interval: 500 }).toBe(units.length)
    stop.abort()
    await Promise.all(workers)
    // A region that answers errors is asked three times.
    const rds = units.filter(({ service, id }) => service === 'rds' && !id.includes('210000000005/us-west-2')).length
    expect((await callsOf('DescribeDBInstances')) - before).toBe(rds)
  }, 60_000)
})

async function callsOf(action: string): Promise<number> {
  const reply = await askControl(sandbox.url, `calls?action=${action}`)
  const { calls } = (await reply.json()) as { calls: { account: string; region: string }[] }
  return calls.filter(({ account, region }) => !(account === '210000000005' && region === 'us-west-2')).length
}
