import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { resetPassword } from '@/lib/auth/manage-users'
import { endOtherSessions } from '@/lib/auth/own-sessions'
import { endSessions, findSignedIn, openSession } from '@/lib/auth/sessions'
import { signOut } from '@/lib/auth/sign-out'
import { asBrowserWith, cookieWith } from '@/lib/auth/testing/request-scope'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { watchSession } from '@/lib/auth/watch-session'
import { db } from '@/lib/db/client'
import { liveHub } from '@/lib/live/hub'

const HOUR = 3_600_000
const SOON = 2_000
const admin = signedIn({ id: randomUUID(), email: 'admin@example.org', name: 'Admin', role: 'admin', held: [] })

async function session() {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const user = await db.user.create({ data: { email, name: 'A person', role: 'dba', passwordHash: 'none' } })
  const secret = await openSession(db, { userId: user.id, device: 'Test' })
  const actor = await findSignedIn(secret, 'local')
  if (!actor) throw new Error('The session is over.')
  return { secret, actor, row: { id: actor.session.id } }
}

const another = (userId: string) => openSession(db, { userId, device: 'Other' })

/** Opens the live stream with a session's cookie; `closed` becomes true when the server has ended it. */
async function openStream(secret: string) {
  // Next's request scope has to be there before the first of its modules.
  const { GET } = await import('@/app/api/live/route')
  const request = new Request('http://127.0.0.1/api/live')
  const cookie = await cookieWith(secret)
  const answer = await asBrowserWith(cookie, () => GET(request, { params: Promise.resolve({}) }))
  expect(answer.status).toBe(200)
  const stream = { closed: false }
  void answer.body?.pipeTo(new WritableStream()).then(() => {
    stream.closed = true
  })
  await vi.waitFor(() => expect(liveHub.listening).toBe(true), 10_000)
  return stream
}

describe('an open stream', () => {
  test.each<[string, (one: Awaited<ReturnType<typeof session>>) => Promise<unknown>]>([
    ['its owner signs out', ({ secret }) => signOut(secret, 'local')],
    ['its account gets a new password', ({ actor }) => resetPassword(admin, { userId: actor.id })],
    ['it is ended from another device', async ({ actor }) => endOthers(await another(actor.id))],
    ['its seven days are over', async () => {}],
  ])('closes within two seconds when %s, and another person’s stays', async (_, end) => {
    const [one, other] = [await session(), await session()]
    const begun = new Date(Date.now() - 168 * HOUR + 1_500)
    if (end.length === 0) await db.userSession.update({ where: one.row, data: { createdAt: begun } })
    const [stream, bystander] = [await openStream(one.secret), await openStream(other.secret)]
    expect(stream.closed).toBe(false)
    await end(one)
    await vi.waitFor(() => expect(stream.closed).toBe(true), end.length === 0 ? SOON + 1_500 : SOON)
    expect(bystander.closed).toBe(false)
    await signOut(other.secret, 'local')
    await vi.waitFor(() => expect(bystander.closed).toBe(true), SOON)
  })

  async function endOthers(secret: string) {
    const actor = (await findSignedIn(secret, 'local')) ?? expect.fail('The session is over.')
    await endOtherSessions(actor, { keep: actor.session.id })
  }
})

describe('a watched session', () => {
  const idleFor = (id: string, ms: number) =>
    db.userSession.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - ms) } })

  test('ends by itself when nothing was asked through it for too long', async () => {
    const { actor } = await session()
    await idleFor(actor.session.id, 12 * HOUR - 400)
    const ended = vi.fn()
    watchSession({ ...actor, session: { ...actor.session, endsAt: Date.now() + 400 } }, ended)
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), SOON)
  })

  test('goes on when it was used in the meantime, and then ends when it must', async () => {
    const { actor } = await session()
    const ended = vi.fn()
    watchSession({ ...actor, session: { ...actor.session, endsAt: Date.now() + 200 } }, ended)
    await new Promise((go) => setTimeout(go, 600))
    expect(ended).not.toHaveBeenCalled()
    await endSessions(db, { userId: actor.id }, 'disabled')
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), SOON)
  })

  test('ends when its end was missed while no notices were heard', async () => {
    const { actor } = await session()
    const ended = vi.fn()
    watchSession(actor, ended)
    await db.userSession.updateMany({
      where: { userId: actor.id },
      data: { endedAt: new Date(), endedWhy: 'disabled' },
    })
    expect(ended).not.toHaveBeenCalled()
    ;(liveHub as unknown as { tell: (signal: string) => void }).tell('resync')
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), SOON)
  })

  test('leaves no listener and no timer behind, whether it ends or is left', async () => {
    const listeners = (liveHub as unknown as { listeners: Set<unknown> }).listeners
    const before = listeners.size
    const { actor } = await session()
    const stop = watchSession(actor, () => {})
    watchSession(actor, () => {})
    expect(listeners.size).toBe(before + 2)
    stop()
    await endSessions(db, { userId: actor.id }, 'disabled')
    await vi.waitFor(() => expect(listeners.size).toBe(before), SOON)
  })

  test('waits for thirty days by no timer that is longer than one can be, and would go off at once', async () => {
    const { actor } = await session()
    const timers = vi.spyOn(globalThis, 'setTimeout')
    watchSession({ ...actor, session: { ...actor.session, endsAt: Date.now() + 30 * 24 * HOUR } }, () => {})()
    const waits = timers.mock.calls.map(([, ms]) => ms ?? 0)
    timers.mockRestore()
    expect(Math.max(...waits)).toBe(2_147_483_647)
  })
})
