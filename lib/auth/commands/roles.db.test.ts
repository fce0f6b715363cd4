import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Grantable, giveRole, mapPlanRole } from '@/lib/auth/commands/give-role'
import { takeRole } from '@/lib/auth/commands/take-role'
import { changeAccess, changeRole } from '@/lib/auth/manage-users'
import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { peopleOfPlanRoles, peopleWhoMay } from '@/lib/auth/people'
import { listHeld } from '@/lib/auth/queries'
import { can, EVERY_SYSTEM, ROLES } from '@/lib/auth/rules/roles'
import { signedIn, signedInAs } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { type LiveSignal, liveHub } from '@/lib/live/hub'

const PLANS: Grantable[] = [
  { system: 'phaserai', planRoles: ['Infrastructure engineer'] },
  { system: 'solosuccess', planRoles: ['engineering lead', 'CTO'] },
]

let admin: SignedIn

async function person(role: Role | null): Promise<SignedIn> {
  const email = `${role ?? 'nothing'}-${randomUUID().slice(0, 8)}@example.org`
  const { id } = await db.user.create({ data: { email, name: email, role, passwordHash: 'none' } })
  return signedIn({ id, email, name: email, role, held: [] })
}

const heldBy = async ({ id }: Actor) => (await signedInAs(id))?.held
const actsOn = async ({ id }: Actor) => {
  const rows = await db.auditRecord.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ action, system, detail, actorId }) => ({ action, system, detail, actorId }))
}

beforeAll(async () => {
  admin = await person('admin')
})

describe('a role of one system', () => {
  test('holds there at the next request beside what is held, and no more once it is taken', async () => {
    const someone = await person(null)
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'approver' }, PLANS)
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'dba' }, PLANS)
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'dba' }, PLANS)
    expect(await heldBy(someone)).toEqual([
      { system: 'phaserai', role: 'dba', planRole: null },
      { system: 'phaserai', role: 'approver', planRole: null },
    ])
    const rows = (await listHeld(admin)).filter(({ userId }) => userId === someone.id)
    expect(rows.map(({ system, role, by }) => [system, role, by])).toEqual([
      ['phaserai', 'approver', admin.name],
      ['phaserai', 'dba', admin.name],
    ])
    for (const { id: heldId } of rows) await takeRole(admin, { heldId })
    expect(await heldBy(someone)).toEqual([])
    await expect(takeRole(admin, { heldId: rows[0]?.id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await actsOn(someone)).map(({ action, system, actorId }) => [action, system, actorId])).toEqual([
      ['user.give-role', 'phaserai', admin.id],
      ['user.give-role', 'phaserai', admin.id],
      ['user.take-role', 'phaserai', admin.id],
      ['user.take-role', 'phaserai', admin.id],
    ])
  })

  test('of a plan is compared in any writing, and allows nothing by itself', async () => {
    const someone = await person(null)
    await mapPlanRole(admin, { userId: someone.id, planRole: 'solosuccess/Engineering-Lead' }, PLANS)
    await mapPlanRole(admin, { userId: someone.id, planRole: 'solosuccess/engineering lead' }, PLANS)
    expect(await heldBy(someone)).toEqual([{ system: 'solosuccess', role: null, planRole: 'engineering lead' }])
    const actor = await signedInAs(someone.id)
    expect(actor && can(actor, 'board.read', { system: 'solosuccess' })).toBe(false)
    expect((await peopleOfPlanRoles(db, ['solosuccess'])).map(({ id }) => id)).toContain(someone.id)
    expect(await peopleOfPlanRoles(db, ['phaserai'])).toEqual([])
    await changeAccess(admin, { userId: someone.id, disabled: true })
    expect((await peopleOfPlanRoles(db, ['solosuccess'])).map(({ id }) => id)).not.toContain(someone.id)
    expect((await actsOn(someone)).map(({ action }) => action)).toEqual(['user.map-plan-role', 'user.disable'])
  })

  test('counts among those who may, for its system only', async () => {
    const someone = await person('viewer')
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'commander' }, PLANS)
    const may = async (system: string) =>
      (await peopleWhoMay(db, 'incident.command', { system })).some(({ id }) => id === someone.id)
    expect([await may('phaserai'), await may('solosuccess')]).toEqual([true, false])
  })

  test('is told to the streams of whoever it was given to', async () => {
    const someone = await person('viewer')
    const heard: LiveSignal[] = []
    const unsubscribe = liveHub.subscribe((signal) => heard.push(signal))
    await expect.poll(() => liveHub.listening).toBe(true)
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'dba' }, PLANS)
    await expect.poll(() => heard).toContainEqual(expect.objectContaining({ topic: 'users', id: someone.id }))
    unsubscribe()
  })
})

test('everything that an admin does to what somebody holds asks for the password again', async () => {
  const { id: userId } = await person('viewer')
  await giveRole(admin, { userId, system: 'phaserai', role: 'dba' }, PLANS)
  const [row] = (await listHeld(admin)).filter((one) => one.userId === userId)
  const late = signedIn(admin, { checkedAt: Date.now() - 301_000 })
  for (const act of [
    () => giveRole(late, { userId, system: 'phaserai', role: 'admin' }, PLANS),
    () => mapPlanRole(late, { userId, planRole: 'solosuccess/CTO' }, PLANS),
    () => takeRole(late, { heldId: row?.id }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'confirm' })
  }
})

describe('is refused, and nothing is written', () => {
  const refusals: [string, (userId: string) => Promise<unknown>, string][] = [
    [
      'a system without a plan',
      (userId) => giveRole(admin, { userId, system: 'nowhere', role: 'dba' }, PLANS),
      'not-found',
    ],
    ['no system', (userId) => giveRole(admin, { userId, system: '', role: 'dba' }, PLANS), 'invalid'],
    [
      'an object for a system',
      (userId) => giveRole(admin, { userId, system: { not: '' }, role: 'dba' }, PLANS),
      'invalid',
    ],
    [
      'a role that does not exist',
      (userId) => giveRole(admin, { userId, system: 'phaserai', role: 'root' }, PLANS),
      'invalid',
    ],
    ['no role', (userId) => giveRole(admin, { userId, system: 'phaserai', role: 'none' }, PLANS), 'invalid'],
    [
      'an account that does not exist',
      () => giveRole(admin, { userId: randomUUID(), system: 'phaserai', role: 'dba' }, PLANS),
      'not-found',
    ],
    ['no account', () => giveRole(admin, { userId: 'me', system: 'phaserai', role: 'dba' }, PLANS), 'invalid'],
    [
      'a role that no plan names',
      (userId) => mapPlanRole(admin, { userId, planRole: 'solosuccess/owner' }, PLANS),
      'not-found',
    ],
    [
      'a role of another system’s plan',
      (userId) => mapPlanRole(admin, { userId, planRole: 'phaserai/CTO' }, PLANS),
      'not-found',
    ],
    ['a role without its system', (userId) => mapPlanRole(admin, { userId, planRole: 'CTO' }, PLANS), 'invalid'],
    ['an empty role of a plan', (userId) => mapPlanRole(admin, { userId, planRole: 'solosuccess/' }, PLANS), 'invalid'],
    ['something that nobody holds', () => takeRole(admin, { heldId: randomUUID() }), 'not-found'],
    ['nothing in particular', () => takeRole(admin, {}), 'invalid'],
  ]
  test.each(refusals)('%s', async (_, act, code) => {
    const someone = await person('viewer')
    await expect(act(someone.id)).rejects.toMatchObject({ code })
    expect(await heldBy(someone)).toEqual([])
    expect(await actsOn(someone)).toEqual([])
  })

  test('for everybody but an admin for all systems, and for oneself', async () => {
    const someone = await person('viewer')
    await giveRole(admin, { userId: someone.id, system: 'phaserai', role: 'dba' }, PLANS)
    const [row] = (await listHeld(admin)).filter(({ userId }) => userId === someone.id)
    const ofOne = {
      ...(await person(null)),
      held: PLANS.map(({ system }) => ({ system, role: 'admin' as const, planRole: null })),
    }
    const actsOf = (userId: string) => [
      (by: SignedIn) => giveRole(by, { userId, system: 'phaserai', role: 'admin' }, PLANS),
      (by: SignedIn) => mapPlanRole(by, { userId, planRole: 'solosuccess/CTO' }, PLANS),
      (by: SignedIn) => changeRole(by, { userId, role: 'none' }),
      (by: SignedIn) => changeAccess(by, { userId, disabled: true }),
    ]
    const others = [ofOne, ...(await Promise.all(ROLES.filter((role) => role !== 'admin').map(person)))]
    for (const other of others) {
      for (const act of [...actsOf(someone.id), (by: SignedIn) => takeRole(by, { heldId: row?.id })]) {
        await expect(act(other)).rejects.toMatchObject({ code: 'forbidden' })
      }
    }
    for (const act of actsOf(admin.id)) await expect(act(admin)).rejects.toMatchObject({ code: 'precondition' })
    await giveRole(await person('admin'), { userId: admin.id, system: 'phaserai', role: 'dba' }, PLANS)
    const [own] = (await listHeld(admin)).filter(({ userId }) => userId === admin.id)
    await expect(takeRole(admin, { heldId: own?.id })).rejects.toMatchObject({ code: 'precondition' })
  })

  test('by the database, a row that names both, neither, or no system', async () => {
    const { id: userId } = await person('viewer')
    for (const data of [
      { system: 'phaserai', role: 'dba' as const, planRole: 'cto' },
      { system: 'phaserai' },
      { system: '', role: 'dba' as const },
      { system: 'phaserai', planRole: '' },
    ]) {
      await expect(
        db.roleHeld.create({ data: { userId, grantedBy: 'x', ...data } }),
        JSON.stringify(data),
      ).rejects.toThrow()
    }
  })
})

describe('an admin for all systems', () => {
  /** Leaves these as the only open admins. */
  async function onlyAdmins(count: number): Promise<SignedIn[]> {
    await db.user.updateMany({ where: { role: 'admin' }, data: { disabledAt: new Date() } })
    return Promise.all(Array.from({ length: count }, () => person('admin')))
  }

  test('stays one when two of them demote or disable each other at the same moment', async () => {
    for (const act of [
      (by: SignedIn, { id: userId }: Actor) => changeRole(by, { userId, role: 'viewer' }),
      (by: SignedIn, { id: userId }: Actor) => changeRole(by, { userId, role: 'none' }),
      (by: SignedIn, { id: userId }: Actor) => changeAccess(by, { userId, disabled: true }),
    ]) {
      const [one, two] = await onlyAdmins(2)
      if (!one || !two) throw new Error('no admins')
      const done = await Promise.allSettled([act(one, two), act(two, one)])
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'precondition' } })
      expect(await db.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1)
    }
  })

  test('is not the last one while another account is, and one of a single system is none', async () => {
    const [one, two] = await onlyAdmins(2)
    if (!one || !two) throw new Error('no admins')
    await changeRole(one, { userId: two.id, role: 'none' })
    await giveRole(one, { userId: two.id, system: 'phaserai', role: 'admin' }, PLANS)
    const stale = { ...two, role: 'admin' as const }
    await expect(changeRole(stale, { userId: one.id, role: 'viewer' })).rejects.toThrow('last admin for all systems')
    const actor = await signedInAs(two.id)
    expect(actor && can(actor, 'user.manage', EVERY_SYSTEM)).toBe(false)
  })
})
