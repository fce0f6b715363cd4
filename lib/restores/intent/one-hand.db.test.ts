import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addUser, changeAccess, changeRole, resetPassword } from '@/lib/auth/manage-users'
import type { Role, SignedIn } from '@/lib/auth/model/actor'
import type { NewLink } from '@/lib/auth/model/new-link'
import { findSignedIn } from '@/lib/auth/sessions'
import { signInLocally } from '@/lib/auth/sign-in'
import { followed } from '@/lib/auth/testing/links'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { makeFixture, requestFor, someone } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { restoreView } from '@/lib/screens/restore/restore-view'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

const WORDS = 'three or four words'
const DAY = 86_400_000

/** Whoever has the link sets the password, signs in and acts. */
async function enterBy(link: NewLink | null): Promise<SignedIn> {
  const { email } = await followed(link, WORDS)
  const { secret } = await signInLocally({ email, password: WORDS, origin: randomUUID(), device: 'Test' })
  const actor = await findSignedIn(secret, 'test')
  if (!actor) throw new Error('not signed in')
  return actor
}

const add = async (by: SignedIn, role: Role, name: string = role): Promise<SignedIn> =>
  enterBy(await addUser(by, { email: `${role}-${randomUUID().slice(0, 8)}@example.org`, name, role }))

async function ask(requester: SignedIn): Promise<{ number: string; hash: string }> {
  const { number } = await requestRestore(requester, requestFor(await makeFixture({ approval: true })))
  const row = await db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })
  return { number, hash: row.paramsHash }
}

const stateOf = async (number: string) =>
  (await db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })).state

type Scene = { requester: SignedIn; approver: SignedIn }

const enable = async (by: SignedIn, person: SignedIn) => {
  await changeAccess(by, { userId: person.id, disabled: true })
  return enterBy(await changeAccess(by, { userId: person.id, disabled: false }))
}

const SCENES: [why: string, scene: () => Promise<Scene>, says: RegExp][] = [
  [
    'the requester reset the approver and signs in as them',
    async () => {
      const [requester, approver] = [await someone('admin'), await someone('approver')]
      return { requester, approver: await enterBy(await resetPassword(requester, { userId: approver.id })) }
    },
    /until .* UTC: the account of A approver was reset by the requester, A admin\./,
  ],
  [
    'the requester made the approver',
    async () => {
      const requester = await someone('admin')
      return { requester, approver: await add(requester, 'approver') }
    },
    /was made by the requester/,
  ],
  [
    'the requester enabled the approver again',
    async () => {
      const [requester, approver] = [await someone('admin'), await someone('commander')]
      return { requester, approver: await enable(requester, approver) }
    },
    /was enabled again by the requester/,
  ],
  [
    'the requester gave the approver a role that may approve',
    async () => {
      const [requester, approver] = [await someone('admin'), await someone('viewer')]
      await changeRole(requester, { userId: approver.id, role: 'approver' })
      return { requester, approver: { ...approver, role: 'approver' } }
    },
    /was given its role by the requester/,
  ],
  [
    'the approver made the requester',
    async () => {
      const approver = await someone('admin')
      return { requester: await add(approver, 'dba', 'New DBA'), approver }
    },
    /the account of New DBA was made by A admin/,
  ],
  [
    'one admin made both',
    async () => {
      const admin = await someone('admin')
      return { requester: await add(admin, 'dba'), approver: await add(admin, 'approver') }
    },
    /the account of approver was made by A admin, and the account of dba was made by A admin/,
  ],
  [
    'the requester made an admin, and as that one reset the approver',
    async () => {
      const [requester, approver] = [await someone('admin'), await someone('approver')]
      const straw = await add(requester, 'admin', 'Straw')
      return { requester, approver: await enterBy(await resetPassword(straw, { userId: approver.id })) }
    },
    /was reset by Straw, and the account of Straw was made by the requester/,
  ],
]

describe('requester and approver in one hand', () => {
  test.each(SCENES)('%s: refused, recorded, said on the page, and allowed a day later', async (_, scene, says) => {
    const { requester, approver } = await scene()
    const asked = await ask(requester)
    await expect(approveRestore(approver, asked)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(says),
    })
    expect(await stateOf(asked.number)).toBe('PENDING_APPROVAL')
    const own = await restoreView(approver, asked.number)
    expect(own.may).toMatchObject({ approve: false, approveNot: expect.stringMatching(says) })
    const seen = await restoreView(requester, asked.number)
    expect(seen.approval.oneHand).toContainEqual(expect.stringMatching(says))
    const later = { ...approver, session: { ...approver.session, checkedAt: Date.now() + DAY } }
    await db.restore.updateMany({
      where: { paramsHash: asked.hash },
      data: { approvalExpiresAt: new Date(Date.now() + 2 * DAY) },
    })
    await expect(approveRestore(later, asked, Date.now() + DAY - 60_000)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await restoreView(later, asked.number, Date.now() + DAY)).may).toMatchObject({
      approve: true,
      approveNot: null,
    })
  })

  test('a third person may approve what the two may not, at once', async () => {
    const requester = await someone('admin')
    await add(requester, 'approver')
    const asked = await ask(requester)
    await approveRestore(await someone('commander'), asked)
    expect(await stateOf(asked.number)).toBe('APPROVED')
  })

  test('another admin may reset the approver of a request, who then approves it', async () => {
    const [requester, other, approver] = [await someone('admin'), await someone('admin'), await someone('approver')]
    const asked = await ask(requester)
    const again = await enterBy(await resetPassword(other, { userId: approver.id }))
    await approveRestore(again, asked)
    expect(await stateOf(asked.number)).toBe('APPROVED')
  })

  test('a role that neither asks nor approves puts nobody in a hand', async () => {
    const [admin, person] = [await someone('admin'), await someone('approver')]
    await changeRole(admin, { userId: person.id, role: 'responder' })
    expect(await db.accountHand.count({ where: { userId: person.id } })).toBe(0)
  })

  test('what was tried is in the audit by the one who tried it', async () => {
    const { approveRestoreAction } = await import('@/lib/restores/actions')
    const requester = await someone('admin')
    const approver = await add(requester, 'approver')
    const { number, hash } = await ask(requester)
    const form = new FormData()
    form.set('number', number)
    form.set('hash', hash)
    const answer = await asBrowserOf(approver.id, () => approveRestoreAction(null, form))
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const [record] = await db.auditRecord.findMany({ where: { action: 'act.refused', actorId: approver.id } })
    expect(record).toMatchObject({
      detail: { tried: 'restore.approve', why: expect.stringContaining('the requester') },
    })
  })
})
