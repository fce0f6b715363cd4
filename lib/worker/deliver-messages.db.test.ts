import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { freePort } from '@/lib/db/testing'
import { keepNotices } from '@/lib/notices/keep-notices'
import type { Trouble } from '@/lib/notices/model/trouble'
import { postWebhook } from '@/lib/outbound/webhook'
import { outgoingMessages } from '@/lib/outbox/queries'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'
import { age, deliver, logged, say, startReceiver, states, sweep } from '@/lib/worker/testing/outgoing'

let receiver: Awaited<ReturnType<typeof startReceiver>>
const round = () => deliver(receiver.address)

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.stop())
afterEach(async () => {
  receiver.be('hears')
  receiver.heard.length = 0
  logged.length = 0
  await db.outboxMessage.deleteMany()
  await db.messageStanding.deleteMany()
  await db.notice.deleteMany()
})

const t = 1_795_000_000_000
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
    expect(await keepNotices([trouble(t)], t)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([trouble(t)], t + 5 * MINUTE)).toEqual({ told: 1, cleared: 0 })
    expect(await round()).toBe(1)
    expect(await keepNotices([trouble(t)], t + 6 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([], t + 7 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([], t + 9 * MINUTE)).toEqual({ told: 0, cleared: 1 })
    expect(await round()).toBe(1)
    expect(await keepNotices([], t + 12 * MINUTE)).toEqual({ told: 0, cleared: 0 })
    expect(await keepNotices([trouble(t)], t + 20 * MINUTE)).toEqual({ told: 1, cleared: 0 })
    expect(await round()).toBe(1)
    expect(receiver.keys()).toEqual(['began:breach:x:1', 'cleared:breach:x:1', 'began:breach:x:2'])
  })

  test('that passes within its grace is never told', async () => {
    await keepNotices([trouble(t)], t)
    await keepNotices([], t + MINUTE)
    await keepNotices([], t + 3 * MINUTE)
    expect(await db.outboxMessage.count()).toBe(0)
    expect(await db.notice.count({ where: { clearedAt: null } })).toBe(0)
  })

  test('that still holds is told anew when nobody heard of it in time, and not when somebody did', async () => {
    const seen = (at: number) => keepNotices([trouble(t)], t + at)
    receiver.be(503)
    await seen(0)
    await seen(5 * MINUTE)
    await round()
    await age(12 * HOUR)
    await sweep()
    expect(await seen(12 * HOUR)).toEqual({ told: 0, cleared: 0 })
    const again = await Promise.all([1, 2].map(() => seen(12 * HOUR + 5 * MINUTE)))
    expect(again.reduce((sum, { told }) => sum + told, 0)).toBe(1)
    receiver.be('hears')
    expect(await round()).toBe(1)
    expect(receiver.keys()).toEqual([`began:breach:x:1:${t + 12 * HOUR + 5 * MINUTE}`])
    await age(DAY)
    expect(await seen(3 * DAY)).toEqual({ told: 0, cleared: 0 })
    expect(await db.outboxMessage.count()).toBe(2)
  })

  test('seen by several workers at once is told once', async () => {
    await keepNotices([trouble(t)], t)
    const told = await Promise.all([1, 2, 3, 4].map(() => keepNotices([trouble(t)], t + 6 * MINUTE)))
    expect(told.reduce((sum, each) => sum + each.told, 0)).toBe(1)
    expect(await db.outboxMessage.count()).toBe(1)
  })
})

describe('a message', () => {
  test('is posted once, with its own key, by whichever worker comes first', async () => {
    await say('began', 'k1')
    await Promise.all([1, 2, 3].map(round))
    expect(receiver.heard).toMatchObject([{ key: 'k1', body: { event: 'breach.began' } }])
    expect(await states()).toEqual(['k1 delivered'])
  })

  test('that fails is tried again later, and its log names no address', async () => {
    receiver.be(503)
    await say('began', 'k2')
    expect(await round()).toBe(0)
    receiver.be('hears')
    expect(await round()).toBe(0)
    const row = await db.outboxMessage.findFirstOrThrow()
    expect(row).toMatchObject({ attempts: 1, state: 'waiting', doubtful: false, lastError: 'The webhook answers 503.' })
    expect(JSON.stringify([row.lastError, logged])).not.toContain('very-secret')
    await age(10_000)
    expect(await round()).toBe(1)
  })

  test('that the receiver refuses for its contents is given up, one refused for the door is not', async () => {
    for (const [status, state] of [
      [400, 'failed: The webhook answers 400.'],
      [401, 'waiting'],
      [302, 'waiting'],
    ] as const) {
      receiver.be(status)
      await say('began', `k${status}`, `${status}`)
      await round()
      expect((await states()).at(-1)).toBe(`k${status} ${state}`)
    }
  })

  test('that a stopping worker had sent is sent again, and not taken for the receiver’s fault', async () => {
    const stopping = new AbortController()
    const release = receiver.holdAnswers()
    await say('began', 'k5')
    const running = deliver(receiver.address, stopping.signal)
    await expect.poll(() => receiver.keys()).toEqual(['k5'])
    stopping.abort()
    expect(await running).toBe(0)
    release()
    await age(MINUTE)
    expect(await round()).toBe(1)
    expect(receiver.keys()).toEqual(['k5', 'k5'])
  })

  test.each(['first', 'last'])(
    'that cannot be taken, the %s of all, holds up no other subject, and is logged once',
    async (place) => {
      const broken = async () => {
        await say('began', 'of-a-newer-version', 'private-subject')
        const lapsed = { kind: 'unheard-of', claim: randomUUID(), claimedUntil: new Date(0), attempts: 1 }
        await db.outboxMessage.updateMany({ where: { dedupeKey: 'of-a-newer-version' }, data: lapsed })
      }
      if (place === 'first') await broken()
      await say('began', 'one', 'one')
      await say('began', 'other', 'other')
      if (place === 'last') await broken()
      expect(await round()).toBe(2)
      expect(receiver.keys()).toEqual(expect.arrayContaining(['one', 'other']))
      expect(logged).toEqual([[{ fault: 'TypeError', taken: 2 }, 'messages: not all that is due could be taken']])
      // Nothing else is due: what could not be taken is a fault of the round, which its worker logs.
      await expect(round()).rejects.toThrow(TypeError)
    },
  )

  test('waits while there is no address', async () => {
    await say('began', 'k6')
    expect(await deliver('')).toBe(0)
    expect(await db.outboxMessage.findFirstOrThrow()).toMatchObject({ attempts: 0, claim: null })
  })
})

describe('the webhook', () => {
  const post = (address: string) => postWebhook({ address, key: 'x', sequence: '1', payload: {} })

  test('goes to no other kind of address, and follows no redirect', async () => {
    for (const bad of ['file:///etc/passwd', 'javascript:alert(1)', 'nonsense']) {
      expect(await post(bad)).toMatchObject({ kind: 'refused', again: false })
    }
    receiver.be(302)
    expect(await post(receiver.address)).toEqual({ kind: 'refused', again: true, text: 'The webhook answers 302.' })
  })

  test('knows what certainly did not arrive from what may have', async () => {
    const lost = await post(`http://127.0.0.1:${await freePort()}/very-secret`)
    expect(lost).toMatchObject({ kind: 'refused', again: true, text: expect.stringContaining('ECONNREFUSED') })
    expect(JSON.stringify(lost)).not.toContain('very-secret')
    for (const status of [500, 502, 504]) {
      receiver.be(status)
      expect(await post(receiver.address)).toEqual({ kind: 'unknown', text: `The webhook answers ${status}.` })
    }
    receiver.be('loses')
    expect(await post(receiver.address)).toMatchObject({ kind: 'unknown' })
  })
})

describe('an old message', () => {
  test('is withdrawn when its age has passed, with the reason, and an address set later posts only what is young', async () => {
    await say('began', 'day:2', '2')
    await age(DAY)
    await say('began', 'day:1', '1')
    expect(await sweep()).toEqual({ withdrawn: 1, removed: 0 })
    await say('began', 'now', 'now')
    await age(12 * HOUR - MINUTE)
    await db.$executeRaw`UPDATE outbox_message SET expires_at = now() WHERE dedupe_key = 'day:1'`
    // What is not swept yet is not posted either.
    expect(await round()).toBe(1)
    expect(receiver.keys()).toEqual(['now'])
    expect(await states()).toEqual([
      'day:2 withdrawn: Nobody received it in time.',
      'day:1 withdrawn: Nobody received it in time.',
      'now delivered',
    ])
  })

  test('says nothing of what was over before anybody could be told', async () => {
    await say('began', 'began')
    expect(await say('cleared', 'cleared')).toBe(false)
    expect(await states()).toEqual([
      'began superseded: It was over before it could be told.',
      'cleared superseded: No receiver is known to have heard its beginning.',
    ])
  })

  test('that ended is removed after its keep, in any state, and one that waits is not', async () => {
    const at = (days: number) => new Date(Date.now() - days * DAY)
    const row = (state: string, days: number) => ({
      ...{ channel: 'webhook', kind: 'restore', subject: state, dedupeKey: `${state}:${days}`, payload: {}, state },
      ...{ createdAt: at(60), expiresAt: new Date(Date.now() + HOUR), endedAt: state === 'waiting' ? null : at(days) },
    })
    const ended = ['delivered', 'failed', 'withdrawn', 'superseded', 'doubtful']
    await db.outboxMessage.createMany({
      data: [...ended.map((state) => row(state, 31)), row('delivered', 29), row('waiting', 31)],
    })
    await db.messageStanding.createMany({
      data: [
        { channel: 'webhook', subject: 'over', heard: 'cleared' },
        { channel: 'webhook', subject: 'stands', heard: 'raised' },
      ],
    })
    const swept = await Promise.all([sweep(), sweep()])
    expect(swept.reduce((sum, { removed }) => sum + removed, 0)).toBe(5)
    expect((await states()).sort()).toEqual(['delivered:29 delivered', 'waiting:31 waiting'])
    expect(await db.messageStanding.findMany()).toMatchObject([{ subject: 'stands' }])
  })

  test('is shown to who keeps the accounts with what became of it and why, and to nobody else', async () => {
    await say('began', 'old')
    await age(DAY)
    await sweep()
    receiver.be(500)
    await say('began', 'unclear')
    await round()
    const admin = { id: 'a', email: 'a@tidemark.local', name: 'An admin', role: 'admin' as const, held: [] }
    const { counts, rows } = await outgoingMessages(admin)
    expect(counts).toMatchObject({ waiting: 1, delivered: 0, failed: 0, withdrawn: 1, superseded: 0, doubtful: 0 })
    expect(rows).toMatchObject([
      { text: 'unclear', channel: 'webhook', state: 'waiting', mayHaveArrived: true, why: 'The webhook answers 500.' },
      { text: 'old', state: 'withdrawn', mayHaveArrived: false, why: 'Nobody received it in time.' },
    ])
    await expect(outgoingMessages({ ...admin, role: 'commander' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
