import { createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerUnreadCalls } from '@/lib/auth/answer-unread'
import { markReached } from '@/lib/auth/reached'

/** As Next does, packed or not: the status is set on the answer, and its body comes in one piece or in several. */
const ENDINGS: Record<string, (response: ServerResponse) => void> = {
  'status and end': (response) => response.end('0:{"a":"$@1"}\n'),
  'a written head': (response) =>
    response.writeHead(response.statusCode, { 'content-length': 14 }).end('0:{"a":"$@1"}\n'),
  'a flushed head': (response) => {
    response.flushHeaders()
    response.end('0:{"a":"$@1"}\n')
  },
  pieces: (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.write('0:{"a":')
    response.write('"$@1"}\n')
    response.end()
  },
}
const CALL = { 'next-action': 'x' }
const FORM = { 'content-type': 'multipart/form-data; boundary=x' }
let server: Server

beforeAll(async () => {
  answerUnreadCalls()
  server = createServer(async ({ url = '', headers }, response) => {
    const { searchParams } = new URL(url, 'http://x')
    await sleep(1)
    if (searchParams.has('ours')) await sleep(1).then(() => markReached())
    if (searchParams.has('answered')) await sleep(1).then(() => markReached('answered'))
    if (searchParams.has('drawn')) await sleep(1).then(() => markReached())
    response.statusCode = Number(headers['x-status'])
    ENDINGS[searchParams.get('ending') ?? '']?.(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => server.close())

type Heard = { status: number | undefined; text: string; headers: IncomingHttpHeaders }

function ask(query: object, headers: Record<string, string>, status = 500, method = 'POST', at = '/') {
  const { port } = server.address() as AddressInfo
  const path = `${at}?${new URLSearchParams({ ending: 'status and end', ...query })}`
  return new Promise<Heard>((done, fail) => {
    const asked = request({ port, path, method, headers: { ...headers, 'x-status': `${status}` } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => done({ status: answer.statusCode, text, headers: answer.headers }))
    })
    asked.on('error', fail).end()
  })
}

describe.each(Object.keys(ENDINGS))('an answer by %s', (ending) => {
  test.each([
    ['by script', CALL],
    ['by form', FORM],
  ])('to a call %s that Next could not read is 400 and a sentence', async (_, sent) => {
    const { status, text, headers } = await ask({ ending }, sent)
    expect([status, text]).toEqual([400, expect.stringMatching(/^What was sent is no form.*again\.\n$/)])
    expect(headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-length': `${text.length}` })
    expect(headers).not.toHaveProperty('content-encoding')
  })

  test('to a call that failed in code of ours stays 500', async () => {
    expect(await ask({ ending, ours: 'yes' }, CALL)).toMatchObject({ status: 500, text: '0:{"a":"$@1"}\n' })
  })

  test.each([200, 303, 404])('of %d stays what it is', async (status) => {
    expect(await ask({ ending }, CALL, status)).toMatchObject({ status, text: '0:{"a":"$@1"}\n' })
  })
})

test.each<[string, Record<string, string>, string, string?]>([
  ['to a page that is asked for', CALL, 'GET'],
  ['to a body that calls no action', { 'content-type': 'application/json' }, 'POST'],
  ['to a form that a route takes', FORM, 'POST', '/api/auth/signout'],
])('an answer %s stays 500', async (_, sent, method, at) => {
  expect(await ask({}, sent, 500, method, at)).toMatchObject({ status: 500 })
})

test.each<[string, Record<string, string>, object, number]>([
  ['a form cannot be read once more', FORM, {}, 400],
  ['a page fails', FORM, { drawn: 'yes' }, 500],
  ['an answer to a script fails', CALL, {}, 500],
])('where %s after the action has answered, that is told apart', async (_, sent, query, status) => {
  const answer = await ask({ ours: 'yes', answered: 'yes', ...query }, sent)
  expect(answer.status).toBe(status)
  if (status === 400) expect(answer.text).toMatch(/Reload the page to see what was done\.\n$/)
})

test('a call that is too large for Next is 413', async () => {
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/?ending=pieces`, {
    ...{ method: 'POST', headers: { ...CALL, 'x-status': '500' }, body: 'x'.repeat(1_048_577) },
  })
  expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('1 MB')])
})

test('calls beside each other do not share what they reached', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(i % 2 ? { ours: 'yes' } : {}, CALL)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map((_, i) => (i % 2 ? 500 : 400)))
})
