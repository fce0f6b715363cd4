import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'tidemark-inputs-'))
const check = resolve('lib/cli/check-inputs.mjs')
const ZOD = `import { z } from 'zod'\n`
const PAGE = `type Props = { params: Promise<{ a: string }>; searchParams: Query }\n`

/** Each lets something past the door: what it does, the file, what it says, the line and fault that are told of it. */
const PLANTED: [does: string, file: string, text: string, fault: string][] = [
  ['a raw text in a schema', 'lib/a/schema.ts', `${ZOD}export const a = z.object({ note: z.string() })`, '2  z.string'],
  [
    'one that begins on another line',
    'lib/b/schema.ts',
    `${ZOD}export const a = z\n  .string()\n  .min(1)`,
    '2  z.string',
  ],
  ['a raw number', 'lib/c/schema.ts', `${ZOD}export const a = z.number().int()`, '2  z.number'],
  ['a number made of anything', 'lib/d/schema.ts', `${ZOD}export const a = z.coerce.number()`, '2  z.coerce'],
  ['a schema in a command', 'lib/e/commands/act.ts', `${ZOD}z.record(z.uuid(), z.uuid())`, '2  z.record'],
  ['a schema in a page', 'app/a/page.tsx', `${ZOD}z.any()`, '2  z.any'],
  ['zod under another name', 'lib/f/schema.ts', `import { z as y } from 'zod'`, "1  import{zasy}from'zod'"],
  ['a part of zod', 'lib/g/schema.ts', `import { string } from 'zod'`, "1  import{string}from'zod'"],
  ['all of zod', 'lib/h/schema.ts', `import * as zod from 'zod'`, "1  import*aszodfrom'zod'"],
  ['a path as it comes', 'app/b/page.tsx', `${PAGE}const { a } = await params`, '2  params'],
  [
    'a query as it comes',
    'app/c/page.tsx',
    `${PAGE}await Promise.all([pathOf(params), searchParams])`,
    '2  searchParams',
  ],
  ['a query through its promise', 'app/d/page.tsx', `${PAGE}searchParams.then(read)`, '2  searchParams'],
  ['a path under another name', 'app/e/page.tsx', `${PAGE}function Page({ params: p }: Props) {}`, '2  params'],
  ['a path out of all of it', 'app/f/layout.tsx', `${PAGE}const read = (await props.params).a`, '2  params'],
  ['a body as it comes', 'app/api/a/route.ts', 'const body = await request.json()', '1  request.json'],
  ['an address as it comes', 'app/api/b/route.ts', 'new URL(request\n.url)', '1  request.url'],
]

/** None of these is a fault. */
const GOOD: Record<string, string> = {
  'lib/good/schema.ts': `${ZOD}import { text } from '@/lib/door/fields'
/** not z.string() */
export const a = z.object({ id: z.uuid(), note: text().trim(), on: z.boolean(), to: z.enum(['a']) })`,
  'lib/good/parse.ts': `import type { z } from 'zod'`,
  'lib/env.ts': `${ZOD}export const env = z.object({ A: z.string() })`,
  'lib/plans/document/schema/a.ts': `${ZOD}export const a = z.string()`,
  'lib/good/schema.test.ts': `${ZOD}z.string()`,
  'app/good/page.tsx': `${PAGE}export default async function Page({ params, searchParams }: Props) {
  const [{ a }, query] = await Promise.all([pathOf(params), queryOf(searchParams)])
}
async function asked({ params }: { params: Promise<{ a: string }> }) {
  return (await pathOf(params)).a
}`,
  'app/api/good/route.ts': 'export const GET = answerRequest(({ params, search }) => read(params, search))',
}

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('what is let past the door is found, each by its line, and nothing else', () => {
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(home, file)), { recursive: true })
    writeFileSync(join(home, file), text)
  }
  const run = () => spawnSync(process.execPath, [check, home], { encoding: 'utf8' })
  for (const [file, text] of Object.entries(GOOD)) plant(file, text)
  expect(run()).toMatchObject({ status: 0, stderr: '' })
  for (const [, file, text] of PLANTED) plant(file, text)
  const { status, stderr } = run()
  expect(status).toBe(1)
  const told = stderr.trim().split('\n')
  for (const [does, file, , fault] of PLANTED) {
    const lines = told.filter((line) => line.startsWith(`${file}:`))
    expect([does, lines]).toEqual([does, [expect.stringContaining(`${file}:${fault} `)]])
  }
  expect(told).toHaveLength(PLANTED.length)
})
