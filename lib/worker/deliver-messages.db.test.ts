import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { keepNotices } from '@/lib/notices/keep-notices'
import type { Trouble } from '@/lib/notices/model/trouble'
import { postWebhook } from '@/lib/outbound/webhook'
import { outgoingMessages } from '@/lib/outbox/queries'
import { sweepOutbox } from '@/lib/outbox/sweep'
import { deliverDue } from '@/lib/worker/deliver-messages'

let server: Server
let url: string
let status = 200
const received: { id: string; body: { event: string } }[] = []
const logged: unknown[] = []
const log = { info: () => {}, warn: (...words: unknown[]) => void logged.push(words) }
const signal = new AbortController().signal

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ id: String(request.headers['idempotency-key']), body: JSON.parse(text) })
    response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=very-secret`
})
afterAll(() => {
  server.close()
})
afterEach(async () => {
  status = 200
  received.length = 0
  logged.length = 0
  await db.outboxMessage.deleteMany()
  await db.notice.deleteMany()
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** As if the worker had posted all that waits. */
const postAll = () => db.outboxMessage.updateMany({ data: { attempts: 1, deliveredAt: new Date() } })
const trouble = (since: number, more: Partial<Trouble> = {}): Trouble => ({
  key: 'breach:x',
  kind: 'breach',
  system: 'phoenix',
  subject: 'P0 critical: PostgreSQL',
  sentence: 'It is breached.',
  since,
  graceMs: 5 * MINUTE,
  ...more,
})

describe('a trouble', () => {
  test('is told once when it outlives its grace, once when it clears, and anew when it returns', async () => {
    const t = 1_795_000_000_000
    expect(await keepNotices([trouble(t)], t)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([trouble(t)], t + 5 * MINUTE)).toEqual({ told: 1, cleared: 0 })
    await postAll()
    expect(await keepNotices([trouble(t)], t + 6 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([], t + 7 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([], t + 9 * MINUTE)).toEqual({ told: 0, cleared: 1 })
    expect(await keepNotices([], t + 12 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([trouble(t)], t + 20 * MINUTE)).toEqual({ told: 1, cleared: 0 })
    expect((await db.outboxMessage.findMany({ orderBy: { dedupeKey: 'asc' } })).map((m) => m.dedupeKey)).toEqual([
      'began:breach:x:1',
      'began:breach:x:2',
      'cleared:breach:x:1',
    ])
  })

  test('that passes within its grace is never told', async () => {
    const t = 1_795_000_000_000
    await keepNotices([trouble(t)], t)
    await keepNotices([], t + MINUTE)
    await keepNotices([], t + 3 * MINUTE)
    expect(await db.outboxMessage.count()).toBe(0)
    expect(await db.notice.count({ where: { clearedAt: null } })).toBe(0)
  })

  test('seen by several workers at once is told once', async () => {
    const t = 1_795_000_000_000
    await keepNotices([trouble(t)], t)
    const told = await Promise.all([1, 2, 3, 4].map(() => keepNotices([trouble(t)], t + 6 * MINUTE)))
    expect(told.reduce((sum, each) => sum + each.told, 0)).toBe(1)
    expect(await db.outboxMessage.count()).toBe(1)
  })
})

describe('a message', () => {
  const enqueue = (dedupeKey: string) =>
    db.outboxMessage.create({
      data: {
        channel: 'webhook',
        dedupeKey,
        payload: { event: 'breach.began' },
        expiresAt: new Date(Date.now() + HOUR),
      },
    })

  test('is posted once, with its own key, by whichever worker comes first', async () => {
    await enqueue('k1')
    await Promise.all([1, 2, 3].map(() => deliverDue({ log, signal, url })))
    expect(received).toEqual([{ id: 'k1', body: { event: 'breach.began' } }])
    expect((await db.outboxMessage.findFirstOrThrow()).deliveredAt).not.toBeNull()
  })

  test('that fails is tried again later, and its log names no address', async () => {
    await enqueue('k2')
    status = 503
    expect(await deliverDue({ log, signal, url })).toBe(0)
    expect(await deliverDue({ log, signal, url })).toBe(0)
    expect(received).toHaveLength(1)
    const row = await db.outboxMessage.findFirstOrThrow()
    expect(row).toMatchObject({
      attempts: 1,
      deliveredAt: null,
      abandonedAt: null,
      lastError: 'The webhook answers 503.',
    })
    expect(JSON.stringify([row.lastError, logged])).not.toContain('very-secret')
    status = 200
    await db.outboxMessage.update({ where: { id: row.id }, data: { nextAttemptAt: new Date(0) } })
    expect(await deliverDue({ log, signal, url })).toBe(1)
  })

  test('that the receiver refuses is given up', async () => {
    await enqueue('k3')
    status = 400
    await deliverDue({ log, signal, url })
    expect((await db.outboxMessage.findFirstOrThrow()).abandonedAt).not.toBeNull()
  })

  test('goes to no other kind of address, and follows no redirect', async () => {
    for (const bad of ['file:///etc/passwd', 'javascript:alert(1)', 'nonsense']) {
      expect(await postWebhook({ url: bad, id: 'x', payload: {} })).toMatchObject({ ok: false, again: false })
    }
    status = 302
    expect(await postWebhook({ url, id: 'x', payload: {} })).toMatchObject({
      ok: false,
      text: 'The webhook answers 302.',
    })
    const lost = await postWebhook({ url: 'http://127.0.0.1:1/very-secret', id: 'x', payload: {} })
    expect(lost).toMatchObject({ ok: false, again: true })
    expect(JSON.stringify(lost)).not.toContain('very-secret')
  })
})

describe('an old message', () => {
  const t = 1_795_000_000_000
  const states = async () =>
    (await db.outboxMessage.findMany({ orderBy: [{ createdAt: 'asc' }, { dedupeKey: 'asc' }] })).map((row) => {
      const state = row.deliveredAt
        ? 'delivered'
        : row.withdrawnAt
          ? 'withdrawn'
          : row.abandonedAt
            ? 'failed'
            : 'waiting'
      return `${row.dedupeKey} ${state}${row.withdrawnWhy ? `: ${row.withdrawnWhy}` : ''}`
    })
  const begin = async (key: string, since: number) => {
    // Another trouble that is not seen here would clear.
    await db.notice.deleteMany({ where: { key: { not: key } } })
    await keepNotices([trouble(since, { key })], since)
    await keepNotices([trouble(since, { key })], since + 5 * MINUTE)
  }
  const end = async (at: number) => {
    await keepNotices([], at)
    await keepNotices([], at + 2 * MINUTE)
  }

  test('is withdrawn when its age has passed, with the reason, and an address set later posts only what is young', async () => {
    for (const day of [0, 1, 2]) await begin(`breach:${day}`, t + day * 24 * HOUR)
    const now = Date.now()
    await begin('breach:now', now - 10 * MINUTE)
    expect(await sweepOutbox(now)).toEqual({ withdrawn: 3, removed: 0 })
    expect(await deliverDue({ log, signal, url })).toBe(1)
    expect(received.map(({ id }) => id)).toEqual(['began:breach:now:1'])
    expect(await states()).toEqual([
      'began:breach:0:1 withdrawn: Nobody received it in time.',
      'began:breach:1:1 withdrawn: Nobody received it in time.',
      'began:breach:2:1 withdrawn: Nobody received it in time.',
      'began:breach:now:1 delivered',
    ])
  })

  test('is not posted even in the moment before it is swept', async () => {
    await begin('breach:old', t)
    expect(await deliverDue({ log, signal, url })).toBe(0)
    expect(received).toEqual([])
  })

  test('says nothing of what was over before anybody could be told', async () => {
    await begin('breach:short', t)
    await end(t + 10 * MINUTE)
    expect(await states()).toEqual([
      'began:breach:short:1 withdrawn: It was over before it could be told.',
      'cleared:breach:short:1 withdrawn: Its beginning was never told.',
    ])
  })

  test('whose beginning may have arrived is followed by its end', async () => {
    await begin('breach:tried', t)
    await db.outboxMessage.updateMany({ data: { attempts: 1 } })
    await end(t + 10 * MINUTE)
    expect(await states()).toEqual(['began:breach:tried:1 waiting', 'cleared:breach:tried:1 waiting'])
  })

  test('gives way to a newer word on its subject, not to one on another', async () => {
    await begin('breach:again', t)
    await db.outboxMessage.updateMany({ data: { attempts: 1, deliveredAt: new Date(t) } })
    await end(t + 10 * MINUTE)
    await begin('breach:again', t + 30 * MINUTE)
    await begin('breach:other', t + 60 * MINUTE)
    expect((await states()).filter((state) => !state.includes('Nobody'))).toEqual([
      'began:breach:again:1 delivered',
      'cleared:breach:again:1 withdrawn: A newer word replaced it.',
      'began:breach:again:2 waiting',
      'began:breach:other:1 waiting',
    ])
  })

  test('is tried no more once the next try would come too late', async () => {
    await db.outboxMessage.create({
      data: {
        ...{ channel: 'webhook', dedupeKey: 'late', payload: { event: 'x' } },
        ...{ attempts: 9, expiresAt: new Date(Date.now() + 20 * MINUTE), nextAttemptAt: new Date(0) },
      },
    })
    status = 503
    await deliverDue({ log, signal, url })
    expect(await states()).toEqual(['late failed'])
  })

  test('that ended is removed after its keep, in any state, and one that waits is not', async () => {
    const at = (days: number) => new Date(t - days * 24 * HOUR)
    const row = (dedupeKey: string, more: object) => ({
      ...{ channel: 'webhook', dedupeKey, payload: {}, createdAt: at(60), expiresAt: new Date(t + HOUR) },
      ...more,
    })
    await db.outboxMessage.createMany({
      data: [
        row('sent', { deliveredAt: at(31) }),
        row('failed', { abandonedAt: at(31) }),
        row('withdrawn', { withdrawnAt: at(31) }),
        row('sent lately', { deliveredAt: at(29) }),
        row('waits', {}),
      ],
    })
    const swept = await Promise.all([sweepOutbox(t), sweepOutbox(t)])
    expect(swept.reduce((sum, { removed }) => sum + removed, 0)).toBe(3)
    expect((await states()).sort()).toEqual(['sent lately delivered', 'waits waiting'])
  })

  test('is shown to who keeps the accounts, and to nobody else', async () => {
    await begin('breach:seen', t)
    await sweepOutbox(t + 24 * HOUR)
    const admin = { id: 'a', email: 'a@tidemark.local', name: 'An admin', role: 'admin' as const }
    const { counts, rows } = await outgoingMessages(admin)
    expect(counts).toEqual({ waiting: 0, delivered: 0, failed: 0, withdrawn: 1 })
    expect(rows).toMatchObject([{ state: 'withdrawn', why: 'Nobody received it in time.', endedAt: t + 24 * HOUR }])
    await expect(outgoingMessages({ ...admin, role: 'commander' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
