import { Agent, createServer, get, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerPagesWith503 } from '@/lib/auth/answer-page'
import { DATABASE_STATES, type DatabaseState } from '@/lib/db/model/states'
import { requestNote } from '@/lib/db/request-note'

/** As Next does: the work is far away, and the status is set on the answer once it has failed. */
const ENDINGS: Record<string, (response: ServerResponse, status: number) => void> = {
  'status and end': (response, status) => {
    response.statusCode = status
    response.end('x')
  },
  'a written head': (response, status) => response.writeHead(status).end('x'),
  'a head with a phrase and headers': (response, status) => response.writeHead(status, 'Said', { 'x-a': 'b' }).end('x'),
  'a flushed head': (response, status) => {
    response.statusCode = status
    response.flushHeaders()
    response.end('x')
  },
  pieces: (response, status) => {
    response.statusCode = status
    response.write('x')
    response.end()
  },
}

let server: Server
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

beforeAll(async () => {
  answerPagesWith503()
  server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x')
    await sleep(5)
    const state = searchParams.get('state') as DatabaseState | null
    if (state) await Promise.all([sleep(1).then(() => requestNote.getStore()?.note(state))])
    ENDINGS[searchParams.get('ending') ?? '']?.(response, Number(searchParams.get('status')))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  agent.destroy()
  server.close()
})

function ask(status: number, state?: string, ending = 'status and end', by?: Agent) {
  const query = new URLSearchParams({ status: `${status}`, ending, ...(state && { state }) })
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number | undefined; retryAfter: string | undefined }>((done, fail) => {
    get({ port, path: `/?${query}`, ...(by && { agent: by }) }, (answer) => {
      answer.resume().on('end', () => done({ status: answer.statusCode, retryAfter: answer.headers['retry-after'] }))
    }).on('error', fail)
  })
}

describe.each(Object.keys(ENDINGS))('an answer by %s', (ending) => {
  test.each(Object.keys(DATABASE_STATES))(
    'that %s kept from being made is 503 and says when to ask again',
    async (state) => {
      const retryAfter = `${DATABASE_STATES[state as DatabaseState].retryAfterS}`
      expect(await ask(500, state, ending)).toEqual({ status: 503, retryAfter })
    },
  )

  test.each([200, 204, 302, 404, 503])('of %d stays what it is, whatever was noted', async (status) => {
    expect(await ask(status, 'locked', ending)).toMatchObject({ status })
  })

  test('that failed for something else stays 500', async () => {
    expect(await ask(500, undefined, ending)).toEqual({ status: 500, retryAfter: undefined })
  })
})

test('a note holds for its own request, also on one connection and beside others', async () => {
  expect(await ask(500, 'full', 'status and end', agent)).toMatchObject({ status: 503 })
  expect(await ask(500, undefined, 'status and end', agent)).toMatchObject({ status: 500 })
  const many = Array.from({ length: 30 }, (_, i) => ask(500, i % 2 ? 'locked' : undefined))
  expect((await Promise.all(many)).map(({ status }) => status)).toEqual(many.map((_, i) => (i % 2 ? 503 : 500)))
})
