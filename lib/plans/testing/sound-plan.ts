import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import type { PlanFault } from '@/lib/plans/model/fault'

/** For tests only: a sound plan, and what is said of it once it is broken. */
export const sound = readFileSync('plans/phoenix.yaml', 'utf8')
export const FILE = 'plans/phoenix.yaml'

/** Replaces exactly one place, so that a test breaks what it means to break. */
export function broken(from: string, to: string): string {
  expect(sound.split(from).length).toBeGreaterThan(1)
  return sound.replace(from, to)
}

/** What is said of a text that is no plan: every fault with its place and words for people. */
export function faultsOf(text: string): PlanFault[] {
  const started = performance.now()
  const parsed = parsePlan(text, FILE)
  expect(performance.now() - started).toBeLessThan(10_000)
  if (parsed.ok) throw new Error('expected faults')
  for (const { file, line, column, found, expected, message } of parsed.faults) {
    expect(file).toBe(FILE)
    expect(line).toBeGreaterThan(0)
    expect(line).toBeLessThanOrEqual(text.split('\n').length)
    expect(column).toBeGreaterThan(0)
    for (const words of [found, expected, message]) {
      expect(words).not.toBe('')
      expect(words).not.toMatch(/undefined|NaN|\[object|Invalid input|node_modules|\n/)
    }
  }
  return parsed.faults
}
