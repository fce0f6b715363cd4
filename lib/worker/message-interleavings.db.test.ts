import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { SENDERS } from '@/lib/outbound/channels'
import { claimMessages } from '@/lib/outbox/deliver'
import { HOUR, MINUTE, SECOND } from '@/lib/time/durations'
import { age, deliver, type Manner, say, startReceiver, sweep } from '@/lib/worker/testing/outgoing'

type Act = ['toggle' | 'send' | 'at once' | 'killed before' | 'killed after'] | ['receiver', Manner] | ['wait', number]

const SUBJECTS = ['x', 'y']
const ENOUGH_MS = 4_000
const real = Date.now
let receiver: Awaited<ReturnType<typeof startReceiver>>

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => {
  Date.now = real
  receiver.stop()
})

/** Subjects in trouble, and how many words were said of them. */
type Truth = { standing: Set<string>; count: number; lost: Set<string> }

async function toggle(truth: Truth, subject: string): Promise<void> {
  truth.count += 1
  const what = truth.standing.delete(subject) ? 'cleared' : 'began'
  if (what === 'began') truth.standing.add(subject)
  await say(what, `${subject}:${what}:${truth.count}`, subject)
}

async function run([act, more]: Act, truth: Truth): Promise<void> {
  const subject = SUBJECTS[truth.count % 2] ?? 'x'
  if (act === 'toggle') await toggle(truth, subject)
  else if (act === 'send') await deliver(receiver.address)
  else if (act === 'at once') {
    const others = SUBJECTS.map((each) => toggle(truth, each))
    await Promise.all([deliver(receiver.address), ...others, deliver(receiver.address), sweep()])
  } else if (act === 'receiver') receiver.be(more)
  else if (act === 'wait') {
    await age(more)
    await sweep()
  } else {
    for (const { dedupeKey: key, sequence, payload } of await claimMessages(['webhook'])) {
      if (act === 'killed before') continue
      await SENDERS.webhook({ address: receiver.address, key, sequence, payload })
      truth.lost.add(key)
    }
  }
}

const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Act>(['toggle']) },
    { weight: 4, arbitrary: fc.constant<Act>(['send']) },
    { weight: 2, arbitrary: fc.constantFrom<Act>(['at once'], ['killed before'], ['killed after']) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Manner>('hears', 'loses', 503, 500).map((each): Act => ['receiver', each]),
    },
    { weight: 3, arbitrary: fc.constantFrom(11 * SECOND, MINUTE, HOUR, 13 * HOUR).map((ms): Act => ['wait', ms]) },
  ),
  { minLength: 8, maxLength: 24 },
)

test('over a real database and a real door, a receiver is led to what is true and told nothing out of turn', async () => {
  // The rules alone are tried thousands of times; here it is about the database, as often as a busy machine can.
  const until = performance.now() + ENOUGH_MS
  const once = fc.asyncProperty(acts, fc.constantFrom(-HOUR, 0, HOUR), async (each, skew) => {
    if (performance.now() > until) return
    receiver.heard.length = 0
    receiver.be('hears')
    await db.outboxMessage.deleteMany()
    await db.messageStanding.deleteMany()
    const truth: Truth = { standing: new Set(), count: 0, lost: new Set() }
    Date.now = () => real() + skew
    for (const act of each) {
      if (act[0] === 'receiver' && act[1] === 'loses') truth.lost.add('*')
      await run(act, truth)
    }
    receiver.be('hears')
    for (let round = 0; round < 4; round += 1) {
      await age(HOUR)
      await deliver(receiver.address)
    }
    await check(truth)
  })
  await fc.assert(once, { numRuns: 20, endOnFailure: true })
})

async function check({ standing, lost }: Truth): Promise<void> {
  const rows = await db.outboxMessage.findMany({ orderBy: { seq: 'asc' } })
  expect(rows.filter(({ state }) => state === 'waiting')).toEqual([])
  for (const subject of SUBJECTS) {
    const heard = receiver.heard.filter(({ key }) => key.startsWith(subject))
    const first = heard.filter((each, index) => heard.findIndex(({ key }) => key === each.key) === index)
    const sequences = first.map(({ sequence }) => sequence)
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
    expect(first.map(({ key }, index) => key.includes(index % 2 === 0 ? 'began' : 'cleared'))).not.toContain(false)
    heard.forEach(({ key }, index) => {
      if (first.some((each) => each === heard[index])) return
      expect(lost.has(key) || lost.has('*')).toBe(true)
      expect(heard[index - 1]?.key).toBe(key)
    })
    const ends = rows.filter(({ dedupeKey }) => heard.some(({ key }) => key === dedupeKey))
    expect(ends.filter(({ state }) => state !== 'delivered' && state !== 'doubtful')).toEqual([])
    // An alarm that nobody heard in its age is let go; that is the one thing a receiver may miss.
    const own = rows.filter((row) => row.subject === `notice:${subject}` && row.kind === 'notice-began')
    if (standing.has(subject) && own.at(-1)?.state === 'withdrawn') continue
    expect(heard.at(-1)?.key.includes('began') ?? false).toBe(standing.has(subject))
  }
}
