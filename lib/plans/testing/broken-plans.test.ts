import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAtPlan } from '@/lib/plans/document/plan-files'
import type { PlanFault } from '@/lib/plans/model/fault'
import { type BrokenPlan, brokenPlans } from '@/lib/plans/testing/broken-plans'

// `npm run test:plans` answers for all 500 and for their times; the everyday run takes those made by hand and a slice.
const COUNT = Number(process.env.BROKEN_PLANS ?? 90)
const MOST_CPU_MS = process.env.BROKEN_PLANS ? 1_000 : Number.POSITIVE_INFINITY

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'broken-plans-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function answerTo({ file, bytes }: BrokenPlan) {
  const path = join(folder, file)
  writeFileSync(path, bytes)
  const before = process.cpuUsage()
  const look = await lookAtPlan(path)
  const parsed = look.parse()
  const { user, system } = process.cpuUsage(before)
  return { parsed, text: look.text, path, cpuMs: (user + system) / 1_000 }
}

function expectClear({ file, line, column, found, expected, message, nearest }: PlanFault, text: string, path: string) {
  expect(file).toBe(path)
  expect(line).toBeGreaterThanOrEqual(1)
  expect(line).toBeLessThanOrEqual(Math.max(1, text.split('\n').length))
  expect(column).toBeGreaterThanOrEqual(1)
  for (const words of [found, expected, message]) {
    expect(words.trim()).not.toBe('')
    expect(words.length).toBeLessThan(1_200)
    expect(words).not.toMatch(
      /\bundefined\b|\bNaN\b|\[object Object|Invalid input|node_modules|YAML\.|\p{Cc}|[\u2028\u202e]/u,
    )
  }
  if (nearest !== undefined) expect(message).toContain(`Did you mean \`${nearest}\`?`)
}

describe.each(brokenPlans(COUNT, 20_261_121))('$what', (broken) => {
  test('gets a clear answer', async () => {
    const { parsed, text, path, cpuMs } = await answerTo(broken)
    if (parsed.ok) expect(broken.perhapsSound).toBe(true)
    else {
      expect(parsed.faults.length).toBeGreaterThan(0)
      expect(parsed.faults.length).toBeLessThanOrEqual(200)
      for (const fault of parsed.faults) expectClear(fault, text, path)
    }
    expect(cpuMs).toBeLessThan(MOST_CPU_MS)
  }, 60_000)
})
