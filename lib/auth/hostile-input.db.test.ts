import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { ActionResult } from '@/lib/action-result-types'
import { signInLocally } from '@/lib/auth/sign-in'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'
import { EDGES, ILL_FORMED, IN_ADDRESSES, LOOSE_NUMBERS, NO_NUMBERS } from '@/lib/door/testing/hostile'
import { SOUND_INPUTS } from '@/lib/door/testing/sound-inputs'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { makeActor } from '@/lib/incidents/testing/fixtures'
import { parsePlan } from '@/lib/plans/document/parse'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
type Action = (...sent: unknown[]) => Promise<ActionResult<unknown>>
type Input = Record<string, unknown>

/** Every handler and every action of the tree, found on the disk; those for strangers are tried in the browser's tests. */
const ROUTES = globSync('app/**/route.ts').filter((file) => !/^app\/api\/(auth|health)\//.test(file))
const ACTIONS = globSync('lib/*/actions.ts')
/** Where the actions of a room hand commands of another one what a room above it knows, by the room whose schemas they read. */
const READS: Record<string, string> = { 'lib/plans': 'lib/auth' }
const HOSTILE = [...ILL_FORMED, ...NO_NUMBERS, ...LOOSE_NUMBERS, ...EDGES]

const admin = await makeActor('admin', 'Admin')
const file = 'plans/phaserai.yaml'
const text = readFileSync(file, 'utf8')
await publishRevision({ system: 'phaserai', file, text, parsed: parsePlan(text, file), now: Date.now() })
await declareIncident(admin, { ...SOUND_INPUTS['lib/incidents']?.declareSchema, idempotencyKey: randomUUID() })

// An action of a form takes the answer before and the form, another one its input; neither minds the rest.
function act(action: Action, input: Input): Promise<ActionResult<unknown> | Error> {
  const form = new FormData()
  for (const [name, value] of Object.entries(input)) form.set(name, String(value))
  return action(input, form).catch((error: Error) => error)
}

/** What became of it, or the error that came through. */
function outcome(answer: ActionResult<unknown> | Error): unknown {
  if (answer instanceof Error) return answer.message.startsWith('NEXT_') ? 'went on' : answer
  if (answer.ok) return 'done'
  // A password that is readable and wrong was read: nobody has one here.
  return /not your password/.test(answer.error.message) ? 'read' : answer.error.code
}

test.each(ACTIONS)(
  '%s answers every hostile input with a value or a sentence',
  async (module) => {
    const room = module.replace('/actions.ts', '')
    const inputs = Object.values(SOUND_INPUTS[READS[room] ?? room] ?? {})
    await asBrowserOf(admin.id, async () => {
      for (const [name, action] of Object.entries<Action>(await import(resolve(module)))) {
        const codes = await Promise.all(inputs.map(async (input) => outcome(await act(action, input))))
        const taken = inputs.filter((_, index) => codes[index] !== 'invalid')
        expect([name, taken.length]).not.toEqual([name, 0])
        for (const [index, value] of HOSTILE.entries()) {
          const input = taken[index % taken.length] ?? {}
          const fields = Object.keys(input)
          const field = fields[Math.floor(index / taken.length) % fields.length] ?? ''
          const became = outcome(await act(action, { ...input, [field]: value }))
          expect([name, field, value, became]).toEqual([name, field, value, expect.stringMatching(/^(?!unexpected)/)])
        }
      }
    })
  },
  60_000,
)

const STRANGER = 'stranger@example.org'

test.each<[string, Record<string, string>, string]>([
  ['address', { email: `${STRANGER}\uD800` }, '"address": found half of a character (U+D800) at position 21'],
  ['password', { password: 'x\0' }, '"password": found a NUL character (U+0000) at position 2'],
  ['origin', { origin: '\uDFFF' }, '"origin": found half of a character (U+DFFF) at position 1'],
])('signing in refuses an ill-formed %s before it is counted or kept', async (_, more, sentence) => {
  const signIn = signInLocally({
    email: STRANGER,
    password: 'wrong',
    origin: '127.0.0.1',
    device: 'x',
    ...more,
  })
  await expect(signIn).rejects.toThrow(sentence)
  expect(await db.signInCount.count({ where: { email: { startsWith: STRANGER } } })).toBe(0)
})

/** The names that a route asks its query for, as its text has them. */
function queryNames(route: string): string[] {
  return [...readFileSync(route, 'utf8').matchAll(/\bsearch(?:\.get\(|, )'(\w+)'/g)].map(([, name]) => name ?? '')
}

test.each(ROUTES)(
  '%s answers every hostile address and body below 500, and refuses in a sentence',
  async (route) => {
    const parts = [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? '')
    const names = [...queryNames(route), 'unknown']
    const sound = Object.fromEntries(parts.map((part) => [part, part === 'number' ? 'INC-0001' : 'phaserai']))
    await asBrowserOf(admin.id, async () => {
      const methods = Object.entries<Handler>(await import(resolve(route))).filter(([name]) => /^[A-Z]+$/.test(name))
      const all = [...ILL_FORMED, ...LOOSE_NUMBERS, ...EDGES.map(String), ...IN_ADDRESSES]
      // What reads neither path nor query is asked a few only.
      const said = parts.length + names.length > 1 ? all : all.filter((_, index) => index % 8 === 0)
      for (const [index, value] of said.entries()) {
        const query = `?${new URLSearchParams({ [names[index % names.length] ?? '']: value })}`
        const asked = [{ params: sound, query }]
        if (parts.length > 0) asked.push({ params: Object.fromEntries(parts.map((part) => [part, value])), query: '' })
        for (const [method, handler] of methods) {
          for (const { params, query: search } of asked) {
            const answer = await handler(requestOf(method, search, value), { params: Promise.resolve(params) })
            expect([method, value, answer.status < 500]).toEqual([method, value, true])
            if (answer.status < 400) await answer.body?.cancel()
            else expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/\.$/) } })
          }
        }
      }
    })
  },
  60_000,
)

function requestOf(method: string, query: string, value: string): Request {
  const entries = [value, { id: value, [value]: 1 }, { id: randomUUID(), text: value }]
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify({ entries }) }
  return new Request(`http://127.0.0.1/api${query}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...body,
  })
}
