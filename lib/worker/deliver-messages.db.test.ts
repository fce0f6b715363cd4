import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { keepNotices } from '@/lib/notices/keep-notices'
import type { Trouble } from '@/lib/notices/model/trouble'
import { postWebhook } from '@/lib/outbound/webhook'
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
    db.outboxMessage.create({ data: { channel: 'webhook', dedupeKey, payload: { event: 'breach.began' } } })

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
