import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { claimMessages, settleMessage } from '@/lib/outbox/deliver'
import { HOUR, MINUTE, SECOND } from '@/lib/time/durations'
import { age, deliver, say, startReceiver, states, sweep } from '@/lib/worker/testing/outgoing'

let receiver: Awaited<ReturnType<typeof startReceiver>>
const round = () => deliver(receiver.address)

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.stop())
beforeEach(() => receiver.be('hears'))
afterEach(async () => {
  receiver.heard.length = 0
  await db.outboxMessage.deleteMany()
  await db.messageStanding.deleteMany()
})

describe('what a receiver believes', () => {
  test('is not taken back when it was never said: an alarm that aged out has no end', async () => {
    receiver.be(503)
    await say('began', 'began:1')
    await round()
    await age(12 * HOUR)
    await sweep()
    expect(await say('cleared', 'cleared:1')).toBe(false)
    receiver.be('hears')
    await round()
    expect(receiver.keys()).toEqual([])
    expect(await states()).toEqual([
      'began:1 withdrawn: Nobody received it in time.',
      'cleared:1 superseded: No receiver is known to have heard its beginning.',
    ])
  })

  test('is right again when an alarm comes back before its end was told', async () => {
    await say('began', 'began:1')
    await round()
    receiver.be(503)
    await say('cleared', 'cleared:1')
    await round()
    await say('began', 'began:2')
    receiver.be('hears')
    await age(HOUR)
    await round()
    expect(receiver.keys()).toEqual(['began:1'])
    expect(await states()).toEqual([
      'began:1 delivered',
      'cleared:1 superseded: A newer word replaced it.',
      'began:2 superseded: The receiver has heard of it and of no end since.',
    ])
    await say('cleared', 'cleared:2')
    await round()
    expect(receiver.keys()).toEqual(['began:1', 'cleared:2'])
  })

  test('is led from what was heard last to what is true, whatever happened in between', async () => {
    receiver.be(503)
    for (const n of [1, 2, 3]) {
      await say('began', `began:${n}`)
      await round()
      await say('cleared', `cleared:${n}`)
      await round()
    }
    receiver.be('hears')
    await age(2 * HOUR)
    await round()
    expect(receiver.keys()).toEqual([])
    await say('began', 'began:4')
    await round()
    expect(receiver.keys()).toEqual(['began:4'])
  })

  test('is put right after any time that it was away: the end of what it heard does not age as alarms do', async () => {
    await say('began', 'began:1')
    await round()
    receiver.be(503)
    await say('cleared', 'cleared:1')
    for (let hour = 0; hour < 13; hour += 1) {
      await round()
      await age(HOUR)
      await sweep()
    }
    receiver.be('hears')
    await round()
    expect(receiver.keys()).toEqual(['began:1', 'cleared:1'])
  })

  test('is given up after 30 days, visibly, and the next alarm is told again', async () => {
    await say('began', 'began:1')
    await round()
    await say('cleared', 'cleared:1')
    await age(30 * 24 * HOUR)
    await sweep()
    expect((await states()).at(-1)).toContain('the receiver may still hold the alarm for true')
    expect(await say('began', 'began:2')).toBe(true)
  })
})

describe('an answer that was lost', () => {
  test('is asked for again with the same key, and the end follows', async () => {
    receiver.be('loses')
    await say('began', 'began:1')
    await round()
    await say('cleared', 'cleared:1')
    await age(13 * HOUR)
    await sweep()
    receiver.be('hears')
    await round()
    await round()
    expect(receiver.keys()).toEqual(['began:1', 'began:1', 'cleared:1'])
    const [first, second, third] = receiver.heard.map(({ sequence }) => sequence)
    expect(second).toBe(first)
    expect(third).toBeGreaterThan(second ?? Number.NaN)
  })

  test('does not make a withdrawn message of a delivered one: on its way it is let be, and after that it may have arrived', async () => {
    const release = receiver.holdAnswers()
    receiver.be('loses')
    await say('began', 'began:1')
    const running = round()
    await expect.poll(() => receiver.keys()).toEqual(['began:1'])
    await db.$executeRaw`UPDATE outbox_message SET expires_at = now() - interval '1 second'`
    await sweep()
    expect(await states()).toEqual(['began:1 waiting'])
    release()
    await running
    await age(31 * 24 * HOUR)
    await sweep()
    expect((await states())[0]).toMatch(
      /^began:1 doubtful: Nobody received it in time. It may have arrived all the same/,
    )
  })

  test('of a killed worker counts as one, and its late answer changes nothing', async () => {
    await say('began', 'began:1')
    const [killed] = await claimMessages(['webhook'])
    if (!killed) throw new Error('nothing was claimed')
    expect(await round()).toBe(0)
    await age(31 * SECOND)
    const [other] = await claimMessages(['webhook'])
    expect(other).toMatchObject({ id: killed.id, attempts: 2 })
    await settleMessage(killed, { kind: 'refused', again: false, text: 'late' })
    expect(await states()).toEqual(['began:1 waiting'])
    expect(await db.outboxMessage.findFirstOrThrow()).toMatchObject({ claim: other?.by, doubtful: true })
  })
})

describe('two words on a subject', () => {
  test('leave one after the other, whichever workers send them', async () => {
    const release = receiver.holdAnswers()
    await say('began', 'began:1')
    const first = round()
    await expect.poll(() => receiver.keys()).toEqual(['began:1'])
    await say('cleared', 'cleared:1')
    await say('began', 'other:1', 'other')
    const second = Promise.all([round(), round()])
    await expect.poll(() => receiver.keys()).toEqual(['began:1', 'other:1'])
    release()
    await Promise.all([first, second])
    await round()
    expect(receiver.keys()).toEqual(['began:1', 'other:1', 'cleared:1'])
  })

  test('cannot be on their way at once, by law of the table', async () => {
    await say('began', 'began:1')
    await claimMessages(['webhook'])
    await say('cleared', 'cleared:1')
    const both = db.$executeRaw`UPDATE outbox_message SET claim = gen_random_uuid(), claimed_until = now()`
    await expect(both).rejects.toThrow(/outbox_message_on_its_way|Unique/)
  })
})

describe('a message', () => {
  test('is due at once, though its writer’s clock is an hour ahead', async () => {
    const real = Date.now
    Date.now = () => real() + HOUR
    try {
      await say('began', 'began:1')
    } finally {
      Date.now = real
    }
    expect(await round()).toBe(1)
  })

  test('is tried as long as it is worth hearing, however far apart the tries have come', async () => {
    receiver.be(503)
    await say('began', 'began:1')
    await db.outboxMessage.updateMany({ data: { attempts: 12 } })
    await age(12 * HOUR - 20 * MINUTE)
    await round()
    expect(await states()).toEqual(['began:1 waiting'])
    receiver.be('hears')
    await age(19 * MINUTE + SECOND)
    expect(await round()).toBe(1)
  })

  test('has its key and its subject in its channel, so that another channel says the same for itself', async () => {
    await say('began', 'began:1')
    await round()
    const { seq: _, ...row } = await db.outboxMessage.findFirstOrThrow()
    const other = { ...row, id: undefined, payload: {}, channel: 'another' }
    await db.outboxMessage.create({ data: { ...other, id: crypto.randomUUID() } })
    expect(await db.messageStanding.findMany()).toMatchObject([{ channel: 'webhook', heard: 'raised' }])
    await expect(db.outboxMessage.create({ data: { ...other, id: crypto.randomUUID() } })).rejects.toThrow()
  })
})
