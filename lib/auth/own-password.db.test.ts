import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import type { SignedIn } from '@/lib/auth/model/actor'
import { changeOwnPassword, confirmPassword } from '@/lib/auth/own-password'
import { hashPassword } from '@/lib/auth/password'
import { findSignedIn, openSession } from '@/lib/auth/sessions'
import { signInLocally } from '@/lib/auth/sign-in'
import { strangersKeys, takeAttempt } from '@/lib/auth/sign-in-counts'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'

const PASSWORD = 'correct horse battery'
const NEXT = 'a quiet harbour at noon'
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

async function enter(email: string, password: string, origin = 'local') {
  const { secret } = await signInLocally({ email, password, origin, device: 'Test' })
  return { secret, actor: await again(secret) }
}

async function again(secret: string): Promise<SignedIn> {
  return (await findSignedIn(secret, 'local')) ?? expect.fail('The session is over.')
}

const open = ({ id }: { id: string }) => openSession(db, { userId: id, device: 'Test' })

async function newcomer(role: 'admin' | 'dba' = 'dba') {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const { id } = await db.user.create({ data: { email, name: 'A person', role, passwordHash } })
  const secret = await open({ id })
  return { email, secret, actor: await again(secret) }
}

const hashOf = async ({ id }: SignedIn) => (await db.user.findUniqueOrThrow({ where: { id } })).passwordHash

/** Lets the last check of a session's password be so long ago. */
const agedBy = (actor: SignedIn, ms: number): SignedIn =>
  signedIn(actor, { ...actor.session, checkedAt: Date.now() - ms })

describe('one’s own password', () => {
  const change = { current: PASSWORD, password: NEXT, again: NEXT }

  test('is changed by the one that one has; all other sessions end, this one stays', async () => {
    const { email, actor, secret } = await newcomer()
    const others = [await open(actor), await open(actor)]
    expect(await changeOwnPassword(actor, change)).toEqual({ ended: 2 })
    for (const other of others) expect(await findSignedIn(other, 'local')).toBeNull()
    expect(await findSignedIn(secret, 'local')).not.toBeNull()
    await expect(enter(email, PASSWORD)).rejects.toThrow(/not right/)
    expect((await enter(email, NEXT)).actor.id).toBe(actor.id)
    const record = await db.auditRecord.findFirst({ where: { subjectId: actor.id, action: 'user.change-password' } })
    expect(record?.detail).toEqual({ sessionsEnded: 2 })
    const told = await db.auditRecord.findMany({ select: { detail: true, subjectId: true } })
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${PASSWORD}|${NEXT}`))
  })

  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['the old one is wrong', { ...change, current: 'not the password' }, 'current', /not your password/],
    ['the old one is missing', { password: NEXT, again: NEXT }, 'current', /Enter your password/],
    ['the new one is missing', { current: PASSWORD }, 'password', /new password/],
    ['the new one is short', { ...change, password: 'short', again: 'short' }, 'password', /at least 12/],
    ['it is the old one', { ...change, password: PASSWORD, again: PASSWORD }, 'password', /that you have now/],
    ['it was mistyped', { ...change, again: `${NEXT}!` }, 'again', /not what you wrote/],
    ['it is a list', { ...change, password: ['x'.repeat(12)] }, 'password', /new password/],
    ['it is a book', { ...change, password: 'x'.repeat(5_000), again: 'x' }, 'password', /at most/],
  ])('is refused at its field when %s', async (_, input, field, sentence) => {
    const { actor } = await newcomer()
    const refused = changeOwnPassword(actor, input)
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.stringMatching(sentence) },
    })
    expect(await hashOf(actor)).toBe(passwordHash)
  })

  test('cannot be guessed at here either: ten wrong ones in a row, then this session is a stranger', async () => {
    const { email, actor } = await newcomer()
    await expect(confirmPassword(actor, { password: 'no' })).rejects.toThrow(/not your/)
    await expect(changeOwnPassword(actor, { ...change, current: 'no' })).rejects.toThrow(/not your/)
    const known = { kind: 'known', email, place: `session ${actor.session.id}` }
    expect((await db.signInCount.findFirstOrThrow({ where: known })).level).toBe(2)
    await db.signInCount.updateMany({ where: known, data: { level: 10 } })
    for (let i = 0; i < 5; i++) await takeAttempt(strangersKeys(email, 'local'), Date.now())
    await expect(confirmPassword(actor, { password: PASSWORD })).rejects.toMatchObject({ code: 'too-many' })
    await expect(enter(email, PASSWORD)).rejects.toMatchObject({ code: 'too-many' })
  })

  test('is taken while strangers guess at the account, and a right one begins anew', async () => {
    const { email, actor } = await newcomer()
    for (let i = 0; i < 30; i++) await takeAttempt(strangersKeys(email, `192.0.2.${i}`), Date.now())
    await expect(enter(email, PASSWORD)).rejects.toMatchObject({ code: 'too-many' })
    await expect(confirmPassword(actor, { password: 'no' })).rejects.toThrow(/not your/)
    await confirmPassword(actor, { password: PASSWORD })
    expect(await db.signInCount.count({ where: { kind: 'known', email } })).toBe(0)
  })
})

describe('what asks for the password again', () => {
  const userId = randomUUID()
  const ACTS: [string, (actor: SignedIn) => Promise<unknown>][] = [
    ['adding an account', (actor) => addUser(actor, { email: `${randomUUID()}@example.org`, name: 'x', role: 'dba' })],
    ['another role', (actor) => changeRole(actor, { userId, role: 'dba' })],
    ['disabling', (actor) => changeAccess(actor, { userId, disabled: true })],
    ['a new password', (actor) => resetPassword(actor, { userId })],
  ]

  test.each(ACTS)('%s, when it was given more than five minutes ago', async (_, act) => {
    const admin = signedIn({ id: randomUUID(), email: 'a@example.org', name: 'Admin', role: 'admin', held: [] })
    await expect(act(agedBy(admin, 301_000))).rejects.toMatchObject({ code: 'confirm' })
    const outcome = await act(agedBy(admin, 299_000)).catch((error: { code: string }) => error.code)
    expect(outcome).not.toBe('confirm')
    await expect(act(agedBy({ ...admin, role: 'dba' }, 301_000))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is done once the password was given, through that session and no other', async () => {
    const { actor, secret } = await newcomer('admin')
    const other = await open(actor)
    const old = new Date(Date.now() - 600_000)
    await db.userSession.updateMany({ where: { userId: actor.id }, data: { checkedAt: old } })
    const act = async (by: string) => ACTS[0]?.[1](await again(by))
    await expect(act(secret)).rejects.toMatchObject({ code: 'confirm' })
    await expect(confirmPassword(await again(secret), { password: 'wrong' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(act(secret)).rejects.toMatchObject({ code: 'confirm' })
    await confirmPassword(await again(secret), { password: PASSWORD })
    expect(await act(secret)).toMatchObject({ link: expect.any(String) })
    await expect(act(other)).rejects.toMatchObject({ code: 'confirm' })
  })
})
