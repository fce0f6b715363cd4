import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'tidemark-answers-'))
const check = resolve('lib/cli/check-answers.mjs')

/** The top of a good action module, two lines, and of a good route, one line. */
const ACTIONS = `'use server'\nimport { formAction, inputAction } from '@/lib/auth/answer-action'\n`
const ROUTE = `import { answerRequest } from '@/lib/auth/answer-request'\n`
const NOT_MADE = 'is not made by formAction or inputAction'
const NOT_GUARDED = 'is not made by answerRequest'

/** Each lets something past the helpers: what it does, the file, what it says, the line and fault that are told of it. */
const PLANTED: [does: string, file: string, text: string, fault: string][] = [
  [
    'an action that is a function of its own',
    'lib/a/actions.ts',
    `${ACTIONS}// é takes two bytes\nexport async function loose(form: FormData) {\n  return form\n}`,
    `4  loose ${NOT_MADE}`,
  ],
  ['an arrow function', 'lib/b/actions.ts', `${ACTIONS}export const loose = async () => 1`, `3  loose ${NOT_MADE}`],
  [
    'a helper of the same name from elsewhere',
    'lib/c/actions.ts',
    `'use server'\nimport { formAction } from '@/lib/c/mine'\nexport const loose = formAction(run)`,
    `3  loose ${NOT_MADE}`,
  ],
  [
    'one good and one loose in one statement',
    'lib/d/actions.ts',
    `${ACTIONS}export const good = formAction(run),\n  loose = run`,
    `3  loose ${NOT_MADE}`,
  ],
  [
    'an action for who is not signed in, elsewhere than among the accounts',
    'lib/open/actions.ts',
    `'use server'\nimport { openFormAction } from '@/lib/auth/answer-action'\nexport const loose = openFormAction(run)`,
    `3  loose ${NOT_MADE}`,
  ],
  ['an export by list', 'lib/e/actions.ts', `${ACTIONS}const x = run\nexport { x as loose }`, `4  loose ${NOT_MADE}`],
  ['an export of another module', 'lib/f/actions.ts', `${ACTIONS}export { x } from '@/lib/f/x'`, `3  x ${NOT_MADE}`],
  ['an export of all of it', 'lib/g/actions.ts', `${ACTIONS}export * from '@/lib/g/x'`, `3  * ${NOT_MADE}`],
  ['a default export', 'lib/h/actions.ts', `${ACTIONS}export default formAction(run)`, `3  default ${NOT_MADE}`],
  ['a pattern', 'lib/i/actions.ts', `${ACTIONS}export const { x } = formAction(run)`, `3  a pattern ${NOT_MADE}`],
  [
    'an action that can be replaced',
    'lib/j/actions.ts',
    `${ACTIONS}export let x = inputAction(run)`,
    `3  x ${NOT_MADE}`,
  ],
  ['a wrapped action', 'lib/k/actions.ts', `${ACTIONS}export const x = wrap(inputAction(run))`, `3  x ${NOT_MADE}`],
  [
    'an action bound to more',
    'lib/l/actions.ts',
    `${ACTIONS}export const x = formAction.call(0, run)`,
    `3  x ${NOT_MADE}`,
  ],
  ['a class', 'lib/m/actions.ts', `${ACTIONS}export class Loose {}`, `3  Loose ${NOT_MADE}`],
  ['an enum', 'lib/n/actions.ts', `${ACTIONS}export enum Loose { A }`, `3  Loose ${NOT_MADE}`],
  [
    'an action module without the directive',
    'lib/o/actions.ts',
    `import { formAction } from '@/lib/auth/answer-action'\nexport const x = formAction(run)`,
    '1  does not begin with the directive',
  ],
  [
    'an action inside a function',
    'lib/p/actions.ts',
    `${ACTIONS}function make() {\n  return async () => {\n    "use server"\n  }\n}\nexport const x = formAction(make())`,
    '5  makes an action inside a function',
  ],
  ['actions in another file of a room', 'lib/a/save-now.ts', `'use server'\nexport async function x() {}`, '1  makes'],
  ['actions deeper in a room', 'lib/a/b/actions.ts', ACTIONS, '1  makes server actions'],
  ['actions beside a page', 'app/(console)/admin/actions.ts', ACTIONS, '1  makes server actions'],
  ['an action inside a page', 'app/page.tsx', `const x = async () => {\n  'use server'\n}`, '2  makes server actions'],
  [
    'actions in a script',
    'components/act.mjs',
    `"use server"\nexport async function x() {}`,
    '1  makes server actions',
  ],
  ['actions at the top', 'extra.ts', `'use server'\nexport async function x() {}`, '1  makes server actions'],
  ['a route that is a function', 'app/api/a/route.ts', 'export function GET() {}', `1  GET ${NOT_GUARDED}`],
  [
    'a guarded read and a loose write',
    'app/api/b/route.ts',
    `${ROUTE}export const GET = answerRequest(run)\nexport async function POST() {}`,
    `3  POST ${NOT_GUARDED}`,
  ],
  ['a handler by list', 'app/api/c/route.ts', 'const h = run\nexport { h as PUT }', `2  PUT ${NOT_GUARDED}`],
  ['a handler from elsewhere', 'app/api/d/route.ts', `export * from '@/lib/d'`, `1  * ${NOT_GUARDED}`],
  ['handlers of a pattern', 'app/api/e/route.ts', 'export const { GET, POST } = run', `1  a pattern ${NOT_GUARDED}`],
  ['a route beside the pages', 'app/(console)/feed/route.ts', 'export const GET = run', `1  GET ${NOT_GUARDED}`],
  ['a route in JavaScript', 'app/api/f/route.js', 'export const DELETE = run', `1  DELETE ${NOT_GUARDED}`],
  ['a route of the older router', 'pages/api/g.ts', 'export default run', '1  is served past the guard'],
]

/** None of these is a fault. */
const GOOD: Record<string, string> = {
  'lib/good/actions.ts': `'use server'
import { redirect } from 'next/navigation'
import { formAction as form, inputAction } from '@/lib/auth/answer-action'
export type Input = { number: string }
/** One. */
export const one = form(run, () => redirect('/'))
export const two = inputAction(async (actor, input) => run(actor, input))
const within = () => 1`,
  'app/api/good/[number]/route.ts': `${ROUTE}export const dynamic = 'force-dynamic'
export const GET = answerRequest<{ number: string }>(({ actor, params }) => run(actor, params.number))
export const POST = answerRequest(async () => 1)`,
  'app/api/health/live/route.ts': 'export function GET() {}',
  'app/api/auth/[...nextauth]/route.ts': 'const handler = run\nexport { handler as GET, handler as POST }',
  'lib/good/actions.test.ts': `const text = "'use server'"`,
  'node_modules/other/index.js': `'use server'`,
}

let told: string[] = []

const plant = (file: string, text: string) => {
  mkdirSync(dirname(join(home, file)), { recursive: true })
  writeFileSync(join(home, file), text)
}

const runCheck = () => spawnSync(process.execPath, [check, home], { encoding: 'utf8' })

beforeAll(() => {
  for (const [file, text] of Object.entries(GOOD)) plant(file, text)
  const { status, stderr } = runCheck()
  expect(stderr).toBe('')
  expect(status).toBe(0)
  for (const [, file, text] of PLANTED) plant(file, text)
  const planted = runCheck()
  expect(planted.status).toBe(1)
  told = planted.stderr.trim().split('\n')
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

test.each(PLANTED)('%s is found', (_, file, _text, fault) => {
  expect(told.filter((line) => line.startsWith(`${file}:`))).toEqual([expect.stringContaining(`${file}:${fault}`)])
})

test('nothing else is found', () => {
  expect(told).toHaveLength(PLANTED.length)
})
