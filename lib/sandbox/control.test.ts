import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HandClock, startForTest, type TestSandbox } from '@/lib/sandbox/testing'
import { readToken, TOKEN_FILE } from '@/lib/sandbox/token'

let sandbox: TestSandbox
let token: string

beforeAll(async () => {
  sandbox = await startForTest(new HandClock())
  token = `Bearer ${sandbox.token}`
})
afterAll(() => sandbox.stop())

const ROUTES: [string, string, string?][] = [
  ['GET', 'health'],
  ['GET', 'calls'],
  ['GET', 'faults'],
  ['POST', 'faults', '{"kind":"down"}'],
  ['DELETE', 'faults'],
  ['GET', 'drift'],
  ['PUT', 'drift', '{"on":false}'],
  ['GET', 'nothing-there'],
]

const ask = (method: string, route: string, headers: Record<string, string>, body?: string) =>
  fetch(`${sandbox.url}/_sandbox/${route}`, { method, headers, ...(body && { body }) })

describe.each(ROUTES)('%s /_sandbox/%s', (method, route, body) => {
  test.each([
    ['nothing', () => ({}), 401, TOKEN_FILE],
    ['an empty token', () => ({ authorization: '' }), 401, TOKEN_FILE],
    ['the scheme alone', () => ({ authorization: 'Bearer' }), 401, TOKEN_FILE],
    ['a wrong token', () => ({ authorization: 'Bearer x' }), 401, TOKEN_FILE],
    ['half of it', () => ({ authorization: token.slice(0, -1) }), 401, TOKEN_FILE],
    ['it and more', () => ({ authorization: `${token}x` }), 401, TOKEN_FILE],
    ['it without the scheme', () => ({ authorization: sandbox.token }), 401, TOKEN_FILE],
    ['it in another scheme', () => ({ authorization: `Basic ${sandbox.token}` }), 401, TOKEN_FILE],
    ['it, from a page elsewhere', () => ({ authorization: token, origin: 'http://evil.example' }), 403, 'web pages'],
    ['it, from a page that hides where it is', () => ({ authorization: token, origin: 'null' }), 403, 'web pages'],
    [
      'it, from a picture of a page',
      () => ({ authorization: token, 'sec-fetch-site': 'cross-site' }),
      403,
      'web pages',
    ],
    [
      'it, from a page of another port',
      () => ({ authorization: token, 'sec-fetch-site': 'same-site' }),
      403,
      'web pages',
    ],
  ])('with %s is refused in a sentence', async (_, headers, status, words) => {
    const answer = await ask(method, route, headers(), body)
    expect(answer.status).toBe(status)
    const { error } = (await answer.json()) as { error: string }
    expect(error).toContain(words)
    expect(error).not.toContain(sandbox.token)
  })

  test('with the token it is answered', async () => {
    const answer = await ask(method, route, { authorization: token }, body)
    expect(answer.status).toBe(route === 'nothing-there' ? 404 : 200)
  })
})

test('the token is kept for this user alone, and outlives the sandbox', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-token-'))
  const start = () => startForTest(new HandClock(), { dataDir, databases: false })
  const first = await start()
  await first.stop()
  const second = await start()
  await second.stop()
  expect(second.token).toBe(first.token)
  expect(readToken(dataDir)).toBe(first.token)
  expect(first.token.length).toBeGreaterThanOrEqual(43)
  expect(first.token).not.toBe(sandbox.token)
  expect(fs.statSync(path.join(dataDir, TOKEN_FILE)).mode & 0o777).toBe(0o600)
  fs.rmSync(dataDir, { recursive: true })
})
