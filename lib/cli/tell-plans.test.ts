import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tellPlans } from '@/lib/cli/tell-plans'

test('a start says how many plans are sound', async () => {
  expect(await tellPlans('plans')).toEqual({ summary: '5 sound', lines: [] })
})

test('a refused plan is told with its first fault and the way to the others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plans-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const text = readFileSync('plans/devonn.yaml', 'utf8')
  const file = join(folder, 'devonn.yaml')
  writeFileSync(file, text.replace('rto: { target: 1 h }', 'rto: { target: 1 hr }').replace('4 h }', 'soon }'))
  writeFileSync(join(folder, 'phaserai.yaml'), readFileSync('plans/phaserai.yaml'))
  const { summary, lines } = await tellPlans(folder)
  expect(summary).toBe('1 sound, 1 refused')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(
    /devonn\.yaml:\d+:\d+ `objectives\[0\]\.rto\.target`: found "1 hr"; .* Did you mean `1 h`\?$/,
  )
  expect(lines[1]).toMatch(/^ {2}Refused; .* 1 more fault: npm run plans -- check .*devonn\.yaml$/)
})

test('a folder that is not there is told, and no reason not to start', async () => {
  expect(await tellPlans('/no/such/folder')).toEqual({
    summary: 'none could be read',
    lines: ['/no/such/folder: cannot be read (ENOENT). Plans are read as soon as it is there.'],
  })
})
