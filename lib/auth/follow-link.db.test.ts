import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { followLink } from '@/lib/auth/follow-link'
import { addUser, changeAccess, resetPassword } from '@/lib/auth/manage-users'
import { listUsers } from '@/lib/auth/queries'
import { hashOf } from '@/lib/auth/sessions'
import { signInLocally } from '@/lib/auth/sign-in'
import { followed, tokenOf } from '@/lib/auth/testing/links'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { ILL_FORMED } from '@/lib/door/testing/hostile'

const admin = signedIn({ id: randomUUID(), email: 'admin@example.org', name: 'Anna', role: 'admin', held: [] })
const WORDS = 'three or four words'

async function newcomer() {
  const email = `new-${randomUUID().slice(0, 8)}@example.org`
  const made = await addUser(admin, { email, name: 'New person', role: 'dba' })
  const { id } = await db.user.findUniqueOrThrow({ where: { email } })
  const enter = (password = WORDS) => signInLocally({ email, password, origin: randomUUID(), device: 'Test' })
  return { email, id, made, enter }
}

const audited = async (action: string, id: string) =>
  db.auditRecord.findMany({ where: { action, subjectId: id }, orderBy: { id: 'asc' } })

describe('a link', () => {
  test('lets its owner set a password once, is kept as a hash, and nobody signs in before', async () => {
    const { email, id, made, enter } = await newcomer()
    for (const guess of ['', 'x', 'null', WORDS]) await expect(enter(guess)).rejects.toThrow(/not right/)
    const rows = JSON.stringify(await db.accountLink.findMany({ where: { userId: id } }))
    expect(rows).toContain(hashOf(tokenOf(made)))
    expect(rows).not.toContain(tokenOf(made))
    expect(made.link).toBe(`http://127.0.0.1:3000/welcome#${tokenOf(made)}`)
    expect(await followed(made, WORDS)).toEqual({ email })
    expect((await enter()).actor.id).toBe(id)
    await expect(followed(made, 'somebody else’s words')).rejects.toThrow('This link was used already.')
    expect((await enter()).actor.id, 'the second use changes nothing').toBe(id)
    const [used] = await audited('user.link-used', id)
    expect(used).toMatchObject({ actorId: id, detail: { email, after: 'made', linkBy: 'Anna', origin: 'test' } })
    const [refused] = await audited('user.link-refused', id)
    expect(refused).toMatchObject({ actorId: 'nobody', detail: { email, why: 'used', linkBy: 'Anna', count: 1 } })
  })

  test('of many at once one wins, and the others hear that it was used', async () => {
    const { id, made, enter } = await newcomer()
    const words = Array.from({ length: 3 }, (_, i) => `the words of number ${i}`)
    const outcomes = await Promise.allSettled(words.map((password) => followed(made, password)))
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled')
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []))
    expect(lost).toHaveLength(2)
    for (const says of lost) expect(says).toMatch(/^This link was used already/)
    for (const [i, password] of words.entries()) {
      const entered = await enter(password).then(
        () => true,
        () => false,
      )
      expect([i, entered]).toEqual([i, i === won])
    }
    expect(await audited('user.link-used', id)).toHaveLength(1)
  })

  test('holds for an hour, to the millisecond', async () => {
    const { id, made, enter } = await newcomer()
    await expect(followed(made, WORDS, made.expiresAt)).rejects.toThrow('This link has expired: it held for 1 h.')
    const shown = async (now: number) => (await listUsers(admin)).find((row) => row.id === id)?.linkUntil === now
    expect(await shown(made.expiresAt)).toBe(true)
    expect(await audited('user.link-refused', id)).toMatchObject([{ detail: { why: 'expired' } }])
    await followed(made, WORDS, made.expiresAt - 1)
    expect((await enter()).actor.id).toBe(id)
    expect((await listUsers(admin)).find((row) => row.id === id)?.linkUntil).toBeNull()
  })

  test('ends when a newer one is made, also by two admins at once', async () => {
    const { id, made, enter } = await newcomer()
    const both = await Promise.all([resetPassword(admin, { userId: id }), resetPassword(admin, { userId: id })])
    await expect(followed(made, WORDS)).rejects.toThrow('A newer link has taken the place of this one.')
    const outcomes = await Promise.allSettled(both.map((one) => followed(one, WORDS)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await enter()).actor.id).toBe(id)
  })

  test('ends with its account, and another is made when that is enabled again', async () => {
    const { id, made, enter } = await newcomer()
    await followed(made, WORDS)
    const waiting = await resetPassword(admin, { userId: id })
    expect(await changeAccess(admin, { userId: id, disabled: true })).toBeNull()
    await expect(followed(waiting, WORDS)).rejects.toThrow('The account of this link was disabled.')
    await expect(resetPassword(admin, { userId: id })).rejects.toThrow('This account is disabled.')
    const again = await changeAccess(admin, { userId: id, disabled: false })
    await expect(enter(), 'with the password of before').rejects.toThrow(/not right/)
    await followed(again, 'words of the second start')
    expect((await enter('words of the second start')).actor.id).toBe(id)
  })

  test('used while its account is reset, never leaves the old password or two links', async () => {
    for (let i = 0; i < 2; i++) {
      const { id, made, enter } = await newcomer()
      const [, reset] = await Promise.all([
        followed(made, WORDS).catch(() => null),
        resetPassword(admin, { userId: id }),
      ])
      await expect(enter(), 'the reset holds, whichever came first').rejects.toThrow(/not right/)
      await followed(reset, 'after the reset')
      expect((await enter('after the reset')).actor.id).toBe(id)
    }
  })

  test.each<[password: string, again: string, field: string, says: RegExp]>([
    ['short', 'short', 'password', /at least 12 characters; this has 5/],
    ['', '', 'password', /at least 12/],
    ['x'.repeat(201), 'x'.repeat(201), 'password', /at most 200/],
    [WORDS, `${WORDS}.`, 'again', /not what you wrote above/],
    ['half a \uD800 character', 'half a \uD800 character', 'password', /half of a character/],
  ])('refuses the password %j, and stays open', async (password, again, field, says) => {
    const { made } = await newcomer()
    const told = await followLink('test', { token: tokenOf(made), password, again }).catch((error) => error)
    expect(told).toMatchObject({ code: 'invalid', fields: { [field]: expect.stringMatching(says) } })
    await followed(made, WORDS)
  })

  test('that nobody made, or that is no link at all, gets a sentence through the action, signed in or not', async () => {
    const { followLinkAction } = await import('@/lib/auth/actions')
    const { id } = await newcomer()
    const said = async (token: unknown, as: string | null = null) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ token, password: WORDS, again: WORDS }))
        form.set(name, String(value))
      const answer = await asBrowserOf(as, () => followLinkAction(null, form))
      return answer.ok ? 'done' : `${answer.error.code}: ${answer.error.message}`
    }
    for (const as of [null, id]) expect(await said('x'.repeat(43), as)).toMatch(/^precondition: There is no such link/)
    const [record] = await db.auditRecord.findMany({ where: { action: 'user.link-refused', subjectId: 'unknown' } })
    expect(record).toMatchObject({ actorId: 'nobody', detail: { why: 'unknown', origin: 'local' } })
    const bad = [
      '',
      'x',
      'x'.repeat(42),
      'x'.repeat(44),
      'x'.repeat(100_000),
      `${'x'.repeat(42)} `,
      `${'x'.repeat(42)}é`,
    ]
    const odd = [`${'x'.repeat(42)}\n`, '../../admin', "' OR 1=1 --", '%00', '[object Object]', undefined, null, 0]
    for (const token of [...bad, ...odd, ...ILL_FORMED]) {
      expect([token, await said(token)]).toEqual([token, expect.stringMatching(/^invalid: /)])
    }
  })
})

test('nobody resets their own account', async () => {
  await expect(resetPassword(admin, { userId: admin.id })).rejects.toThrow('You change your own password')
})

test('in whose hand an account was cannot be changed or taken away', async () => {
  const { id } = await newcomer()
  await expect(db.accountHand.updateMany({ where: { userId: id }, data: { byName: 'x' } })).rejects.toThrow()
  await expect(db.accountHand.deleteMany({ where: { userId: id } })).rejects.toThrow()
  expect(await db.accountHand.findMany({ where: { userId: id } })).toMatchObject([{ what: 'made', byId: admin.id }])
})
