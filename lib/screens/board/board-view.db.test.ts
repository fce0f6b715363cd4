import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { boardView } from '@/lib/screens/board/board-view'
import { currentTroubles } from '@/lib/screens/board/current-troubles'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { packBoard, unpackBoard } from '@/lib/screens/board/rules/pack'
import { systemsView, systemView } from '@/lib/screens/system/system-view'
import { ACCOUNT, NOW, SYSTEM } from '@/lib/screens/testing/board-plan'
import { at, dbId, fillBoard, observe } from '@/lib/screens/testing/board-world'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const actor: Actor = { id: randomUUID(), email: 'v@x', name: 'Viewer', role: 'viewer', held: [] }
const own = (rows: BoardRow[]) => rows.filter((row) => row.system === SYSTEM)

beforeAll(fillBoard)

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
