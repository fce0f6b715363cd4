import { beforeAll, describe, expect, test } from 'vitest'
import { exportAudit } from '@/lib/audit/export'
import { auditPage } from '@/lib/audit/queries'
import type { Actor } from '@/lib/auth/model/actor'
import { listHeld, listUsers } from '@/lib/auth/queries'
import { db } from '@/lib/db/client'
import { findingsView } from '@/lib/findings/store/finding-queries'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { declarableSystems, roleCandidates } from '@/lib/incidents/store/choices'
import { deadlinesAfter, followUps } from '@/lib/incidents/store/follow-ups'
import { lastRehearsal } from '@/lib/incidents/store/last-rehearsal'
import { findIncident, getIncident, openIncidents, resolvedIncidents } from '@/lib/incidents/store/queries'
import { runbookWork } from '@/lib/incidents/store/runbook-work'
import { makeActor } from '@/lib/incidents/testing/fixtures'
import { outgoingMessages } from '@/lib/outbox/queries'
import { grantableSystems } from '@/lib/plans/in-force/grantable'
import { findPlan, plansInForce, plansWithoutRevision, revisionById } from '@/lib/plans/in-force/queries'
import { planRevisions } from '@/lib/plans/revisions/list-revisions'
import { openReview } from '@/lib/reviews/commands/open-review'
import { auditRecordOf } from '@/lib/reviews/store/audit-record'
import { findReview, listReviews, reviewedAmong } from '@/lib/reviews/store/queries'
import { boardView } from '@/lib/screens/board/board-view'
import { collectorHealth } from '@/lib/screens/board/collector-health'
import { calendarFile, calendarView } from '@/lib/screens/calendar/calendar'
import { messagePage } from '@/lib/screens/message/message-page'
import { planPage } from '@/lib/screens/plan/plan-page'
import { protectedAssets } from '@/lib/screens/recovery-points/protected-assets'
import { recoveryPointsView } from '@/lib/screens/recovery-points/recovery-points-view'
import { newRestoreView } from '@/lib/screens/restore/new-restore-view'
import { listRestores, restoreView } from '@/lib/screens/restore/restore-view'
import { runbookPage } from '@/lib/screens/runbook/runbook-page'
import { searchEverything } from '@/lib/screens/search/search-everything'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'
import { systemsView, systemView } from '@/lib/screens/system/system-view'
import { declarationOf, holding, makeWorld, nameOf, OTHER, OWN, type World } from '@/lib/screens/testing/two-systems'

let worlds: Record<'own' | 'other', World>
let one: Actor
let everyone: Actor

beforeAll(async () => {
  worlds = { own: await makeWorld(OWN), other: await makeWorld(OTHER) }
  for (const system of ['refused-own', 'refused-other']) {
    await db.planInForce.create({ data: { system, file: `plans/${system}.yaml`, faults: [], checkedAt: new Date() } })
  }
  for (const system of [OWN, OTHER]) {
    const id = `${system}/210000000000/us-east-1/rds`
    await db.collector.create({ data: { id, system, accountId: '210000000000', region: 'us-east-1', service: 'rds' } })
  }
  everyone = await makeActor('viewer')
  one = await holding({ [OWN]: 'approver', 'refused-own': 'viewer' })
}, 60_000)

const now = Date.now()
const month = new Date(now).toISOString().slice(0, 7)
const span = { from: now - 40 * 86_400_000, to: now + 60 * 86_400_000 }

/** Every list over systems: whose things it shows to a person. */
const LISTS: [string, (actor: Actor) => Promise<readonly string[]>][] = [
  ['plans in force', async (actor) => (await plansInForce(actor)).map(({ system }) => system)],
  ['the board', async (actor) => (await boardView(actor, now)).rows.map(({ system }) => system)],
  ['the board’s findings', async (actor) => (await boardView(actor, now)).findings.map(({ system }) => system)],
  ['the systems', async (actor) => (await systemsView(actor, now)).map(({ system }) => system)],
  ['restores', async (actor) => (await listRestores(actor, null)).rows.map(({ system }) => system)],
  ['recovery points', async (actor) => (await protectedAssets(actor)).map(({ system }) => system)],
  ['open incidents', async (actor) => (await openIncidents(actor)).map(({ system }) => system)],
  ['resolved incidents', async (actor) => (await resolvedIncidents(actor, null)).incidents.map(({ system }) => system)],
  ['reviews', async (actor) => (await listReviews(actor, null)).map(({ incident }) => incident.system)],
  [
    'the calendar’s systems',
    async (actor) => (await calendarView(actor, { month, system: null }, now)).systems.map(({ key }) => key),
  ],
  [
    'the calendar’s schedules',
    async (actor) => (await calendarView(actor, { month, system: null }, now)).schedules.map(({ system }) => system),
  ],
  ['the frame’s systems', async (actor) => (await readShellStatus(actor)).systems?.map(({ key }) => key) ?? []],
  [
    'the frame’s incidents',
    async (actor) => (await readShellStatus(actor)).incidents?.map(({ title }) => title.split(' ').at(-1) ?? '') ?? [],
  ],
]

describe('who holds a role of one system', () => {
  test.each(LISTS)('%s: sees that system and no other; who holds one for all sees both', async (_, list) => {
    const [seen, all] = [new Set(await list(one)), new Set(await list(everyone))]
    expect([...seen]).toEqual([OWN])
    expect([...all].sort()).toEqual([OWN, OTHER])
  })

  test('counts, refused plans, collectors, calendar file and reviewed incidents are of that system only', async () => {
    const [seen, all] = [await boardView(one, now), await boardView(everyone, now)]
    expect([seen.systems, all.systems]).toEqual([1, 2])
    expect(seen.objectives).toBeLessThan(all.objectives)
    expect([seen.collectors.total, all.collectors.total]).toEqual([1, 2])
    expect((await collectorHealth(one, now)).total).toBe(1)
    expect((await plansWithoutRevision(one)).map(({ system }) => system)).toEqual(['refused-own'])
    expect(await calendarFile(one, null, now)).not.toContain('SoloSuccess')
    expect(await calendarFile(everyone, null, now)).toContain('SoloSuccess')
    const both = [worlds.own.resolved, worlds.other.resolved]
    expect([...(await reviewedAmong(one, both))]).toEqual([worlds.own.resolved])
    expect((await reviewedAmong(everyone, both)).size).toBe(2)
  })

  test.each(['solosuccess', 'rows gone', 'again', 'production', 'inc-', 'rst-', 'runbook'])(
    'searching for %s finds nothing of another system',
    async (q) => {
      const text = JSON.stringify((await searchEverything(one, q, now)).results)
      for (const word of [OTHER, 'SoloSuccess', worlds.other.restore.number, nameOf(worlds.other.open)]) {
        expect(text.replaceAll(`"${q}"`, '')).not.toContain(word)
      }
      expect(JSON.stringify((await searchEverything(everyone, q, now)).results)).toMatch(/solosuccess|INC-|RST-/i)
    },
  )

  test('sees no other when both ask for the same at the same moment, and share a read', async () => {
    const all = Promise.all([everyone, one, everyone, one].map((actor) => openIncidents(actor)))
    const name = nameOf(worlds.other.open)
    const asked = [everyone, one, everyone, one].map((actor) =>
      getIncident(actor, name).then(
        () => 'read',
        () => 'none',
      ),
    )
    expect((await all).map((incidents) => new Set(incidents.map(({ system }) => system)).size)).toEqual([2, 1, 2, 1])
    expect(await Promise.all(asked)).toEqual(['read', 'none', 'read', 'none'])
  })

  test('an incident may be declared, and a role in it held, only where a role allows it', async () => {
    expect((await declarableSystems(one)).map(({ system, mayCommand }) => [system, mayCommand])).toEqual([[OWN, false]])
    const candidates = (await roleCandidates(everyone, OTHER)).map(({ id }) => id)
    expect(candidates).not.toContain(one.id)
    expect((await roleCandidates(everyone, OWN)).map(({ id }) => id)).toContain(one.id)
    expect(await roleCandidates(one, OTHER)).toEqual([])
  })
})

/** Every reading of one thing. */
const READINGS: [string, (actor: Actor, world: World) => Promise<unknown>][] = [
  ['its page', (actor, { system }) => systemView(actor, system, null, now)],
  ['its plan', (actor, { system }) => planPage(actor, system, now)],
  ['its plan in force', (actor, { system }) => findPlan(actor, system)],
  ['its plan’s revisions', (actor, { system }) => planRevisions(actor, system, { from: null, to: null })],
  [
    'the revision itself',
    async (actor, { system }) =>
      revisionById(actor, (await db.planRevision.findFirstOrThrow({ where: { system } })).id),
  ],
  ['its findings', (actor, { system }) => findingsView(actor, system, now)],
  ['its calendar', (actor, { system }) => calendarView(actor, { month, system }, now)],
  ['its calendar file', (actor, { system }) => calendarFile(actor, system, now)],
  [
    'a runbook',
    async (actor, { system }) =>
      runbookPage(actor, { system, runbookId: await firstOf(system, 'runbooks'), typed: {}, incident: null }, now),
  ],
  [
    'a message',
    async (actor, { system }) =>
      messagePage(actor, { system, templateId: await firstOf(system, 'templates'), typed: {}, incident: null }, now),
  ],
  ['what a runbook is worked in', (actor, { system }) => runbookWork(actor, system, null, now)],
  [
    'the recovery points of its database',
    (actor, { database }) => recoveryPointsView(actor, { assetId: database.assetId, ...span }),
  ],
  [
    'the form of a restore',
    (actor, { database }) => newRestoreView(actor, { asset: database.assetId, point: database.pointId }),
  ],
  ['a restore', (actor, { restore }) => restoreView(actor, restore.number)],
  ['an open incident', (actor, { open }) => getIncident(actor, nameOf(open))],
  ['an open incident’s page', (actor, { open }) => findIncident(actor, nameOf(open))],
  ['a review and its export', (actor, { resolved }) => findReview(actor, nameOf(resolved))],
]

async function firstOf(system: string, what: 'runbooks' | 'templates'): Promise<string> {
  const plan = await findPlan(everyone, system)
  if (!plan?.revisionId) return ''
  return (what === 'runbooks' ? plan.plan.runbooks : plan.plan.communications.templates)[0]?.id ?? ''
}

/** A drill that was carried to its end. */
async function rehearse(system: string): Promise<void> {
  const commander = await makeActor('commander')
  const { number } = await declareIncident(commander, declarationOf(system, { mode: 'drill' }))
  await resolveIncident(commander, { number, resumedAt: null, recoveredToAt: null }, { openReview })
}

describe('one thing', () => {
  /** What came of a reading: the thing, nothing, or why not. */
  const read = (work: Promise<unknown>) =>
    work.then(
      (value) => (value === null ? 'not-found' : 'read'),
      (error: { code?: string }) => error.code,
    )

  test.each(READINGS)('of another system, %s, is not found, and the same of one’s own is read', async (_, reading) => {
    expect(await read(reading(one, worlds.own)), 'own').toBe('read')
    expect(await read(reading(everyone, worlds.other)), 'by who may').toBe('read')
    expect(await read(reading(one, worlds.other)), 'other').toBe('not-found')
  })

  test('the audit, accounts, what they hold, and messages to the outside want a role for all', async () => {
    const admin = await holding({ [OWN]: 'admin', [OTHER]: 'admin' })
    const readings = [
      () => auditPage(admin, {}),
      () => auditPage(admin, { system: OWN }),
      () => exportAudit(admin),
      () => listUsers(admin),
      () => listHeld(admin),
      () => outgoingMessages(admin),
      () => grantableSystems(admin),
    ]
    for (const reading of readings) {
      await expect(reading(), String(reading)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('deadlines, rehearsals and the plan’s form of an incident are of one’s own systems', async () => {
    const { own, other } = worlds
    const neighbour = await holding({ [OTHER]: 'approver' })
    expect(await deadlinesAfter(everyone, own.resolved)).not.toEqual([])
    expect(await deadlinesAfter(neighbour, own.resolved)).toEqual([])
    for (const system of [null, OWN]) {
      expect(await followUps(everyone, { ...span, system })).not.toEqual([])
      expect(await followUps(neighbour, { ...span, system })).toEqual([])
    }
    for (const system of [OWN, OTHER]) await rehearse(system)
    expect(await lastRehearsal(one, OWN)).not.toBeNull()
    expect(await lastRehearsal(everyone, OTHER)).not.toBeNull()
    expect(await lastRehearsal(one, OTHER)).toBeNull()
    await expect(auditRecordOf(one, nameOf(other.resolved))).rejects.toMatchObject({ code: 'not-found' })
    const kept = await auditRecordOf(one, nameOf(own.resolved)).catch((error: { code: string }) => error.code)
    expect(kept).not.toBe('not-found')
  })
})
