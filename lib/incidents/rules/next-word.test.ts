import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { IncidentStatus } from '@/lib/incidents/model/incident'
import { nextWord, type TellingRules } from '@/lib/incidents/rules/next-word'
import { parsePlan } from '@/lib/plans/document/parse'
import { HOUR, MINUTE } from '@/lib/time/durations'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

const known = new Map<string, TellingRules>()

function rulesOf(system: string): TellingRules {
  const before = known.get(system)
  if (before) return before
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  const rules = { cadence: parsed.plan.communications.cadence, severities: parsed.plan.severities }
  known.set(system, rules)
  return rules
}

const DECLARED = Date.parse('2026-11-21T03:00:00Z')

function due(system: string, status: IncidentStatus, severity: SeverityLevel, toldAfter: number | null) {
  const lastMessageAt = toldAfter === null ? null : DECLARED + toldAfter
  const word = nextWord(rulesOf(system), { status, severity, declaredAt: DECLARED, lastMessageAt })
  return word ? word.dueAt - DECLARED : null
}

describe('when the next word is due', () => {
  test.each<[string, IncidentStatus, SeverityLevel, number | null, number | null]>([
    // FruitfulPlanet: the first post within 15 min, every 30 min while active, every 2 h in recovery.
    ['fruitfulplanet', 'investigating', 1, null, 15 * MINUTE],
    ['fruitfulplanet', 'identified', 1, 20 * MINUTE, 50 * MINUTE],
    ['fruitfulplanet', 'recovering', 1, HOUR, 3 * HOUR],
    ['fruitfulplanet', 'monitoring', 1, HOUR, 3 * HOUR],
    ['fruitfulplanet', 'resolved', 1, null, null],
    // PhaserAI promises updates every 30 min until it is resolved, and has no rhythm of its own for recovery.
    ['phaserai', 'investigating', 1, null, 30 * MINUTE],
    ['phaserai', 'recovering', 1, HOUR, 90 * MINUTE],
    // Phoenix has a matrix of severities and no rhythm: once somebody was told, nothing more is stated.
    ['phoenix', 'investigating', 1, null, 0],
    ['phoenix', 'investigating', 2, null, 30 * MINUTE],
    ['phoenix', 'investigating', 4, null, 4 * HOUR],
    ['phoenix', 'investigating', 2, 10 * MINUTE, null],
  ])('%s, %s, SEV%s, told after %s ms: due after %s ms', (system, status, severity, told, expected) => {
    expect(due(system, status, severity, told)).toBe(expected)
  })

  test('it names the rule and its place in the document', () => {
    const word = nextWord(rulesOf('fruitfulplanet'), {
      status: 'investigating',
      severity: 1,
      declaredAt: DECLARED,
      lastMessageAt: null,
    })
    expect(word).toMatchObject({ says: 'The first post on the status page.', every: null })
    expect(word?.where).toContain('Status Page Updates')
  })
})
