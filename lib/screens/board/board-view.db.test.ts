import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { LATER_SECTIONS } from '@/lib/plans/document/plan-of-document'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import { boardView } from '@/lib/screens/board/board-view'
import { currentTroubles } from '@/lib/screens/board/current-troubles'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { packBoard, unpackBoard } from '@/lib/screens/board/rules/pack'
import { systemsView, systemView } from '@/lib/screens/system/system-view'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
const SYSTEM = `sys-${randomUUID().slice(0, 8)}`
const ACCOUNT = '210000000099'
const actor: Actor = { id: randomUUID(), email: 'v@x', name: 'Viewer', role: 'viewer' }
const source = { section: 's', says: 'says' }

const objective = (id: string, more: Partial<PlanObjective>): PlanObjective => ({
  id,
  name: id,
  scope: 'component',
  environment: 'production',
  covers: [],
  coversAssumed: false,
  services: [],
  rto: null,
  rpo: null,
  dataLossTolerance: null,
  availability: null,
  mttr: null,
  integrity: null,
  source,
  contradictions: [],
  ...more,
})
const dump: BackupPolicy = {
  id: 'dump',
  name: 'Dump',
  asset: 'db',
  mechanism: 'pg-dump',
  schedule: { kind: 'rate', every: 6 * HOUR },
  pointInTime: false,
  retention: [{ rung: 'all', keep: 30 * DAY, count: null }],
  window: null,
  encryption: null,
  store: { kind: 'objects', bucket: 'dumps', prefix: '', region: 'us-east-1', objectName: null, storageClass: null },
  copies: [],
  startWindow: 15 * MINUTE,
  grace: 15 * MINUTE,
  expectedDuration: null,
  verification: [],
  assumed: [],
  source,
  contradictions: [],
}
const asset = (key: string, kind: Plan['assets'][number]['kind']): Plan['assets'][number] => ({
  key,
  kind,
  name: `The ${key}`,
  identifier: key,
  platform: 'aws',
  assumed: false,
  assumedFacts: [],
  environment: 'production',
  region: 'us-east-1',
  role: 'primary',
  replicaOf: null,
  engine: { name: 'postgres', version: '15.8' },
  database: null,
  settings: { multiAz: true },
  restores: [],
  estimates: [],
  toFillIn: [],
  contradictions: [],
})
const plan: Plan = {
  ...LATER_SECTIONS,
  system: {
    key: SYSTEM,
    name: 'Test system',
    description: 'For tests.',
    classification: null,
    account: { id: ACCOUNT, role: 'r', restoreRole: 'r', regions: ['us-east-1'], assumed: [] },
    contradictions: [],
  },
  review: {
    version: '1.0',
    owner: null,
    approvedBy: null,
    lastUpdated: '2025-01-01',
    nextReview: '2025-04-01',
    frequency: null,
    every: null,
    alsoAfter: [],
    changes: [],
    toFillIn: [],
  },
  environments: [
    {
      key: 'production',
      name: 'Production',
      primaryRegion: 'us-east-1',
      drRegion: null,
      assumed: [],
      restoreApproval: null,
      estimates: [],
    },
  ],
  objectives: [
    objective('database', { covers: ['db'], rpo: { target: HOUR, max: null, realTime: false } }),
    objective('recovery', { covers: ['db'], rto: { target: 4 * HOUR, max: null }, availability: { target: 99.9 } }),
    objective('elsewhere', { rpo: { target: HOUR, max: null, realTime: false }, services: ['Queue'] }),
    objective('uptime', { availability: { target: 99 } }),
  ],
  assets: [asset('db', 'db-instance')],
  backups: [dump],
}
const at = (ms: number) => new Date(ms)
const dbId = `${SYSTEM}:db`
const collector = (service: string) => `${SYSTEM}/${ACCOUNT}/us-east-1/${service}`

async function observe(windowAge: number, observedAt: number) {
  const mechanisms = [
    {
      mechanism: 'rds-automated',
      location: `us-east-1/${ACCOUNT}/rds`,
      region: 'us-east-1',
      kind: 'window',
      earliestAt: NOW - 7 * DAY,
      latestAt: NOW - windowAge,
      observedAt,
      count: 0,
      bytes: 0,
      collectorId: collector('rds'),
    },
    {
      mechanism: 's3-object',
      location: `us-east-1/${ACCOUNT}/dumps`,
      region: 'us-east-1',
      kind: 'points',
      newest: {
        pointId: randomUUID(),
        identifier: 'x',
        consistentAt: NOW - 2.5 * HOUR,
        completedAt: NOW - 2.3 * HOUR,
        inferred: false,
      },
      observedAt,
      count: 20,
      bytes: 1,
      collectorId: collector('s3'),
    },
  ]
  await db.assetSummary.upsert({
    where: { assetId: dbId },
    create: { assetId: dbId, mechanisms, updatedAt: at(observedAt) },
    update: { mechanisms, version: { increment: 1 } },
  })
  for (const service of ['rds', 's3']) {
    const health = { lastAttemptAt: at(observedAt), lastSuccessAt: at(observedAt), failingSince: null, errorCode: null }
    await db.collector.upsert({
      where: { id: collector(service) },
      create: { id: collector(service), system: SYSTEM, accountId: ACCOUNT, region: 'us-east-1', service, ...health },
      update: health,
    })
  }
}

const own = (rows: BoardRow[]) => rows.filter((row) => row.system === SYSTEM)

beforeAll(async () => {
  const revision = await db.planRevision.create({
    data: { system: SYSTEM, contentHash: randomUUID(), version: '1.0', document: plan as never, source: '' },
  })
  await db.planInForce.create({
    data: { system: SYSTEM, revisionId: revision.id, since: at(NOW - DAY), file: 'plans/x.yaml', checkedAt: at(NOW) },
  })
  await db.asset.create({
    data: {
      id: dbId,
      system: SYSTEM,
      key: 'db',
      kind: 'db-instance',
      name: 'The db',
      identifier: 'db',
      region: 'us-east-1',
      accountId: ACCOUNT,
      collectorId: collector('rds'),
      facts: { backupRetentionDays: 7, multiAz: false },
      firstSeenAt: at(NOW - HOUR),
      confirmedAt: at(NOW - 20_000),
    },
  })
  // A dump every six hours for a week; the one of noon today never came.
  const noon = Date.UTC(2026, 10, 21, 12)
  const slots = Array.from({ length: 29 }, (_, index) => noon - index * 6 * HOUR).filter((slot) => slot !== noon)
  await db.recoveryPoint.createMany({
    data: slots.map((slot) => ({
      assetId: dbId,
      mechanism: 's3-object',
      location: `us-east-1/${ACCOUNT}/dumps`,
      region: 'us-east-1',
      identifier: `dump-${slot}`,
      startedAt: at(slot + 10_000),
      consistentAt: at(slot + 10_000),
      completedAt: at(slot + 12 * MINUTE),
      status: 'available',
      details: { policy: 'dump' },
      firstSeenAt: at(NOW - HOUR),
      confirmedAt: at(NOW),
    })),
  })
  await db.observation.createMany({
    data: Array.from({ length: 13 }, (_, index) => ({
      assetId: dbId,
      location: `us-east-1/${ACCOUNT}/rds`,
      measure: 'window-latest',
      at: at(NOW - HOUR + index * 5 * MINUTE),
      pointAt: at(NOW - HOUR + index * 5 * MINUTE - 4 * MINUTE),
    })),
  })
})

describe('the board', () => {
  it('shows every objective of the plan once, and the miss though the RPO is met', async () => {
    await observe(4 * MINUTE, NOW - 20_000)
    const board = await boardView(actor, NOW)
    const rows = own(board.rows)
    expect(rows.map((row) => [row.objectiveId, row.mark])).toEqual([
      ['elsewhere', 'unknown'],
      ['database', 'missed'],
      ['recovery', 'not-measured'],
      ['uptime', 'not-measured'],
    ])
    const database = rows.find((row) => row.objectiveId === 'database')
    expect(database).toMatchObject({
      exposure: 4 * MINUTE,
      ratio: 4 / 60,
      window: 7 * DAY,
      slots: { missed: 1, unknown: 0 },
    })
    expect(database?.sentence).toContain('which its plan never states')
    expect(database?.nextChangeAt).toBeGreaterThan(NOW)
    expect(unpackBoard(packBoard(board))).toEqual(board)
  })

  it('is unknown as soon as the facts are too old, and says so to whoever must be told', async () => {
    await observe(4 * MINUTE, NOW - HOUR)
    const rows = own((await boardView(actor, NOW)).rows)
    expect(rows.find((row) => row.objectiveId === 'database')).toMatchObject({
      mark: 'unknown',
      doubted: true,
      restorableTo: NOW - 4 * MINUTE,
    })
    const troubles = (await currentTroubles(NOW)).filter((trouble) => trouble.system === SYSTEM)
    expect(troubles.map(({ kind, since }) => [kind, since])).toContainEqual(['unknown', NOW - HOUR])
  })

  it('is breached by the newest known point when nothing newer came', async () => {
    await observe(3 * HOUR, NOW - 20_000)
    const rows = own((await boardView(actor, NOW)).rows)
    expect(rows.find((row) => row.objectiveId === 'database')).toMatchObject({
      mark: 'breached',
      severity: 2,
      exposure: 2.5 * HOUR,
    })
    const troubles = (await currentTroubles(NOW)).filter((trouble) => trouble.system === SYSTEM)
    expect(troubles.map(({ kind }) => kind)).toContain('breach')
  })
})

describe('a system', () => {
  it('says what is measured, what is not, and where plan and account differ', async () => {
    await observe(4 * MINUTE, NOW - 20_000)
    const view = await systemView(actor, SYSTEM, null, NOW)
    expect(view.objectives.map(({ id }) => id)).toEqual(['database', 'recovery', 'elsewhere', 'uptime'])
    expect(view.findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['covered-by-unstated:database:db', 'setting:db:Multi-AZ', 'missed:dump']),
    )
    expect(view.plan.overdueBy).toBe(NOW - Date.UTC(2025, 3, 1))
    expect(view.assets[0]).toMatchObject({ key: 'db', collector: 'ok', hasPoints: true })
  })

  it('hatches what came before the first observation, and reports it beside the compliance', async () => {
    const { history } = await systemView(actor, SYSTEM, 'db', NOW)
    expect(history?.segments[0]).toMatchObject({ state: 'unknown', from: NOW - 7 * DAY, to: NOW - HOUR })
    expect(history?.compliance).toMatchObject({ unknown: 7 * DAY - HOUR, ratio: 1 })
  })

  it('without a plan in force does not exist', async () => {
    await expect(systemView(actor, 'nowhere', null, NOW)).rejects.toThrow('No plan in force')
  })

  it('is listed with its worst mark', async () => {
    const list = await systemsView(actor, NOW)
    expect(list.find(({ system }) => system === SYSTEM)).toMatchObject({ mark: 'unknown', objectives: 4 })
  })
})

describe('the past of an asset', () => {
  it('is read again only when its summary has changed', async () => {
    await observe(4 * MINUTE, NOW - 20_000)
    const missed = async () => own((await boardView(actor, NOW)).rows).find((row) => row.slots)?.slots?.missed
    expect(await missed()).toBe(1)
    const late = at(Date.UTC(2026, 10, 21, 12) + 10_000)
    await db.recoveryPoint.create({
      data: {
        assetId: dbId,
        mechanism: 's3-object',
        location: `us-east-1/${ACCOUNT}/dumps`,
        region: 'us-east-1',
        identifier: 'found-at-last',
        startedAt: late,
        consistentAt: late,
        completedAt: at(late.getTime() + 12 * MINUTE),
        status: 'available',
        details: { policy: 'dump' },
        firstSeenAt: at(NOW),
        confirmedAt: at(NOW),
      },
    })
    expect(await missed()).toBe(1)
    await observe(4 * MINUTE, NOW - 10_000)
    expect(await missed()).toBe(0)
  })
})
