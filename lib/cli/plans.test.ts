import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { HOSTILE_DOCUMENTS } from '@/lib/plans/testing/hostile-documents'

const WORST = [
  'aliases that multiply',
  'a circle of aliases',
  'brackets without end',
  'very many keys',
  'groups in groups, closed',
  'keys of JavaScript only',
  'evidence of a key of JavaScript',
  'signs that turn the writing',
  'binary',
  'five megabytes of lines',
]

function plans(...args: string[]) {
  const env = { ...process.env, TIDEMARK_DATA: '.tidemark/plans-test' }
  const line = ['lib/cli/bootstrap.mjs', 'plans', ...args]
  return spawnSync(process.execPath, line, { encoding: 'utf8', env, timeout: 120_000 })
}

test('the command answers the worst documents line by line, without a stack, and fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worst-plans-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = WORST.map((what, index) => {
    mkdirSync(join(folder, String(index)))
    const file = join(folder, String(index), 'phoenix.yaml')
    writeFileSync(file, HOSTILE_DOCUMENTS.find(([name]) => name === what)?.[1]() ?? '')
    return file
  })
  const { status, stdout, stderr } = plans('check', ...files)
  expect(status).toBe(1)
  expect(stdout).toBe('')
  const lines = stderr.trimEnd().split('\n')
  expect(lines.pop()).toMatch(/^\d+ faults in 10 of 10 plans$/)
  for (const line of lines)
    expect(line).toMatch(/^\/.*\/phoenix\.yaml:\d+:\d+ (`.+`|The document): found .+; expected .+[.?]$/u)
  for (const file of files) expect(stderr).toContain(`${file}:`)
  expect(stderr).not.toMatch(/^\s+at |Error:|\p{Cc}\[|undefined/mu)
}, 180_000)

test('the five plans pass, and what is not understood is told apart from a fault', () => {
  const { status, stdout, stderr } = plans('check')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.trimEnd().split('\n')).toHaveLength(5)
  expect(plans('chekc').status).toBe(2)
}, 180_000)
