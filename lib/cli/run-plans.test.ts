import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  expect(out[2]).toBe('plans/phaserai.yaml: sound, 3 objectives, 16 assets, 8 backups')
})

test('every fault is told with file, line and column, and the command fails', async () => {
  const text = phaserai
    .replace('rto: { target: 4 h }', 'rto: { target: 4 hrs }')
    .replace('asset: phaserai-dev', 'asset: phaserai-dve')
  const folder = folderWith({ 'phaserai.yaml': text })
  const { code, complaints } = await run(['check'], folder)
  expect(code).toBe(1)
  expect(complaints).toHaveLength(2)
  const lines = text.split('\n')
  for (const complaint of complaints) {
    const [, line, column] = /phaserai\.yaml:(\d+):(\d+) `/.exec(complaint) ?? []
    expect(lines[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^(4 hrs|phaserai-dve)/)
  }
  expect(complaints[1]).toContain('Did you mean `phaserai-dev`?')
})

test('one file can be checked', async () => {
  expect((await run(['check', 'plans/devonn.yaml'])).out).toHaveLength(1)
  expect(await run(['check', 'plans/none.yaml'])).toMatchObject({
    code: 1,
    complaints: ['plans/none.yaml: cannot be read (ENOENT)'],
  })
})

test('a folder without plans is no success', async () => {
  expect((await run(['check'], folderWith({}))).code).toBe(1)
})

test('a plan is shown for people and for programs', async () => {
  const { out } = await run(['show', 'phoenix'])
  expect(out[0]).toMatch(/^Phoenix Platform, revision [0-9a-f]{12}: 5 objectives/)
  const json = JSON.parse((await run(['show', 'phoenix', '--json'])).out.join('\n'))
  expect(json.plan.objectives[0].rpo).toEqual({ target: 900_000, max: 1_800_000, realTime: false })
  expect(json.findings.length).toBeGreaterThan(5)
  expect((await run(['show', 'atlantis'])).code).toBe(1)
})

test.each([[[]], [['lint']], [['show']], [['check', '--all']]])('%j is answered with the usage', async (args) => {
  expect(await run(args)).toMatchObject({ code: 2, out: [] })
})
