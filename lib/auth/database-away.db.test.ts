import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ActionResult } from '@/lib/action-result-types'
import { type EmbeddedPostgres, startEmbedded } from '@/lib/db/embedded'
import { APP_ROLE, ensureLocalRoles, OWNER_ROLE, urlAs } from '@/lib/db/local-roles'
import { migrate } from '@/lib/db/migrate'
import { freePort } from '@/lib/db/testing'

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
type Action = (...sent: unknown[]) => Promise<ActionResult<unknown>>

/** Routes that ask for no person; each is tried by itself below. */
const OPEN = /^app\/api\/(auth|health)\//

/** Actions that serve whoever holds a link's token; they ask for no person, and read the form first. */
const FOR_STRANGERS = ['followLinkAction']

/** Every handler and every action of the tree, found on the disk, so that a new one is in the table from its first day. */
const ROUTES = globSync('app/**/route.ts').filter((file) => !OPEN.test(file))
const ACTIONS = globSync('lib/*/actions.ts')

const home = mkdtempSync(join(tmpdir(), 'tidemark-away-'))
const folder = join(home, 'pg')
const roles = { ownerPassword: 'owner', appPassword: 'app' }
const CALM = 'Tidemark’s database is not answering. Nothing was changed; try again.'

let port = 0
let server: EmbeddedPostgres
let admin: string
let asBrowserOf: typeof import('@/lib/auth/testing/request-scope').asBrowserOf

beforeAll(async () => {
  port = await freePort()
  server = await startEmbedded({ folder, port, settings: { fsync: 'off' } })
  await ensureLocalRoles(server.url(), 'tidemark', roles)
  const appUrl = urlAs(server.url(), APP_ROLE, roles.appPassword, 'tidemark')
  await migrate({ ownerUrl: urlAs(server.url(), OWNER_ROLE, roles.ownerPassword, 'tidemark'), appUrl })
  // Before the first import of anything that connects: this file stops its server, others need theirs.
  vi.stubEnv('DATABASE_URL', appUrl)
  vi.stubEnv('LOG_LEVEL', 'error')
  asBrowserOf = (await import('@/lib/auth/testing/request-scope')).asBrowserOf
  const { db } = await import('@/lib/db/client')
  const user = { email: 'admin@example.org', name: 'Admin', role: 'admin', passwordHash: 'none' } as const
  admin = (await db.user.create({ data: user })).id
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Calls every method of a route as a browser would, with parameters that lead to nothing. */
async function callRoute(file: string, userId: string | null = admin): Promise<[string, Response][]> {
  const methods = Object.entries(await import(resolve(file))).filter(([name]) => /^[A-Z]+$/.test(name))
  const params = { number: 'INC-0001', system: 'nowhere' }
  return Promise.all(
    methods.map(async ([method, handler]): Promise<[string, Response]> => {
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify({ entries: [] }) }
      const request = new Request('http://127.0.0.1/api?q=word', { method, ...body })
      const context = { params: Promise.resolve(params) }
      return [method, await asBrowserOf(userId, () => (handler as Handler)(request, context))]
    }),
  )
}

/** Calls every action of a module with what a form or a script might send, by the action's name. */
async function callActions(file: string, userId: string | null, ...sent: unknown[]) {
  const actions = Object.entries(await import(resolve(file)))
  return Promise.all(
    actions.map(async ([name, action]): Promise<[string, ActionResult<unknown> | Error]> => {
      return [name, await asBrowserOf(userId, () => (action as Action)(...sent)).catch((error: Error) => error)]
    }),
  )
}

function form(): FormData {
  const fields = new FormData()
  for (const name of ['number', 'reason', 'typedName', 'targetName', 'userId', 'email']) fields.set(name, 'x')
  for (const name of ['token', 'password', 'again']) fields.set(name, 'x'.repeat(43))
  return fields
}

test('the table holds what the tree holds', () => {
  expect(ROUTES.length).toBeGreaterThanOrEqual(13)
  expect(ACTIONS.length).toBeGreaterThanOrEqual(5)
})

describe('while the database answers', () => {
  test.each(ROUTES)('%s answers what was asked', async (file) => {
    for (const [method, answer] of await callRoute(file)) {
      expect([200, 400, 404], `${method}: ${answer.status}`).toContain(answer.status)
      await answer.body?.cancel()
    }
  })

  test.each(ROUTES)('%s answers 401 to nobody', async (file) => {
    for (const [method, answer] of await callRoute(file, null)) expect(answer.status, method).toBe(401)
  })

  test.each(ACTIONS)('%s leads nobody to the sign-in page', async (file) => {
    for (const [name, thrown] of await callActions(file, null, null, form())) {
      if (FOR_STRANGERS.includes(name)) continue
      expect(thrown, name).toMatchObject({ digest: expect.stringMatching(/^NEXT_REDIRECT;.*\/sign-in/) })
    }
  })

  const NONSENSE: [string, unknown[]][] = [
    ['nothing', []],
    ['no form', [null, null]],
    ['an empty form', [null, new FormData()]],
    ['a form of wrong words', [null, form()]],
    ['a text', ['x', 'x']],
    ['a list', [[1], [1]]],
    ['an empty object', [{}, {}]],
    ['wrong types', [{ number: {}, id: 7, to: [], role: null, userId: 1 }, { number: {} }]],
  ]
  test.each(ACTIONS.flatMap((file) => NONSENSE.map(([what, sent]) => [file, what, sent] as const)))(
    '%s answers %s in a sentence',
    async (file, _, sent) => {
      for (const [name, answer] of await callActions(file, admin, ...sent)) {
        expect(answer, name).toMatchObject({ ok: false, error: { message: expect.any(String) } })
        const { error } = answer as Extract<ActionResult<unknown>, { ok: false }>
        expect(['invalid', 'not-found', 'forbidden', 'precondition'], `${name}: ${error.message}`).toContain(error.code)
        expect(error.message, name).not.toMatch(/expected (string|object|number)|received|zod/i)
      }
    },
  )
})

/** What an open live stream has said since it was opened. */
let heard = ''

describe('while it is stopped', () => {
  beforeAll(async () => {
    const [[, stream] = []] = await callRoute('app/api/live/route.ts')
    void stream?.body?.pipeThrough(new TextDecoderStream()).pipeTo(
      new WritableStream({
        write: (text) => {
          heard += text
        },
      }),
    )
    const { liveHub } = await import('@/lib/live/hub')
    await vi.waitFor(() => expect(liveHub.listening).toBe(true))
    expect(heard).not.toContain('away')
    await server.stop()
  })

  test('an open stream says that it hears nothing, once', async () => {
    await expect.poll(() => heard).toContain('event: away')
    expect(heard.match(/event: away/g)).toHaveLength(1)
  })

  test.each(ROUTES)('%s answers 503 and says why', async (file) => {
    for (const [method, answer] of await callRoute(file)) {
      expect(answer.status, method).toBe(503)
      expect(answer.headers.get('retry-after'), method).toBe('2')
      expect(await answer.json(), method).toEqual({ error: { code: 'unavailable', message: CALM } })
    }
  })

  test.each(ROUTES)('%s still answers 401 to nobody', async (file) => {
    for (const [method, answer] of await callRoute(file, null)) expect(answer.status, method).toBe(401)
  })

  test.each(ACTIONS)('%s answers in the same shape as ever', async (file) => {
    const unread = (await callActions(file, admin, {})).filter(([name]) => !FOR_STRANGERS.includes(name))
    const answers = [...(await callActions(file, admin, null, form())), ...unread]
    expect(answers.length).toBeGreaterThan(0)
    for (const [name, answer] of answers) {
      expect(answer, name).toEqual({ ok: false, error: { code: 'unavailable', message: CALM } })
    }
  })

  test('signing in says it in a sentence', async () => {
    const { optionsFor } = await import('@/lib/auth/options')
    const [local] = optionsFor({}, () => undefined).providers as unknown as { options: { authorize: Action } }[]
    const signIn = local?.options.authorize({ email: 'admin@example.org', password: 'x' }, { headers: {} })
    await expect(signIn).rejects.toThrow(CALM)
  })

  test('a page fails with an error that is known as an absent database', async () => {
    const { requireActor } = await import('@/lib/auth/session')
    const { faultOf } = await import('@/lib/action-result')
    const error = await asBrowserOf(admin, requireActor).catch((thrown: unknown) => thrown)
    expect(faultOf(error)).toEqual({ code: 'unavailable', message: CALM })
  })

  test('the process is alive and not ready', async () => {
    const { GET: live } = await import('@/app/api/health/live/route')
    const { GET: ready } = await import('@/app/api/health/ready/route')
    expect(live().status).toBe(200)
    const answer = await ready()
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ status: 'the database does not answer', worker: 'not known' })
  })
})

test('once it runs again, so do routes and actions, in the same process', async () => {
  server = await startEmbedded({ folder, port })
  const boardStatus = async () => (await callRoute('app/api/board/route.ts'))[0]?.[1].status
  await expect.poll(boardStatus, { timeout: 5_000 }).toBe(200)
  await expect.poll(() => heard).toContain('event: resync')
  const number = `RST-${randomUUID().slice(0, 8)}`
  const fields = new FormData()
  fields.set('number', number)
  for (const [name, answer] of await callActions('lib/restores/actions.ts', admin, null, fields)) {
    expect(answer, name).toMatchObject({ ok: false, error: { code: 'invalid' } })
  }
})
