import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runPlans } from '@/lib/cli/run-plans'

async function run(args: string[], folder = 'plans') {
  const told = { out: [] as string[], complaints: [] as string[] }
  const code = await runPlans(args, {
    folder,
    out: (line) => told.out.push(line),
    complain: (line) => told.complaints.push(line),
    now: Date.UTC(2026, 10, 21, 14, 32),
  })
  return { code, ...told }
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'plans-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const phaserai = readFileSync('plans/phaserai.yaml', 'utf8')

test('the five plans are sound', async () => {
  const { code, out, complaints } = await run(['check'])
  expect([code, complaints]).toEqual([0, []])
  expect(out).toHaveLength(5)
  expect(out[2]).toMatch(/^plans\/phaserai\.yaml: sound, 3 objectives, 16 assets, 8 backups, .*\d+ findings$/)
})

test('every fault is told with file, line and column, and the command fails', async () => {
  const text = phaserai
    .replace('rto: { target: 4 h }', 'rto: { target: 4 hrs }')
    .replace('asset: phaserai-dev', 'asset: phaserai-dve')
  const folder = folderWith({ 'phaserai.yaml': text })
  const { code, complaints } = await run(['check'], folder)
  expect(code).toBe(1)
  expect(complaints).toHaveLength(3)
  expect(complaints.pop()).toBe('2 faults in 1 of 1 plan')
  const lines = text.split('\n')
  for (const complaint of complaints) {
    const [, line, column] = /phaserai\.yaml:(\d+):(\d+) `/.exec(complaint) ?? []
    expect(lines[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^(4 hrs|phaserai-dve)/)
  }
  expect(complaints[1]).toContain('Did you mean `phaserai-dev`?')
})

test('for programs the faults are one array, empty when all is sound', async () => {
  expect(await run(['check', '--json'])).toEqual({ code: 0, out: ['[]'], complaints: [] })
  const folder = folderWith({ 'phaserai.yaml': phaserai.replace('rto: { target: 4 h }', 'rto: { target: 4 hrs }') })
  const { code, out, complaints } = await run(['check', '--json'], folder)
  expect([code, complaints]).toEqual([1, []])
  expect(JSON.parse(out.join('\n'))).toEqual([
    {
      file: join(folder, 'phaserai.yaml'),
      line: expect.any(Number),
      column: 20,
      key: 'objectives[0].rto.target',
      found: '"4 hrs"',
      expected: expect.stringContaining('a duration'),
      nearest: '4 h',
      message: expect.stringContaining('Did you mean `4 h`?'),
    },
  ])
})

test('one file can be checked', async () => {
  expect((await run(['check', 'plans/devonn.yaml'])).out).toHaveLength(1)
  const { code, complaints } = await run(['check', 'plans/none.yaml'])
  expect(code).toBe(1)
  expect(complaints[0]).toBe(
    'plans/none.yaml:1:1 The document: found no such file; expected a file that Tidemark may read.',
  )
})

test('a folder without plans is no success', async () => {
  const empty = folderWith({})
  expect(await run(['check'], empty)).toEqual({ code: 1, out: [], complaints: [`${empty}: no plan in this folder`] })
  const none = join(empty, 'none')
  expect((await run(['check'], none)).complaints).toEqual([`${none}: cannot be read (ENOENT)`])
})

test('two files of one system are a fault that names both', async () => {
  const folder = folderWith({ 'phaserai.yaml': phaserai, 'phaserai.yml': phaserai })
  const { code, complaints } = await run(['check'], folder)
  expect(code).toBe(1)
  for (const name of ['phaserai.yaml', 'phaserai.yml']) expect(complaints[0]).toContain(`\`${join(folder, name)}\``)
})

test('a plan is shown for people and for programs', async () => {
  const { out } = await run(['show', 'phoenix'])
  expect(out[0]).toMatch(/^Phoenix Platform, revision [0-9a-f]{12}: 5 objectives/)
  expect(out.join('\n')).toContain('RTO       P0 critical governs with 30 m, the strictest')
  expect(out.join('\n')).not.toMatch(/undefined|null|NaN|\u00a0,/)
  const json = JSON.parse((await run(['show', 'phoenix', '--json'])).out.join('\n'))
  expect(json.plan.objectives[0].rpo).toEqual({ target: 900_000, max: 1_800_000, realTime: false })
  expect(json.assets[0].rpo.target).toEqual({ ms: 300_000, words: '5 m' })
  expect(json.findings.length).toBeGreaterThan(5)
  const { code, complaints } = await run(['show', 'atlantis'])
  expect(code).toBe(1)
  expect(complaints[0]).toBe(
    'plans: no plan of atlantis; there are devonn, fruitfulplanet, phaserai, phoenix, solosuccess',
  )
})

test('a new plan is sound, uses every section, and is never written over another', async () => {
  const folder = join(folderWith({}), 'plans')
  const file = join(folder, 'blue-planet.yaml')
  const { code, out } = await run(['new', 'blue-planet'], folder)
  expect(code).toBe(0)
  expect(out[0]).toBe(`${file}: written. Next:`)
  const checked = await run(['check'], folder)
  expect(checked).toMatchObject({ code: 0, complaints: [] })
  const text = readFileSync(file, 'utf8')
  expect(text).not.toContain('your-system')
  const { plan } = JSON.parse((await run(['show', 'blue-planet', '--json'], folder)).out.join('\n'))
  const empty = Object.entries(plan).filter(
    ([, value]) => value === null || (Array.isArray(value) && value.length === 0),
  )
  expect(empty.map(([section]) => section)).toEqual([])
  expect(await run(['new', 'blue-planet'], folder)).toEqual({
    code: 1,
    out: [],
    complaints: [`${file} is there already and stays as it is.`],
  })
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test.each(['Blue Planet', '../escape', 'a_b', 'x'.repeat(61), '-'])('%j cannot name a system', async (name) => {
  const folder = folderWith({})
  expect((await run(['new', name], folder)).code).toBe(2)
  expect(readdirSync(folder)).toEqual([])
})

test('the schema is written once, and a check says whether it is current', async () => {
  const folder = folderWith({})
  expect((await run(['schema', '--check'], folder)).complaints[0]).toContain('cannot be read')
  expect((await run(['schema'], folder)).out[0]).toMatch(/plan\.schema\.json: written$/)
  expect(await run(['schema', '--check'], folder)).toMatchObject({ code: 0 })
  writeFileSync(join(folder, 'plan.schema.json'), '{}')
  const { code, complaints } = await run(['schema', '--check'], folder)
  expect(code).toBe(1)
  expect(complaints[0]).toContain('npm run plans -- schema')
})

test.each([[[]], [['lint']], [['show']], [['show', 'a', 'b']], [['check', '--all']], [['new']], [['schema', 'x']]])(
  '%j is answered with the usage',
  async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, out: [] })
  },
)
