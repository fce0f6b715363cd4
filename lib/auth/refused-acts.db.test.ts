import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '@/lib/auth/model/actor'
import { hashPassword } from '@/lib/auth/password'
import { signInLocally } from '@/lib/auth/sign-in'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'

let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword('correct horse battery')
})

async function someone(role: Role) {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  return db.user.create({ data: { email, name: `A ${role}`, role, passwordHash } })
}

const recordsOf = async (actorId: string) => {
  const rows = await db.auditRecord.findMany({ where: { actorId }, orderBy: { id: 'asc' } })
  return rows.map(({ action, subjectType, subjectId, detail }) => ({
    action,
    of: `${subjectType} ${subjectId}`,
    detail,
  }))
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

describe('what is refused for want of a right is in the audit: who, what, on what', () => {
  test('by a form', async () => {
    const { approveRestoreAction } = await import('@/lib/restores/actions')
    const viewer = await someone('viewer')
    const send = () => approveRestoreAction(null, form({ number: 'RST-0042', hash: 'f'.repeat(64), reason: 'hunter2' }))
    for (let i = 0; i < 5; i++) {
      expect(await asBrowserOf(viewer.id, send)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    }
    const why = 'Your role is viewer; this needs one of: approver, commander, admin.'
    const detail = { tried: 'restore.approve', on: 'number RST-0042', why, count: 1 }
    expect(await recordsOf(viewer.id)).toEqual([{ action: 'act.refused', of: 'number RST-0042', detail }])
  })

  test('by a button', async () => {
    const { resolveIncidentAction } = await import('@/lib/incidents/actions')
    const viewer = await someone('viewer')
    await asBrowserOf(viewer.id, () => resolveIncidentAction({ number: 7, note: 'hunter2' }))
    const [record, ...more] = await recordsOf(viewer.id)
    expect(record).toMatchObject({ action: 'act.refused', of: 'number 7', detail: { on: 'number 7' } })
    expect(JSON.stringify([record, more])).not.toContain('hunter2')
    expect(more).toEqual([])
  })

  test('by a route', async () => {
    const { GET } = await import('@/app/api/audit/export/route')
    const dba = await someone('dba')
    const request = new Request('http://127.0.0.1/api/audit/export?secret=hunter2')
    const answer = await asBrowserOf(dba.id, () => GET(request, { params: Promise.resolve({}) }))
    expect(answer.status).toBe(403)
    expect(await recordsOf(dba.id)).toMatchObject([
      { action: 'act.refused', of: 'route GET /api/audit/export', detail: { tried: 'audit.read' } },
    ])
  })

  test('and what was only wrong, or needs a password, is not', async () => {
    const { addUserAction } = await import('@/lib/auth/actions')
    const admin = await someone('admin')
    await asBrowserOf(admin.id, () => addUserAction(null, form({ email: 'no address' })))
    await db.userSession.updateMany({ where: { userId: admin.id }, data: { checkedAt: new Date(0) } })
    const sound = form({ email: `${randomUUID()}@example.org`, name: 'x', role: 'dba' })
    const answer = await asBrowserOf(admin.id, () => addUserAction(null, sound))
    expect(answer).toMatchObject({ ok: false, error: { code: 'confirm' } })
    expect(await recordsOf(admin.id)).toEqual([])
  })
})

describe('a sign-in that fails is in the audit', () => {
  const failed = async (id: string) => {
    const where = { action: 'user.sign-in-failed', subjectId: id }
    const rows = await db.auditRecord.findMany({ where, orderBy: { id: 'asc' } })
    return rows.map(({ actorName, detail }) => ({ actorName, detail }))
  }
  const attempt = (email: string, origin: string, password = 'hunter2') =>
    signInLocally({ email, origin, password, device: 'Test' }).catch(() => null)

  test('with the address as it was given and the origin, once a minute, and never with the password', async () => {
    const { email } = await someone('dba')
    const origin = `10.0.0.${Math.floor(Math.random() * 250)}`
    for (let i = 0; i < 8; i++) await attempt(` ${email.toUpperCase()}`, origin)
    const detail = { address: email, origin, count: 1 }
    expect(await failed(email)).toEqual([{ actorName: 'Not signed in', detail }])
    const tally = await db.auditTally.findFirstOrThrow({ where: { group: origin } })
    expect(tally.pending, 'those that the limit refused are counted too').toBe(7)
    expect(JSON.stringify([await failed(email), tally.record])).not.toContain('hunter2')
  })

  test.each([
    ['too long', 'x'.repeat(400), 'x'.repeat(254)],
    ['empty', '', ''],
  ])('also for an address that is %s', async (_, given, kept) => {
    const origin = randomUUID()
    expect(await attempt(given, origin)).toBeNull()
    expect(await failed(kept)).toContainEqual({
      actorName: 'Not signed in',
      detail: { address: kept, origin, count: 1 },
    })
  })
})
