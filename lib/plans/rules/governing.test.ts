import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'
import { findContradictions } from '@/lib/plans/rules/contradictions'
import { governing } from '@/lib/plans/rules/governing'
import { HOUR, MINUTE } from '@/lib/time/durations'

const now = Date.UTC(2026, 10, 21, 14, 32)

const plans = new Map<string, Plan>()

/** Read once: a test only looks at it. */
function planOf(system: string): Plan {
  const known = plans.get(system)
  if (known) return known
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error('the plan has faults')
  plans.set(system, parsed.plan)
  return parsed.plan
}

describe('governing', () => {
  test('the stricter objective governs and the others stay visible', () => {
    const { rto, rpo } = governing(planOf('phoenix'), 'phoenix')
    expect([rto?.objective.name, rto?.target.target]).toEqual(['P0 critical', 30 * MINUTE])
    expect(rto?.others.map(({ objective }) => objective.name)).toEqual(['Platform'])
    expect([rpo?.objective.name, rpo?.target.target]).toEqual(['P0 critical', 5 * MINUTE])
  })

  test('RTO and RPO may come from different objectives', () => {
    const { rto, rpo, mttr } = governing(planOf('solosuccess'), 'production-solosuccess-db')
    expect([rto?.objective.id, rto?.target.target]).toEqual(['p0-critical', HOUR])
    expect([rpo?.objective.id, rpo?.target.target]).toEqual(['database', 6 * HOUR])
    expect(mttr).toBeNull()
  })

  test('real time is stricter than any duration', () => {
    const plan = planOf('phaserai')
    const strict = {
      ...plan.objectives[0],
      id: 'strict',
      rpo: { target: 0, max: null, realTime: true },
    } as Plan['objectives'][number]
    const objectives = [...plan.objectives, strict]
    expect(governing({ ...plan, objectives }, 'phaserai-prod').rpo?.objective.id).toBe('strict')
  })

  test.each([
    ['phoenix', 'etcd-cluster', 'Platform', 'the system’s own, not the stricter tier that names others'],
    ['phaserai', 'phaserai-vault', 'Production', 'its environment’s'],
    ['phaserai', 'found-in-the-account', 'Production', 'of an unknown environment the strictest of all'],
    ['devonn', 'found-in-the-account', '', 'none: tiers and components hold for what they name'],
  ])('of %s: %s, which no objective names, has %s, %s', (system, key, name) => {
    const { rto, rpo } = governing(planOf(system), key)
    expect([rto?.objective.name ?? '', rpo?.objective.name ?? '']).toEqual([name, name])
  })
})

describe('findings', () => {
  const findings = (system: string) => staticFindings(planOf(system), now)
  const ids = (system: string) => findings(system).map(({ id }) => id)

  test.each([
    ['phaserai', 'phaserai:contradiction:what-reaches-us-west-2'],
    ['phaserai', 'phaserai:to-fill-in:phaserai-prod:The VPC security group for a restored instance'],
    ['phaserai', 'phaserai:no-schedule:production-bucket'],
    ['phaserai', 'phaserai:review:overdue'],
    ['solosuccess', 'solosuccess:contradiction:critical-rto'],
    ['solosuccess', 'solosuccess:contradiction:snapshot-frequency'],
    ['solosuccess', 'solosuccess:no-schedule:solosuccess-redis'],
    ['solosuccess', 'solosuccess:estimate-over-objective:Cross-region failover'],
    ['fruitfulplanet', 'fruitfulplanet:restore-without-backup:fruitfulplanet-prod:rds-automated'],
    ['fruitfulplanet', 'fruitfulplanet:contradiction:where-the-database-runs'],
    ['devonn', 'devonn:no-schedule:database-automated'],
    ['devonn', 'devonn:no-schedule:files-copy'],
    ['devonn', 'devonn:review:date'],
    ['phoenix', 'phoenix:restore-without-backup:phoenix:pg-dump'],
    ['phoenix', 'phoenix:restore-without-backup:phoenix:physical-base'],
    ['phoenix', 'phoenix:contradiction:p3-low-rpo-over-maximum'],
    ['phoenix', 'phoenix:no-asset:p1-high'],
    ['phoenix', 'phoenix:no-schedule:etcd-snapshot'],
    ['phoenix', 'phoenix:review:date'],
  ])('of %s include %s', (system, id) => {
    expect(ids(system)).toContain(id)
  })

  test("a replica that exists answers FruitfulPlanet's scenario 2, and its dump scenario 1", () => {
    expect(ids('fruitfulplanet').filter((id) => id.includes('restore-without-backup'))).toHaveLength(1)
  })

  test('a contradiction shows every place', () => {
    const found = findContradictions(planOf('solosuccess')).find(
      ({ contradiction }) => contradiction.id === 'snapshot-frequency',
    )
    expect(found?.contradiction.statements.map(({ where }) => where)).toEqual([
      'Backup Strategy, Automated Backups',
      'Backup Strategy, Backup Schedule',
      'Runbooks, Database Backup Runbook',
    ])
  })

  test('the review of PhaserAI is overdue by days, and was not before its day', () => {
    expect(findings('phaserai').find(({ kind }) => kind === 'review')?.found).toBe('Overdue 599\u00a0d.')
    const before = staticFindings(planOf('phaserai'), Date.UTC(2025, 2, 31))
    expect(before.some(({ kind }) => kind === 'review')).toBe(false)
  })

  test('a scheduled hourly dump takes the Phoenix finding away', () => {
    const plan = planOf('phoenix')
    const [full, ...rest] = plan.backups
    const hourly = { ...full, schedule: { kind: 'rate', every: HOUR } } as Plan['backups'][number]
    const left = staticFindings({ ...plan, backups: [hourly, ...rest] }, now).map(({ id }) => id)
    expect(left).not.toContain('phoenix:restore-without-backup:phoenix:pg-dump')
    expect(left).toContain('phoenix:restore-without-backup:phoenix:physical-base')
  })

  test('worst first, each with its own id, a sentence and something to do', () => {
    for (const system of ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']) {
      const found = findings(system)
      const ranks = found.map(({ severity }) => ['high', 'medium', 'low'].indexOf(severity))
      expect(ranks).toEqual([...ranks].sort())
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      for (const finding of found) {
        expect(finding.id.startsWith(`${system}:`)).toBe(true)
        for (const text of [finding.subject, finding.sentence, finding.planSays, finding.found, finding.whatToDo]) {
          expect(text).not.toBe('')
          expect(text).not.toMatch(/undefined|null|NaN/)
        }
      }
    }
  })
})
