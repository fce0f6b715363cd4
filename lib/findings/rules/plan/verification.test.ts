import { describe, expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { NOW, planOf, SYSTEMS } from '@/lib/findings/testing/plan-itself'
import type { Plan } from '@/lib/plans/model/plan'
import { HOUR, MINUTE } from '@/lib/time/durations'

const of = (plan: Plan, id: string) => staticFindings(plan, NOW).find((one) => one.id === `${plan.system.key}:${id}`)

describe('checks of backups by a machine', () => {
  test.each([
    ['phaserai', ['AWS Backup daily: the size is plausible']],
    ['solosuccess', ['the backup is intact', 'BackupStatus']],
    ['phoenix', ['backups are verified automatically']],
  ])('of %s without a limit are listed: %j', (system, words) => {
    const found = of(planOf(system), 'no-rule:backup-checks')
    expect(found?.severity).toBe('low')
    for (const word of words) expect(found?.planSays).toContain(word)
    expect(found?.places.length).toBeGreaterThan(0)
  })

  test('a greatest age, or a limit in the words, is a rule', () => {
    const plan = planOf('solosuccess')
    for (const { verification } of plan.backups) for (const one of verification) one.maxAge = 25 * HOUR
    expect(of(plan, 'no-rule:backup-checks')).toBeUndefined()
    for (const { verification } of plan.backups)
      for (const one of verification)
        Object.assign(one, { maxAge: null, checks: ['the size is at least 90 % of the last'] })
    expect(of(plan, 'no-rule:backup-checks')).toBeUndefined()
  })
})

describe('detection', () => {
  test('that works by itself and names no alarm is told, by hand is not', () => {
    const plan = planOf('fruitfulplanet')
    expect(of(plan, 'no-rule:detection')?.sentence).toContain('8 ways')
    for (const one of plan.detection) one.how = 'manual'
    expect(of(plan, 'no-rule:detection')).toBeUndefined()
  })
})

describe('a runbook', () => {
  test("by the document's own estimate beyond the RTO is told, unless an asset or environment tells it", () => {
    const plan = planOf('phaserai')
    const runbook = plan.runbooks.find(({ id }) => id === 'database-loss')
    const estimate = { of: 'Database from a copy', low: 2 * HOUR, high: 6 * HOUR, note: null, where: 'Appendix' }
    Object.assign(runbook ?? {}, { estimate })
    const found = of(plan, 'runbook-over-objective:database-loss')
    expect([found?.severity, found?.places.map(({ where }) => where)[1]]).toEqual(['medium', 'Appendix'])
    for (const asset of plan.assets) asset.estimates = [estimate]
    expect(of(plan, 'runbook-over-objective:database-loss')).toBeUndefined()
    expect(of(planOf('solosuccess'), 'runbook-over-objective:region-failover')).toBeUndefined()
  })

  test('of everyday work has no RTO to keep', () => {
    const plan = planOf('phoenix')
    for (const runbook of plan.runbooks) for (const step of runbook.steps) step.expected = 5 * HOUR
    const over = staticFindings(plan, NOW).filter(({ kind }) => kind === 'runbook-over-objective')
    expect(over.length).toBeGreaterThan(0)
    expect(over.map(({ id }) => id)).not.toContain('phoenix:runbook-over-objective:dr-test-runner')
  })

  test('by hand is asked for where something acts by itself', () => {
    const plan = planOf('phoenix')
    expect(of(plan, 'no-runbook:automation-by-hand')).toBeUndefined()
    for (const action of plan.automation?.actions ?? []) action.runbook = null
    expect(of(plan, 'no-runbook:automation-by-hand')?.sentence).toBe('3 automatic actions have no runbook by hand.')
  })
})

describe('evidence', () => {
  test('of drills without a day and documents without a record does not exist yet', () => {
    const plan = planOf('phoenix')
    expect(of(plan, 'no-evidence:soc2')?.found).toContain('Full DR simulation, quarterly, no day')
    for (const document of plan.documents) document.done = { on: '2026-11-01', by: 'SRE', evidence: 'protocol 12' }
    expect(of(plan, 'no-evidence:soc2')).toBeUndefined()
  })

  test('that a framework asks for and nobody named is told', () => {
    const plan = planOf('phoenix')
    for (const requirement of plan.compliance) requirement.evidence = []
    expect(of(plan, 'no-evidence:hipaa')?.found).toBe('No evidence.')
  })
})

test('three of the five reviews are overdue, by the days the documents name', () => {
  const overdue = SYSTEMS.filter((system) => of(planOf(system), 'review:overdue'))
  expect(overdue).toEqual(['phaserai', 'solosuccess', 'fruitfulplanet'])
})

test('a drill that comes back later than the longest point is kept is told, also by the scenario it plays', () => {
  const plan = planOf('phaserai')
  for (const policy of plan.backups) policy.retention = [{ rung: 'all', keep: 20 * 24 * HOUR, count: null }]
  plan.drills = plan.drills.filter(({ id }) => id === 'database-recovery-test')
  expect(of(plan, 'retention:drill:phaserai-prod')?.planSays).toContain('monthly')
  for (const drill of plan.drills) drill.runbooks = []
  expect(of(plan, 'retention:drill:phaserai-prod')).toBeDefined()
  for (const drill of plan.drills) drill.frequency = 'weekly'
  expect(of(plan, 'retention:drill:phaserai-prod')).toBeUndefined()
})

test('what the design lacks is told to the minute: 1 d 15 m is more than 1 d', () => {
  const found = of(planOf('phaserai'), 'design:staging:phaserai-staging')?.found.replaceAll('\u00a0', ' ')
  expect(found).toContain('1 d 15 m')
  const plan = planOf('phaserai')
  for (const policy of plan.backups) policy.grace = 0
  expect(of(plan, 'design:staging:phaserai-staging')).toBeUndefined()
  for (const policy of plan.backups) policy.expectedDuration = 30 * MINUTE
  expect(of(plan, 'design:staging:phaserai-staging')).toBeDefined()
})
