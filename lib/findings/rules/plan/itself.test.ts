import { describe, expect, test } from 'vitest'
import { findingOf, idsOf, planOf } from '@/lib/findings/testing/plan-itself'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const dayLong = { kind: 'rate' as const, every: DAY }
const done = { on: '2026-11-01', by: 'DevOps Team', evidence: 'protocol 12' }
type Mend = (plan: Plan) => void

/** Each finding that the five plans raise against themselves, and what takes it away. */
const LIFE: [system: string, id: string, severity: string, mend: Mend][] = [
  [
    'fruitfulplanet',
    'design:application:fruitfulplanet-prod',
    'high',
    (plan) => {
      for (const policy of plan.backups) if (policy.id === 'database-dump') policy.pointInTime = true
    },
  ],
  [
    'phaserai',
    'design:staging:phaserai-staging',
    'high',
    (plan) => {
      for (const policy of plan.backups)
        if (policy.id === 'staging-daily') policy.schedule = { kind: 'rate', every: 6 * HOUR }
    },
  ],
  [
    'phaserai',
    'retention:rpo:phaserai-dev',
    'medium',
    (plan) => {
      for (const policy of plan.backups) for (const rung of policy.retention) rung.keep = 30 * DAY
    },
  ],
  [
    'phaserai',
    'no-runbook:regional-outage',
    'medium',
    (plan) => {
      for (const scenario of plan.scenarios) scenario.runbook = 'database-loss'
    },
  ],
  [
    'devonn',
    'no-runbook:ddos',
    'medium',
    (plan) => {
      for (const scenario of plan.scenarios) scenario.runbook = 'full-region'
    },
  ],
  [
    'solosuccess',
    'no-rpo:tiers',
    'low',
    (plan) => {
      for (const objective of plan.objectives) objective.rpo ??= { target: HOUR, max: null, realTime: false }
    },
  ],
  [
    'phaserai',
    'contacts:unreachable',
    'high',
    (plan) => {
      for (const contact of plan.contacts) contact.phone = '+1-555-0100'
    },
  ],
  [
    'phaserai',
    'contacts:no-escalation',
    'medium',
    (plan) => {
      plan.escalation = planOf('solosuccess').escalation
    },
  ],
  [
    'devonn',
    'contacts:escalation',
    'medium',
    (plan) => {
      for (const step of plan.escalation) Object.assign(step, { from: 0, to: 15 * MINUTE, contact: 'on-call' })
    },
  ],
  [
    'devonn',
    'contacts:roles',
    'medium',
    (plan) => {
      plan.contacts = plan.roles.map(
        (role) => ({ ...plan.contacts[0], id: role.id, role: role.id }) as Plan['contacts'][0],
      )
    },
  ],
  [
    'phoenix',
    'no-rule:verifications',
    'medium',
    (plan) => {
      for (const check of plan.verifications) check.expect = 'not fewer than before'
    },
  ],
  [
    'fruitfulplanet',
    'no-rule:never-verified',
    'medium',
    (plan) => {
      for (const policy of plan.backups) policy.verification = planOf('phaserai').backups[0]?.verification ?? []
    },
  ],
  [
    'fruitfulplanet',
    'never-scheduled:drills',
    'medium',
    (plan) => {
      for (const drill of plan.drills) drill.days = ['2026-12-03']
    },
  ],
  [
    'phoenix',
    'never-scheduled:drills',
    'medium',
    (plan) => {
      for (const drill of plan.drills) drill.schedule = dayLong
    },
  ],
  [
    'phaserai',
    'collision:production-daily:maintenance-window',
    'medium',
    (plan) => {
      for (const policy of plan.backups)
        if (policy.id === 'production-daily') policy.schedule = { kind: 'cron', cron: '0 5 * * *', zone: 'UTC' }
    },
  ],
  [
    'phaserai',
    'collision:production-weekly:backup-window-of-RDS-automated-backups',
    'medium',
    (plan) => {
      for (const policy of plan.backups)
        if (policy.id === 'production-weekly') policy.schedule = { kind: 'cron', cron: '0 5 * * 0', zone: 'UTC' }
    },
  ],
  [
    'solosuccess',
    'collision:database-automated:database-dump',
    'low',
    (plan) => {
      for (const policy of plan.backups)
        if (policy.id === 'database-dump') policy.schedule = { kind: 'cron', cron: '30 */6 * * *', zone: 'UTC' }
    },
  ],
  [
    'solosuccess',
    'no-rule:backup-checks',
    'low',
    (plan) => {
      for (const { verification } of plan.backups) for (const check of verification) check.maxAge = DAY
    },
  ],
  [
    'fruitfulplanet',
    'no-rule:detection',
    'low',
    (plan) => {
      for (const one of plan.detection)
        one.alarm = { asset: 'fruitfulplanet-prod', metric: 'DatabaseConnections', assumed: true }
    },
  ],
  [
    'phoenix',
    'no-evidence:soc2',
    'medium',
    (plan) => {
      for (const document of plan.documents) document.done = done
    },
  ],
  [
    'solosuccess',
    'care:maintenance',
    'low',
    (plan) => {
      for (const task of plan.maintenance) Object.assign(task, { due: '2026-12-01', done })
    },
  ],
  [
    'solosuccess',
    'care:documents',
    'low',
    (plan) => {
      for (const document of plan.documents) Object.assign(document, { due: '2026-12-01', done })
    },
  ],
  [
    'solosuccess',
    'no-evidence:soc-2',
    'medium',
    (plan) => {
      for (const drill of plan.drills) drill.days = ['2026-12-03']
    },
  ],
  [
    'solosuccess',
    'communications:rules',
    'low',
    (plan) => {
      plan.communications.cadence = planOf('fruitfulplanet').communications.cadence
    },
  ],
  [
    'devonn',
    'runbook-over-objective:durations',
    'low',
    (plan) => {
      for (const runbook of plan.runbooks) for (const step of runbook.steps) step.expected = MINUTE
    },
  ],
  [
    'phaserai',
    'to-fill-in:contacts',
    'low',
    (plan) => {
      for (const contact of plan.contacts) contact.toFillIn = []
    },
  ],
  [
    'phaserai',
    'contradiction:monthly-or-quarterly-test',
    'medium',
    (plan) => {
      for (const drill of plan.drills) drill.contradictions = []
    },
  ],
  [
    'phoenix',
    'restore-without-backup:phoenix:pg-dump',
    'high',
    (plan) => {
      for (const policy of plan.backups)
        if (policy.id === 'postgres-full') policy.schedule = { kind: 'rate', every: HOUR }
    },
  ],
  [
    'phaserai',
    'review:overdue',
    'low',
    (plan) => {
      plan.review.nextReview = '2027-01-01'
    },
  ],
]

describe('a finding of a plan against itself', () => {
  test.each(LIFE)('of %s, %s (%s), is raised, and gone once the plan is mended', (system, id, severity, mend) => {
    expect(findingOf(system, id)?.severity).toBe(severity)
    const plan = planOf(system)
    mend(plan)
    expect(idsOf(plan)).not.toContain(id)
  })
})
