import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { applySync, type SyncRun } from '@/lib/inventory/apply/sync'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { type CollectorUnit, nothingSeen, type Seen, type SeenPoint } from '@/lib/inventory/model/seen'

const LOCATION = 'us-east-1/1/rds'
const START = Date.UTC(2026, 10, 21, 6)

let unit: CollectorUnit
let clock = START
let assetId: string

beforeEach(() => {
  const system = `s${randomUUID().slice(0, 8)}`
  assetId = `${system}:db`
  clock = START
  unit = {
    id: `${system}/1/us-east-1/rds`,
    system,
    accountId: '1',
    region: 'us-east-1',
    service: 'rds',
    roleArn: null,
    listings: [],
    buckets: [],
    vaults: [],
    replicas: [],
  }
})

const point = (identifier: string, at = START - 60_000): SeenPoint => ({
  assetKey: 'db',
  mechanism: 'rds-snapshot-manual',
  location: LOCATION,
  region: 'us-east-1',
  identifier,
  startedAt: at,
  consistentAt: at,
  completedAt: at + 1_000,
  inferred: false,
  status: 'available',
  sizeBytes: 10,
  encrypted: true,
  kmsKey: null,
  expiresAt: null,
  copyOf: null,
  details: {},
})

function seen(points: SeenPoint[], more: Partial<Seen> = {}): Seen {
  const complete = { assets: true, windows: true, alarms: false, points: [{ location: LOCATION, prefix: '' }] }
  const asset = { key: 'db', kind: 'db-instance', name: 'db', status: 'available', resourceId: 'db-1', facts: {} }
  return { ...nothingSeen(), assets: [asset], points, complete, calls: 4, ...more }
}
function run(what: Seen, faults: SyncRun['faults'] = []): SyncRun {
  clock += 60_000
  return { startedAt: clock, durationMs: 5, seen: what, faults }
}
const entries = async () => {
  const row = await db.assetSummary.findUniqueOrThrow({ where: { assetId } })
  return { version: row.version, mechanisms: row.mechanisms as unknown as MechanismSummary[] }
}
const live = async () =>
  (await db.recoveryPoint.findMany({ where: { assetId, goneAt: null }, orderBy: { identifier: 'asc' } })).map(
    (p) => p.identifier,
  )

describe('applying a run', () => {
  test('marks what vanished as gone, and what returns as there again, as the same point', async () => {
    await applySync(unit, run(seen([point('a'), point('b', START - 120_000)])))
    const before = await db.recoveryPoint.findFirstOrThrow({ where: { assetId, identifier: 'a' } })
    expect(await applySync(unit, run(seen([point('b', START - 120_000)])))).toMatchObject({ gone: 1, inserted: 0 })
    expect(await live()).toEqual(['b'])
    expect((await entries()).mechanisms).toMatchObject([{ count: 1, newest: { identifier: 'b' } }])
    await applySync(unit, run(seen([point('a'), point('b', START - 120_000)])))
    expect(await live()).toEqual(['a', 'b'])
    const after = await db.recoveryPoint.findFirstOrThrow({ where: { assetId, identifier: 'a' } })
    expect(after).toMatchObject({ id: before.id, firstSeenAt: before.firstSeenAt, goneAt: null })
    expect((await entries()).mechanisms).toMatchObject([{ count: 2, bytes: 20, newest: { pointId: before.id } }])
  })

  test('a run that failed keeps everything, with its age', async () => {
    await applySync(unit, run(seen([point('a')])))
    const before = await entries()
    const fault = { kind: 'unavailable' as const, code: 'GarbledAnswer', sentence: 'A web page.' }
    await applySync(unit, run(nothingSeen(), [{ what: 'Snapshots', fault }]))
    expect(await live()).toEqual(['a'])
    expect(await entries()).toEqual(before)
    expect(await db.collector.findUniqueOrThrow({ where: { id: unit.id } })).toMatchObject({
      failingSince: new Date(clock),
      lastSuccessAt: new Date(clock - 60_000),
      errorCode: 'unavailable/GarbledAnswer',
      errorText: 'Snapshots: A web page.',
    })
  })

  test('a confirmation moves the time of observation and no version', async () => {
    await applySync(unit, run(seen([point('a')])))
    const before = await entries()
    await applySync(unit, run(seen([point('a')])))
    const after = await entries()
    expect(after.version).toBe(before.version)
    expect((after.mechanisms[0]?.observedAt ?? 0) - (before.mechanisms[0]?.observedAt ?? 0)).toBe(60_000)
  })

  test('an instance that is not there is gone, and un-gone when it returns', async () => {
    await applySync(unit, run(seen([])))
    await applySync(unit, run(seen([], { assets: [] })))
    const asset = () => db.asset.findUniqueOrThrow({ where: { id: assetId } })
    expect(await asset()).toMatchObject({ goneAt: new Date(clock), planned: false })
    await applySync(unit, run(seen([])))
    expect(await asset()).toMatchObject({ goneAt: null, status: 'available' })
  })

  test('windows are kept, observed when they move, and gone when the listing lacks them', async () => {
    const window = (latest: number) => ({
      assetKey: 'db',
      mechanism: 'rds-automated' as const,
      location: LOCATION,
      region: 'us-east-1',
      earliest: START - 86_400_000,
      latest,
      status: 'active',
    })
    for (const latest of [START, START, START + 300_000])
      await applySync(unit, run(seen([], { windows: [window(latest)] })))
    expect(await db.observation.count({ where: { assetId, measure: 'window-latest' } })).toBe(2)
    expect((await entries()).mechanisms).toMatchObject([{ kind: 'window', latestAt: START + 300_000 }])
    await applySync(unit, run(seen([])))
    expect(await db.restoreWindow.findFirst({ where: { assetId } })).toMatchObject({ goneAt: new Date(clock) })
    expect((await entries()).mechanisms).toEqual([])
  })

  test('two workers at once leave one of each', async () => {
    const points = Array.from({ length: 200 }, (_, i) => point(`p${i}`, START - i * 1_000))
    const runs = [run(seen(points)), run(seen(points)), run(seen(points))]
    await Promise.all(runs.map((each) => applySync(unit, each)))
    expect(await db.recoveryPoint.count({ where: { assetId } })).toBe(200)
    expect((await entries()).mechanisms).toMatchObject([{ count: 200 }])
  })

  test('a run that began earlier does not undo a later one', async () => {
    const slow = run(seen([point('a'), point('old')]))
    await applySync(unit, run(seen([point('a')])))
    expect(await applySync(unit, slow)).toEqual({ overtaken: true })
    expect(await live()).toEqual(['a'])
  })

  test('ten thousand points are taken in seconds, and confirmed faster', async () => {
    const points = Array.from({ length: 10_000 }, (_, i) => point(`p${i}`, START - i * 1_000))
    const began = Date.now()
    await applySync(unit, run(seen(points)))
    const inserted = Date.now() - began
    await applySync(unit, run(seen(points)))
    console.info(`10,000 points: inserted in ${inserted} ms, confirmed in ${Date.now() - began - inserted} ms`)
    expect((await entries()).mechanisms).toMatchObject([{ count: 10_000, newest: { identifier: 'p0' } }])
    expect(inserted).toBeLessThan(15_000)
  }, 60_000)
})
