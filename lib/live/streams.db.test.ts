import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'
import { liveHub } from '@/lib/live/hub'
import { liveStreams, STREAM_LIMITS } from '@/lib/live/streams'

/** An account whose browsers open streams. */
async function account(): Promise<string> {
  const email = `${randomUUID()}@example.org`
  return (await db.user.create({ data: { email, name: 'Viewer', role: 'viewer', passwordHash: 'none' } })).id
}

let GET: typeof import('@/app/api/live/route').GET
let HEAD: typeof GET

// After request-scope, which sets up what Next's own server sets up before it loads a route.
beforeAll(async () => {
  ;({ GET, HEAD } = await import('@/app/api/live/route'))
})

const HEARS_ALL = { mayHear: () => true, watch: () => () => {} }
const context = { params: Promise.resolve({}) }
const open: AbortController[] = []

/** One more browser of an account: its stream, what it has said so far, and how it goes. */
async function browser(id: string, method: 'GET' | 'HEAD' = 'GET', gone = new AbortController()) {
  open.push(gone)
  const request = new Request('http://127.0.0.1/api/live', { method, signal: gone.signal })
  const answer = await asBrowserOf(id, () => (method === 'GET' ? GET : HEAD)(request, context))
  return { answer, leave: () => gone.abort() }
}

/** All that a stream says until it ends. */
const allOf = (answer: Response) => new Response(answer.body).text()

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

function heap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

afterEach(async () => {
  for (const gone of open.splice(0)) gone.abort()
  await vi.waitFor(() => expect(liveStreams.count).toBe(0))
})

describe('a stream ends with its request', () => {
  test.each<[string, (id: string) => Promise<unknown>]>([
    ['the browser goes', async (id) => (await browser(id)).leave()],
    ['the reader cancels', async (id) => (await browser(id)).answer.body?.cancel()],
    [
      'the browser has gone before it is known who asks',
      async (id) => {
        const gone = new AbortController()
        gone.abort()
        await browser(id, 'GET', gone)
      },
    ],
    ['the browser goes twice', async (id) => [1, 2].map((await browser(id)).leave)],
    ['the headers alone are asked for', (id) => browser(id, 'HEAD')],
    [
      'the headers alone are asked for, of the handler of the whole',
      async (id) => {
        const request = new Request('http://127.0.0.1/api/live', { method: 'HEAD' })
        const answer = await asBrowserOf(id, () => GET(request, context))
        expect(answer.body).toBeNull()
      },
    ],
  ])('%s', async (_, act) => {
    await act(await account())
    await vi.waitFor(() => expect(liveStreams.count).toBe(0))
  })

  test('after 10,000 openings no listener, no timer and no memory is left', async () => {
    const id = await account()
    const subscribe = vi.spyOn(liveHub, 'subscribe')
    const openAndLeave = async (i: number) => {
      const gone = new AbortController()
      const stream = liveStreams.begin({ account: id, gone: gone.signal, ...HEARS_ALL })
      if (i % 3 === 0) await stream.cancel()
      else gone.abort()
    }
    for (let i = 0; i < 2_000; i += 1) await openAndLeave(i)
    const [timersBefore, heapBefore] = [timers(), heap()]
    for (let i = 0; i < 10_000; i += 1) await openAndLeave(i)
    for (let i = 0; i < 300; i += 1) await (await browser(id, 'HEAD')).leave()
    open.splice(0)
    await turn()
    expect(liveStreams.count).toBe(0)
    expect(subscribe.mock.calls.length).toBeGreaterThanOrEqual(12_000)
    expect(timers()).toBeLessThanOrEqual(timersBefore + 1)
    expect(heap() - heapBefore).toBeLessThan(8_000_000)
    subscribe.mockRestore()
  })
})

describe('streams are bounded', () => {
  test('the ninth of an account supersedes its oldest, which is told so, and no other', async () => {
    const id = await account()
    const mine = []
    for (let i = 0; i < STREAM_LIMITS.perAccount; i += 1) mine.push(await browser(id))
    expect((await browser(id, 'HEAD')).answer.headers.get('tidemark-live')).toBe('taken')
    const other = await account()
    const theirs = await browser(other)
    expect((await browser(other, 'HEAD')).answer.headers.get('tidemark-live')).toBe('free')
    await browser(id)
    expect(await allOf(mine[0]?.answer as Response)).toContain('event: superseded')
    expect(liveStreams.count).toBe(STREAM_LIMITS.perAccount + 1)
    theirs.leave()
    mine[1]?.leave()
    expect((await browser(id, 'HEAD')).answer.headers.get('tidemark-live')).toBe('free')
    for (const { answer, leave } of mine.slice(2)) {
      leave()
      expect(await allOf(answer)).not.toContain('superseded')
    }
  })

  test('where all are taken, the account with the most gives way', async () => {
    const ids = Array.from({ length: STREAM_LIMITS.inAll / 2 }, () => randomUUID())
    const begin = (id: string) => {
      const gone = new AbortController()
      open.push(gone)
      return liveStreams.begin({ account: id, gone: gone.signal, ...HEARS_ALL })
    }
    const [greedy = ''] = ids
    const oldest = begin(greedy)
    for (let i = 1; i < STREAM_LIMITS.perAccount; i += 1) begin(greedy)
    while (liveStreams.count < STREAM_LIMITS.inAll) begin(ids[(liveStreams.count % (ids.length - 1)) + 1] ?? '')
    begin(randomUUID())
    expect(liveStreams.count).toBe(STREAM_LIMITS.inAll)
    expect(await allOf(new Response(oldest))).toContain('superseded')
  })

  test('a browser that never reads is closed instead of being remembered', async () => {
    const id = await account()
    await browser(id)
    const signals: ((signal: { topic: 'board'; id: string }) => void)[] = []
    const spy = vi.spyOn(liveHub, 'subscribe').mockImplementation((listener) => {
      signals.push(listener)
      return () => {}
    })
    for (const gone of open.splice(0)) gone.abort()
    await browser(id)
    for (let i = 0; i < 1_000; i += 1) signals[0]?.({ topic: 'board', id: 'all' })
    expect(liveStreams.count).toBe(0)
    spy.mockRestore()
  })
})
