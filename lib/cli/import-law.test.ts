import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'tidemark-law-'))
const plant = (file: string, text: string) => {
  mkdirSync(dirname(join(home, file)), { recursive: true })
  writeFileSync(join(home, file), text)
}

/** Each breaks one rule: the rule, the file, what it says. The files it imports are planted too. */
const PLANTED: [rule: string, file: string, text: string][] = [
  ['resolvable', 'lib/plans/lost.ts', `import '@/lib/plans/nowhere'`],
  ['no-circle', 'lib/audit/one.ts', `import { two } from '@/lib/audit/two'\nexport const one = () => two`],
  ['prisma-in-db', 'lib/incidents/load-all.ts', `import { PrismaClient } from '@prisma/client'\nnew PrismaClient()`],
  ['pg-in-db', 'lib/incidents/by-hand.ts', `import pg from 'pg'\nnew pg.Client()`],
  ['aws-sdk-in-aws', 'lib/inventory/list-all.ts', `import { RDSClient } from '@aws-sdk/client-rds'\nnew RDSClient()`],
  ['next-in-app', 'lib/reviews/store/queries.ts', `import { headers } from 'next/headers'\nheaders()`],
  ['front-knows-nothing', 'lib/front/knows.ts', `import { db } from '@/lib/db/client'\ndb()`],
  ['front-is-a-process', 'lib/restores/peek.ts', `import { peerOf } from '@/lib/front/rules/peer'\npeerOf()`],
  ['react-in-screens', 'lib/reviews/words.ts', `import { useState } from 'react'\nuseState()`],
  ['nobody-imports-sandbox', 'lib/worker/cheat.ts', `import { world } from '@/lib/sandbox/world'\nworld()`],
  ['sandbox-stands-alone', 'lib/sandbox/peek.ts', `import { db } from '@/lib/db/client'\ndb()`],
  ['nobody-imports-cli', 'lib/jobs/print.ts', `import { print } from '@/lib/cli/print'\nprint()`],
  ['nobody-imports-worker', 'lib/restores/run-here.ts', `import { drive } from '@/lib/worker/drive'\ndrive()`],
  ['tests-stay-outside', 'lib/audit/fixture.ts', `import { sample } from '@/lib/audit/sample.test'\nsample()`],
  ['app-is-the-top', 'lib/reviews/link.ts', `import { page } from '@/app/page'\npage()`],
  ['lib-draws-nothing', 'lib/reviews/draw.ts', `import { Box } from '@/components/ui/box'\nBox()`],
  ['pages-write-through-actions', 'app/board/page.tsx', `import { db } from '@/lib/db/client'\ndb()`],
  [
    'components-know-no-server',
    'components/board/board.tsx',
    `import { read } from '@/lib/screens/board/board-view'\nread()`,
  ],
  [
    'components-know-no-server',
    'components/board/form.tsx',
    `import { input } from '@/lib/findings/acknowledge/schema'\ninput()`,
  ],
  ['ui-knows-no-domain', 'components/ui/row.tsx', `import { Board } from '@/components/board/board'\nBoard()`],
  ['actions-are-thin', 'lib/restores/actions.ts', `import { db } from '@/lib/db/client'\ndb()`],
  ['helpers-ask-who', 'lib/auth/actions.ts', `import { requireActor } from '@/lib/auth/session'\nrequireActor()`],
  ['helpers-ask-who', 'lib/plans/who.ts', `import { requireActor } from '@/lib/auth/session'\nrequireActor()`],
  ['only-worker-asks-aws', 'lib/restores/ask-now.ts', `import { call } from '@/lib/aws/call'\ncall()`],
  ['below-domains', 'lib/audit/knows.ts', `import { rule } from '@/lib/restores/rules/decide'\nrule()`],
  ['freshness-looks-downhill', 'lib/freshness/upward.ts', `import { rule } from '@/lib/restores/rules/decide'\nrule()`],
  ['plans-looks-downhill', 'lib/plans/upward.ts', `import { read } from '@/lib/screens/board/board-view'\nread()`],
  [
    'domains-ask-queries',
    'lib/reviews/reach.ts',
    `import { applyAssets } from '@/lib/inventory/apply/assets'\napplyAssets()`,
  ],
  ['domains-ask-queries', 'lib/incidents/ask.ts', `import { request } from '@/lib/restores/intent/ask'\nrequest()`],
  [
    'pages-call-no-command',
    'app/(console)/restores/page.tsx',
    `import { request } from '@/lib/restores/intent/ask'\nrequest()`,
  ],
  [
    'queries-call-no-command',
    'lib/screens/board/act.ts',
    `import { request } from '@/lib/restores/intent/ask'\nrequest()`,
  ],
  [
    'queries-call-no-command',
    'lib/restores/store/act.ts',
    `import { request } from '@/lib/restores/intent/ask'\nrequest()`,
  ],
  [
    'tools-know-no-domain',
    'lib/aws/knows.ts',
    `import type { Thing } from '@/lib/restores/rules/decide'\nexport type One = Thing`,
  ],
  ['tools-know-no-domain', 'lib/search/knows.ts', `import { rule } from '@/lib/restores/rules/decide'\nrule()`],
  ['worker-uses-no-db', 'lib/worker/by-hand.ts', `import { db } from '@/lib/db/client'\ndb()`],
  ['components-stand-apart', 'components/board/borrow.tsx', `import { Row } from '@/components/admin/row'\nRow()`],
  [
    'components-stand-apart-plans',
    'components/plans/borrow.tsx',
    `import { Row } from '@/components/admin/row'\nRow()`,
  ],
  ['tests-stay-outside', 'lib/audit/borrow.ts', `import { someone } from '@/lib/restores/testing/fixtures'\nsomeone()`],
  ['tests-stay-outside', 'app/sample.tsx', `import { someone } from '@/lib/incidents/fixtures'\nsomeone()`],
  ['rules-are-pure', 'lib/freshness/new-rule.ts', `import { db } from '@/lib/db/client'\nexport const rule = db`],
  ['rules-are-pure', 'lib/comms/rules/sub/new-rule.ts', `import { db } from '@/lib/db/client'\nexport const rule = db`],
  ['rules-are-pure', 'lib/restores/rules/decide.ts', `import { db } from '@/lib/db/client'\nexport const rule = db`],
  [
    'rules-know-no-machine',
    'lib/incidents/rules/rules.ts',
    `import { readFileSync } from 'node:fs'\nreadFileSync('x')`,
  ],
]

const NEEDED: Record<string, string> = {
  'lib/audit/two.ts': `import { one } from '@/lib/audit/one'\nexport const two = () => one`,
  'lib/sandbox/world.ts': 'export const world = () => 1',
  'lib/db/client.ts': 'export const db = () => 1',
  'lib/cli/print.ts': 'export const print = () => 1',
  'lib/worker/drive.ts': 'export const drive = () => 1',
  'lib/audit/sample.test.ts': 'export const sample = () => 1',
  'lib/inventory/apply/assets.ts': 'export const applyAssets = () => 1',
  'lib/restores/intent/ask.ts': 'export const request = () => 1',
  'components/admin/row.tsx': 'export const Row = () => 1',
  'lib/restores/testing/fixtures.ts': 'export const someone = () => 1',
  'lib/incidents/fixtures.ts': 'export const someone = () => 1',
  'app/page.tsx': 'export const page = () => 1',
  'components/ui/box.tsx': 'export const Box = () => 1',
  'lib/screens/board/board-view.ts': 'export const read = () => 1',
  'lib/findings/acknowledge/schema.ts': 'export const input = () => 1',
  'lib/auth/session.ts': 'export const requireActor = () => 1',
  'lib/front/rules/peer.ts': 'export const peerOf = () => 1',
  'lib/aws/call.ts': 'export const call = () => 1',
}

let found: { rule: string; from: string }[] = []

beforeAll(() => {
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) cpSync(file, join(home, file))
  for (const file of ['pure-folders.mjs', 'check-purity.mjs']) plantCopy(`lib/cli/${file}`)
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'))
  for (const [, file, text] of PLANTED) plant(file, text)
  for (const [file, text] of Object.entries(NEEDED)) plant(file, text)
  const cruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [cruise, '--config', '.dependency-cruiser.cjs', '--preserve-symlinks', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, [...args, 'app', 'components', 'lib'], {
    cwd: home,
    encoding: 'utf8',
  })
  if (!stdout) throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  found = summary.violations.map(({ from, rule }) => ({ rule: rule.name, from }))
}, 60_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

test.each(PLANTED)('%s forbids what %s does', (rule, from) => {
  expect(found).toContainEqual({ rule, from })
})

test.each([
  ['lib/freshness/rules.ts', 'export const rule = async () => await 1', 'a rule that waits'],
  ['lib/freshness/evaluate.ts', 'export const rule = () => Date.now()', 'a rule that asks the clock'],
  ['lib/time/now.ts', 'export const now = () => new Date()', 'a rule that asks the clock'],
  [
    'lib/drills/start.ts',
    'export const start = (deps = { now: Date.now }) => deps.now()',
    'takes a clock for an instant',
  ],
  ['lib/drills/end.ts', 'export const end = (deps: { now?: () => number }) => deps', 'takes a clock for an instant'],
  ['lib/reviews/load.ts', 'export const key = process.env.KEY', 'reads the environment'],
])('the purity check names %s', (file, text, fault) => {
  plant(file, text)
  const { status, stderr } = spawnSync(process.execPath, ['lib/cli/check-purity.mjs'], { cwd: home, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain(`${file}:1  ${fault}`)
})

function plantCopy(file: string): void {
  mkdirSync(dirname(join(home, file)), { recursive: true })
  cpSync(file, join(home, file))
}
