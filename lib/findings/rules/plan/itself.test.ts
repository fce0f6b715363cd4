import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 12)
const SYSTEMS = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']
const plans = new Map(
  SYSTEMS.map((system) => {
    const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
    if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
    return [system, parsed.plan] as const
  }),
)
/** A copy of its own, to be changed. */
const planOf = (system: string) => structuredClone(plans.get(system) as Plan)
const idsOf = (plan: Plan) => staticFindings(plan, NOW).map(({ id }) => id.slice(plan.system.key.length + 1))
const findingOf = (system: string, id: string) =>
  staticFindings(planOf(system), NOW).find((finding) => finding.id === `${system}:${id}`)

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
