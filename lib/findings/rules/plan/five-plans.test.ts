import { describe, expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { findingOf, idsOf, NOW, planOf } from '@/lib/findings/testing/plan-itself'
import { MINUTE } from '@/lib/time/durations'

describe('a finding of a plan that was changed', () => {
  test('a runbook whose steps add up beyond the RTO is told, and one whose steps run side by side is not', () => {
    const plan = planOf('devonn')
    const failover = plan.runbooks.find(({ id }) => id === 'full-region')
    for (const step of failover?.steps ?? []) step.expected = 20 * MINUTE
    expect(idsOf(plan)).toContain('runbook-over-objective:full-region')
    for (const step of failover?.steps ?? []) step.after = []
    expect(idsOf(plan)).not.toContain('runbook-over-objective:full-region')
  })

  test('a restore without the approval that the plan demands is told, also when the approval comes too late', () => {
    expect(idsOf(planOf('solosuccess')).filter((id) => id.startsWith('no-approval'))).toEqual([])
    const plan = planOf('solosuccess')
    const runbook = plan.runbooks.find(({ id }) => id === 'database-from-snapshot')
    for (const step of runbook?.steps ?? []) if (step.id === 'restore') step.after = ['list']
    expect(idsOf(plan)).toContain('no-approval:database-from-snapshot')
  })

  test('a step that needs a backup no policy makes is told', () => {
    const plan = planOf('devonn')
    plan.backups = plan.backups.filter(({ id }) => id !== 'files-copy')
    for (const asset of plan.assets) asset.restores = []
    expect(idsOf(plan)).toContain('restore-without-backup:files:restore')
  })

  test.each([
    ['phaserai', 3],
    ['solosuccess', 2],
    ['fruitfulplanet', 3],
    ['devonn', 3],
    ['phoenix', 7],
  ])('of %s at most %i are grave: a leader can read them', (system, most) => {
    const grave = staticFindings(planOf(system), NOW).filter(({ severity }) => severity === 'high')
    expect(grave.length).toBeLessThanOrEqual(most)
  })
})

describe('contradictions and gaps of the five documents', () => {
  test.each([
    ['solosuccess', 'contradiction:critical-rto', ['Critical systems have 4 h.', '1 h']],
    ['solosuccess', 'contradiction:snapshot-frequency', ['daily', '6 h']],
    ['fruitfulplanet', 'design:application:fruitfulplanet-prod', ['1 h', '6 h']],
    ['fruitfulplanet', 'contradiction:where-the-database-runs', ['pod', 'RDS']],
    ['phaserai', 'retention:rpo:phaserai-dev', ['7 d', '3 d']],
    ['phaserai', 'collision:production-weekly:backup-window-of-RDS-automated-backups', ['01:00', '02:00']],
    ['phaserai', 'collision:production-daily:maintenance-window', ['02:00', 'Sunday']],
    ['phaserai', 'contradiction:monthly-or-quarterly-test', ['monthly', 'quarterly']],
    ['phoenix', 'restore-without-backup:phoenix:pg-dump', ['1 h', 'no schedule']],
    ['devonn', 'no-schedule:database-automated', ['No schedule']],
  ])('%s: %s quotes what it is about', (system, id, words) => {
    const finding = findingOf(system, id)
    const text = JSON.stringify(finding).replaceAll('\u00a0', ' ').toLowerCase()
    for (const word of words) expect(text).toContain(word.toLowerCase())
    expect(finding?.places.length).toBeGreaterThan(0)
  })
})
