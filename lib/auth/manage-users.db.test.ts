import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { listUsers } from '@/lib/auth/queries'
import { findSignedIn } from '@/lib/auth/sessions'
import * as signIn from '@/lib/auth/sign-in'
import { followed } from '@/lib/auth/testing/links'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'

const person = (role: Role): SignedIn =>
  signedIn({ id: randomUUID(), email: `${role}@example.org`, name: role, role, held: [] })

type Given = { email: string; password: string; origin: string }

async function signInLocally(given: Given): Promise<Actor> {
  return (await signIn.signInLocally({ ...given, device: 'Test' })).actor
}
const admin = person('admin')
const email = `dba-${randomUUID().slice(0, 8)}@example.org`
const password = 'three or four words'
let userId = ''

beforeAll(async () => {
  const made = await addUser(admin, { email: ` ${email.toUpperCase()} `, name: 'DBA on call', role: 'dba' })
  await followed(made, password)
  userId = (await db.user.findUniqueOrThrow({ where: { email } })).id
})

describe('accounts', () => {
  test('a new account signs in with the password that its owner set', async () => {
    const actor = await signInLocally({ email, password, origin: '127.0.0.1' })
    expect(actor).toEqual({ id: userId, email, name: 'DBA on call', role: 'dba', held: [] })
  })

  test('the second account of one address is refused with the field named', async () => {
    await expect(addUser(admin, { email, name: 'Again', role: 'viewer' })).rejects.toMatchObject({
      code: 'conflict',
      fields: { email: 'Already in use.' },
    })
  })

  test.each([
    ['a list', 'a@example.org,b@example.org'],
    ['quotes', '"e@evil.org"@example.org'],
    ['a look-alike of @', 'a＠example.org'],
    ['no domain', 'dba'],
    ['an object', { not: '' }],
  ])('an address that is %s is refused before anything is written', async (_, bad) => {
    await expect(addUser(admin, { email: bad, name: 'x', role: 'viewer' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('only an admin manages accounts', async () => {
    for (const role of ['viewer', 'responder', 'dba', 'approver', 'commander'] as const) {
      const input = { email: 'x@example.org', name: 'x', role: 'viewer' }
      await expect(addUser(person(role), input)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(changeRole(person(role), { userId, role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listUsers(person(role))).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('a changed role or access ends the session, and holds at the next one; a disabled account is nobody', async () => {
    const enter = () => signIn.signInLocally({ email, password, origin: 'x', device: 'Test' })
    const { secret } = await enter()
    expect((await findSignedIn(secret, 'x'))?.role).toBe('dba')
    await changeRole(admin, { userId, role: 'commander' })
    expect(await findSignedIn(secret, 'x')).toBeNull()
    const { actor, secret: next } = await enter()
    expect(actor.role).toBe('commander')
    await changeAccess(admin, { userId, disabled: true })
    expect(await findSignedIn(next, 'x')).toBeNull()
    await expect(enter()).rejects.toThrow(/not right, or the account is disabled/)
    const again = await changeAccess(admin, { userId, disabled: false })
    await expect(enter(), 'the password of before lets nobody in').rejects.toThrow(/not right/)
    await followed(again, password)
    expect(await findSignedIn(next, 'x'), 'a session that was ended comes back to life').toBeNull()
    expect((await enter()).actor.role).toBe('commander')
  })

  test('nobody changes their own role or shuts themselves out', async () => {
    const self = { ...admin, id: userId }
    await expect(changeRole(self, { userId, role: 'viewer' })).rejects.toMatchObject({ code: 'precondition' })
    await expect(changeAccess(self, { userId, disabled: true })).rejects.toMatchObject({ code: 'precondition' })
  })

  test('a reset password replaces the old one', async () => {
    const renewed = await resetPassword(admin, { userId })
    await expect(signInLocally({ email, password, origin: 'y' })).rejects.toThrow(/not right/)
    await followed(renewed, 'another three words')
    expect((await signInLocally({ email, password: 'another three words', origin: 'y' })).id).toBe(userId)
    await expect(signInLocally({ email, password, origin: 'y' })).rejects.toThrow(/not right/)
  })

  test('each act is in the audit, without a password or a token', async () => {
    const records = await db.auditRecord.findMany({ where: { subjectId: userId }, orderBy: { id: 'asc' } })
    const actions = records.map((record) => record.action)
    for (const action of [
      'user.add',
      'user.sign-in',
      'user.change-role',
      'user.disable',
      'user.enable',
      'user.reset-password',
      'user.link-used',
    ]) {
      expect(actions).toContain(action)
    }
    const details = JSON.stringify(records.map((record) => record.detail))
    expect(details).not.toContain(password)
    expect(details).not.toMatch(/[\w-]{43}|welcome/)
  })

  test('five failures from one place close the door there, and leave it open elsewhere', async () => {
    const [other, right] = [`guess-${randomUUID().slice(0, 8)}@example.org`, 'nobody guesses this']
    await followed(await addUser(admin, { email: other, name: 'x', role: 'viewer' }), right)
    for (let i = 0; i < 5; i++) {
      await expect(signInLocally({ email: other, password: 'no', origin: '10.0.0.1' })).rejects.toThrow(/not right/)
    }
    await expect(signInLocally({ email: other, password: right, origin: '10.0.0.1' })).rejects.toMatchObject({
      code: 'too-many',
    })
    expect((await signInLocally({ email: other, password: right, origin: '10.0.0.2' })).email).toBe(other)
  })
})
