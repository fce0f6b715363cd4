import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { gapsOf } from '@/lib/findings/rules/gaps'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'

function planOf(system: string): Plan {
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  return structuredClone(parsed.plan)
}
const idsOf = (plan: Plan, group: string) =>
  gapsOf(plan)
    .find(({ id }) => id === group)
    ?.gaps.map(({ id }) => id) ?? []

describe('what a plan does not cover', () => {
  test.each([
    ['phaserai', 'scenarios', ['regional-outage', 'security-breach', 'human-error', 'natural-disaster']],
    ['devonn', 'scenarios', ['deployment-failure', 'configuration-error', 'account-compromise', 'data-breach', 'ddos']],
    ['devonn', 'objectives', ['configuration']],
    ['solosuccess', 'assets', ['solosuccess-redis']],
    ['phaserai', 'regions', ['phaserai-staging', 'phaserai-dev']],
    ['devonn', 'schedules', ['database-automated', 'files-copy', 'manifests']],
    ['fruitfulplanet', 'runbooks', ['security-breach']],
    ['fruitfulplanet', 'drills', ['q1-database', 'q2-region', 'q3-corruption', 'q4-full']],
    ['phoenix', 'drills', ['component-failover', 'regional-failover', 'full-simulation']],
    ['devonn', 'people', ['providers']],
    ['devonn', 'roles', ['dr-coordinator', 'database-team']],
    ['fruitfulplanet', 'verification', ['sessions-rdb']],
    ['phoenix', 'evidence', ['soc2']],
    ['solosuccess', 'evidence', ['soc-2']],
    ['fruitfulplanet', 'sections', ['severities', 'escalation', 'compliance', 'audit', 'maintenance']],
  ])('%s, %s: %j', (system, group, expected) => {
    expect(idsOf(planOf(system), group)).toEqual(expect.arrayContaining(expected))
  })

  test('a gap that is filled is gone, and a group without gaps is left out', () => {
    const plan = planOf('fruitfulplanet')
    for (const drill of plan.drills) drill.days = ['2026-12-03']
    for (const contact of plan.contacts) contact.phone = '+1-555-0100'
    const groups = gapsOf(plan).map(({ id }) => id)
    expect(groups).not.toContain('drills')
    expect(groups).not.toContain('people')
    expect(groups).toContain('sections')
  })

  test('a list and the findings of the same matter name the same: FruitfulPlanet rehearses its dump, not its sessions', () => {
    expect(idsOf(planOf('fruitfulplanet'), 'verification')).toEqual(['sessions-rdb'])
  })

  test('each gap has words, and its place in the document', () => {
    for (const system of ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']) {
      const all = gapsOf(planOf(system))
      expect(all.length).toBeGreaterThan(0)
      for (const { gaps } of all) {
        expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length)
        for (const { what, why, anchor } of gaps) {
          expect([what, why, anchor].every((text) => text !== '' && !/undefined|null/.test(text))).toBe(true)
        }
      }
    }
  })
})
