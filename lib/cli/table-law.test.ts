import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'tidemark-tables-'))
const plant = (file: string, text: string) => {
  mkdirSync(dirname(join(home, file)), { recursive: true })
  writeFileSync(join(home, file), text)
}

/** Each touches a table of another room in one way: the file, what it says, what is named. */
const PLANTED: [file: string, text: string, named: string][] = [
  ['lib/restores/one.ts', 'await db.incident.findMany({})', 'restores touches incident, which belongs to incidents'],
  [
    'lib/restores/two.ts',
    'await tx.incident.update({ data })',
    'restores touches incident, which belongs to incidents',
  ],
  ['lib/reviews/three.ts', 'await deps.db.alarm.count()', 'reviews touches alarm, which belongs to inventory'],
  ['lib/restores/four.ts', "await on['asset'].findMany()", 'restores touches asset, which belongs to inventory'],
  ['lib/restores/five.ts', 'const rows = db.asset\nawait rows.findMany()', 'restores touches asset'],
  ['lib/plans/six.ts', 'const { restore } = db', 'plans takes restore, which belongs to restores'],
  ['app/page.tsx', 'const n = await db.user.count()\nexport default () => <p>{n}</p>', 'app touches user'],
  ['components/x.tsx', 'export const rows = () => db.user.findMany()', 'components touches user'],
  [
    'lib/restores/seven.ts',
    'await db.restore.findMany({ include: { asset: true } })',
    'restores reaches through restore.asset to asset, which belongs to inventory',
  ],
  [
    'lib/restores/eight.ts',
    'await db.restore.findMany({ select: { id: true, incident: { select: { number: true } } } })',
    'restores reaches through restore.incident to incident',
  ],
  [
    'lib/restores/nine.ts',
    "await db.restore.findMany({ where: { incident: { status: 'resolved' } } })",
    'restores reaches through restore.incident to incident',
  ],
  [
    'lib/restores/ten.ts',
    "await db.restore.findMany({ orderBy: [{ asset: { name: 'asc' } }] })",
    'restores reaches through restore.asset to asset',
  ],
  [
    'lib/restores/eleven.ts',
    'await db.restoreStep.findMany({ include: { restore: { include: { point: true } } } })',
    'restores reaches through restore.point to recoveryPoint',
  ],
  [
    'lib/incidents/twelve.ts',
    'const ALL = { restores: true }\nawait db.incident.findFirst({ include: ALL })',
    'incidents reaches through incident.restores to restore',
  ],
  [
    'lib/incidents/thirteen.ts',
    'export const ALL = { restores: true } satisfies Prisma.IncidentInclude',
    'incidents reaches through incident.restores to restore',
  ],
  [
    'lib/incidents/fourteen.ts',
    'await db.incident.findFirst({ include: { ...(wide ? { review: true } : {}) } })',
    'incidents reaches through incident.review to review',
  ],
  [
    'lib/incidents/fifteen.ts',
    'await db.incident.create({ data: { review: { create: {} } } })',
    'incidents reaches through incident.review to review',
  ],
  ['lib/inventory/sixteen.ts', 'await tx.$queryRaw`SELECT 1 FROM incident`', 'inventory asks in SQL for incident'],
  [
    'lib/inventory/seventeen.ts',
    'await tx.$queryRaw<Row[]>`SELECT 1 FROM asset a JOIN restore r ON r.asset_id = a.id`',
    'inventory asks in SQL for restore',
  ],
  [
    'lib/inventory/eighteen.ts',
    'await tx.$executeRaw`UPDATE review SET status = 1`',
    'inventory asks in SQL for review',
  ],
  [
    'lib/inventory/nineteen.ts',
    'await tx.$executeRaw`INSERT INTO notice (key) VALUES (1)`',
    'inventory asks in SQL for notice',
  ],
  [
    'lib/inventory/twenty.ts',
    'await tx.$queryRaw`SELECT 1 FROM asset, plan_in_force p WHERE p.system = asset.system`',
    'inventory asks in SQL for planInForce',
  ],
  ['lib/inventory/twenty-one.ts', 'const part = Prisma.sql`SELECT id FROM app_user`', 'inventory asks in SQL for user'],
  ['lib/inventory/twenty-two.ts', 'await tx.$queryRawUnsafe(text)', 'inventory runs SQL put together from strings'],
]

/** What a room does with its own, and words that only look like another's. */
const ALLOWED: [file: string, text: string][] = [
  ['lib/restores/own.ts', 'await db.restore.findMany({ include: { steps: true } })'],
  ['lib/incidents/own.ts', 'await tx.$queryRaw`SELECT 1 FROM incident WHERE number = 1 FOR UPDATE`'],
  [
    'lib/incidents/words.ts',
    "const asset = found.asset\nconst text = 'FROM restore'\nexport const seen = { asset, text }",
  ],
  ['lib/restores/any.test.ts', 'await db.incident.create({ data })'],
]

const run = () => spawnSync(process.execPath, ['lib/cli/check-tables.mjs'], { cwd: home, encoding: 'utf8' })
let lines: string[] = []

beforeAll(() => {
  for (const file of ['check-tables', 'read-models', 'table-touches']) {
    plant(`lib/cli/${file}.mjs`, readFileSync(`lib/cli/${file}.mjs`, 'utf8'))
  }
  mkdirSync(join(home, 'prisma'))
  cpSync('prisma/schema.prisma', join(home, 'prisma/schema.prisma'))
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'))
  for (const [file, text] of [...PLANTED, ...ALLOWED]) plant(file, text)
  lines = run().stderr.split('\n')
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the table law', () => {
  test.each(PLANTED)('%s is named', (file, text, named) => {
    const line = text.includes('\n') && !named.includes(' takes ') ? /:\d+ {2}/ : /:1 {2}/
    const found = lines.filter((each) => each.startsWith(`${file}:`))
    expect(
      found.some((each) => line.test(each) && each.includes(named)),
      found.join('\n'),
    ).toBe(true)
  })

  test.each(ALLOWED)('%s is left alone', (file) => {
    expect(lines.filter((each) => each.startsWith(`${file}:`))).toEqual([])
  })

  test('a model without a room is named', () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8')
    writeFileSync(
      join(home, 'prisma/schema.prisma'),
      schema.replace('/// room: reviews\nmodel Review {', 'model Review {'),
    )
    const { status, stderr } = run()
    expect(status).toBe(1)
    expect(stderr).toContain('model Review names no room')
  })
})
