import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import type { Actor, Role } from '@/lib/auth/model/actor'
import { optionsFor } from '@/lib/auth/options'
import { endOtherSessions, endOwnSession } from '@/lib/auth/own-sessions'
import { hashPassword } from '@/lib/auth/password'
import { ownSessions } from '@/lib/auth/queries'
import { endSessions, findSignedIn, forgetOldSessions, hashOf, openSession, oweEnd } from '@/lib/auth/sessions'
import { signInLocally } from '@/lib/auth/sign-in'
import { signOut } from '@/lib/auth/sign-out'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'

const HOUR = 3_600_000
const PASSWORD = 'correct horse battery'
const admin = signedIn({ id: randomUUID(), email: 'admin@example.org', name: 'Admin', role: 'admin', held: [] })
const options = optionsFor({}, () => undefined)
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

async function someone(role: Role = 'dba'): Promise<Actor> {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const user = await db.user.create({ data: { email, name: 'A person', role, passwordHash } })
  return { id: user.id, email, name: user.name, role, held: [] }
}

const open = ({ id }: Actor, device = 'Test') => openSession(db, { userId: id, device })
const who = (secret: string, now?: number) => findSignedIn(secret, 'local', now)
const rowOf = (secret: string) => db.userSession.findUniqueOrThrow({ where: { secretHash: hashOf(secret) } })

async function enter(secret: string) {
  const actor = await who(secret)
  if (!actor) throw new Error('The session is over.')
  return actor
}

async function endOthers(secret: string) {
  const actor = await enter(secret)
  return endOtherSessions(actor, { keep: actor.session.id })
}

describe('a session', () => {
  test('is a row that holds the hash of what the cookie carries, and not the thing itself', async () => {
    const secret = await open(await someone())
    expect(secret).toMatch(/^[\w-]{43}$/)
    const row = await rowOf(secret)
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(await who(row.secretHash), 'the hash itself lets nobody in').toBeNull()
  })

  test('is read with its account by one query, and its use is written once a minute', async () => {
    const person = await someone()
    const secret = await open(person)
    const asked = vi.spyOn(db, '$queryRaw')
    const written = vi.spyOn(db.userSession, 'updateMany')
    const began = +(await rowOf(secret)).lastSeenAt
    expect(await who(secret, began + 59_000)).toMatchObject({ ...person, session: { endsAt: began + 12 * HOUR } })
    expect([asked.mock.calls.length, written.mock.calls.length]).toEqual([1, 0])
    expect((await who(secret, began + 61_000))?.session.endsAt).toBe(began + 61_000 + 12 * HOUR)
    await Promise.all([1, 2, 3].map((ms) => who(secret, began + 61_000 + ms)))
    expect(written).toHaveBeenCalledTimes(1)
    expect(+(await rowOf(secret)).lastSeenAt).toBe(began + 61_000)
    vi.restoreAllMocks()
  })

  test('is over after 12 idle hours and after 7 days, whatever its cookie says', async () => {
    const secret = await open(await someone())
    const { id, createdAt } = await rowOf(secret)
    const began = +createdAt
    expect(await who(secret, began + 12 * HOUR)).toBeNull()
    expect(await who(secret, began + 12 * HOUR - 1)).not.toBeNull()
    await db.userSession.update({ where: { id }, data: { lastSeenAt: new Date(began + 167 * HOUR) } })
    expect(await who(secret, began + 168 * HOUR - 1)).not.toBeNull()
    expect(await who(secret, began + 168 * HOUR)).toBeNull()
    expect(options.session?.maxAge).toBe(7 * 86_400)
  })

  test.each(['', 'x', 'a'.repeat(43), '\0', `' OR true --`, '\ud800'])(
    'of the secret %j is nobody’s',
    async (secret) => {
      expect(await who(secret)).toBeNull()
    },
  )
})

describe('what ends a session', () => {
  /** Two sessions of one person and one of another; what is left of the three once `act` has run. */
  async function left(act: (person: Actor, secret: string) => Promise<unknown>): Promise<boolean[]> {
    const person = await someone()
    const secrets = [await open(person), await open(person), await open(await someone())] as const
    await act(person, secrets[0])
    return Promise.all(secrets.map(async (secret) => (await who(secret)) !== null))
  }

  test.each<[string, (person: Actor, secret: string) => Promise<unknown>, boolean[]]>([
    ['signing out: this one', (_, secret) => signOut(secret, 'local'), [false, true, true]],
    ['next-auth’s way out: this one', (_, sid) => endByNextAuth(sid), [false, true, true]],
    ['a new password by an admin: all', ({ id }) => resetPassword(admin, { userId: id }), [false, false, true]],
    ['another role: all', ({ id }) => changeRole(admin, { userId: id, role: 'viewer' }), [false, false, true]],
    ['the same role again: none', ({ id }) => changeRole(admin, { userId: id, role: 'dba' }), [true, true, true]],
    ['disabling: all', ({ id }) => changeAccess(admin, { userId: id, disabled: true }), [false, false, true]],
    ['its owner, all others', (_, secret) => endOthers(secret), [true, false, true]],
    ['its owner, this one', async (_, secret) => endThis(secret), [false, true, true]],
  ])('%s', async (_, act, expected) => {
    expect(await left(act)).toEqual(expected)
  })

  const endByNextAuth = async (sid: string) => options.events?.signOut?.({ token: { sid } } as never)
  const endThis = async (secret: string) => {
    const actor = await enter(secret)
    await endOwnSession(actor, { sessionId: actor.session.id })
  }

  test('nobody ends a session of somebody else, nor one that is over', async () => {
    const mine = await enter(await open(await someone()))
    const other = await open(await someone('admin'))
    const sessionId = (await rowOf(other)).id
    await expect(endOwnSession(mine, { sessionId })).rejects.toMatchObject({ code: 'not-found' })
    expect(await who(other)).not.toBeNull()
    await signOut(other, 'local')
    await expect(endOwnSession(await enter(await open(await someone())), { sessionId })).rejects.toThrow(/over already/)
  })

  test('a page that shows another session as this one ends none', async () => {
    const person = await someone()
    const [here, there] = [await enter(await open(person)), await enter(await open(person))]
    const stale = endOtherSessions(here, { keep: there.session.id })
    await expect(stale).rejects.toMatchObject({ code: 'precondition' })
    expect(await ownSessions(here)).toHaveLength(2)
  })

  test('a password that was right when it was sent opens nothing once another one is set', async () => {
    const person = await someone()
    const given = { email: person.email, password: PASSWORD, origin: randomUUID(), device: 'Test' }
    const entering = await db.$transaction(async (tx) => {
      await tx.user.update({ where: { id: person.id }, data: { passwordHash: 'another' } })
      const answer = signInLocally(given).catch((error: Error) => error)
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), 10_000)
      return { answer }
    })
    expect(await entering.answer).toMatchObject({ code: 'invalid' })
    expect(await db.userSession.count({ where: { userId: person.id } })).toBe(0)
  })

  async function waitingForLocks(): Promise<number> {
    const [row] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return row?.count ?? 0
  }

  test('who signed out while the database was away is let in by nobody’s copy when it is back', async () => {
    const secret = await open(await someone())
    oweEnd(secret)
    expect(await who(secret)).toBeNull()
    expect((await rowOf(secret)).endedWhy).toBe('signed out')
  })

  test('each end is in the audit, with who did it', async () => {
    const person = await someone()
    const [one, two] = [await open(person), await open(person)]
    await endOthers(one)
    await signOut(two, 'local')
    await signOut(one, '10.0.0.7')
    const records = await db.auditRecord.findMany({ where: { subjectId: person.id }, orderBy: { id: 'asc' } })
    expect(records.map(({ action, actorId, detail }) => ({ action, actorId, detail }))).toEqual([
      { action: 'user.end-sessions', actorId: person.id, detail: { sessionsEnded: 1 } },
      { action: 'user.sign-out', actorId: person.id, detail: { origin: '10.0.0.7' } },
    ])
  })
})

test('a person sees their own living sessions, this one first', async () => {
  const person = await someone()
  const [old, other, here] = [
    await open(person, 'Old'),
    await open(person, 'Firefox on Linux'),
    await open(person, 'Here'),
  ]
  await open(await someone(), 'Not mine')
  await db.userSession.update({
    where: { id: (await rowOf(old)).id },
    data: { lastSeenAt: new Date(Date.now() - 13 * HOUR) },
  })
  const rows = await ownSessions(await enter(here))
  expect(rows.map(({ device, isThis }) => ({ device, isThis }))).toEqual([
    { device: 'Here', isThis: true },
    { device: 'Firefox on Linux', isThis: false },
  ])
  expect(JSON.stringify(rows)).not.toContain((await rowOf(other)).secretHash)
})

test('sessions that have been over for 30 days are forgotten, and no others', async () => {
  const person = await someone()
  const days = (n: number) => new Date(Date.now() - n * 24 * HOUR)
  const made = async (data: object) => {
    const { id } = await rowOf(await open(person))
    return (await db.userSession.update({ where: { id }, data })).id
  }
  const gone = [
    await made({ endedAt: days(31), endedWhy: 'signed out' }),
    await made({ createdAt: days(38) }),
    await made({ lastSeenAt: days(31) }),
  ]
  const kept = [
    await made({ endedAt: days(29), endedWhy: 'disabled' }),
    await made({ createdAt: days(36) }),
    await made({}),
  ]
  expect(await forgetOldSessions(new Date())).toBe(gone.length)
  const rows = await db.userSession.findMany({ where: { userId: person.id } })
  expect(rows.map(({ id }) => id).sort()).toEqual(kept.sort())
})

test('a hundred requests of many tabs write the use of one session once', async () => {
  const person = await someone()
  const secret = await open(person)
  const now = Date.now() + 120_000
  await Promise.all(Array.from({ length: 100 }, () => who(secret, now)))
  expect(+(await rowOf(secret)).lastSeenAt).toBe(now)
  expect(await endSessions(db, { userId: person.id }, 'disabled')).toBe(1)
})
