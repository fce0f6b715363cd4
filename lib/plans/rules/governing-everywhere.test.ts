import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { objectivesFor } from '@/lib/incidents/rules/objectives'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import { planOfDocument } from '@/lib/plans/document/plan-of-document'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import { governing, governingTogether } from '@/lib/plans/rules/governing'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { rowsOfSystem } from '@/lib/screens/board/rules/rows'
import { HOUR } from '@/lib/time/durations'

type Drawn = Pick<PlanObjective, 'scope' | 'environment' | 'covers' | 'rto' | 'rpo'>

const KEYS = ['db', 'other', 'found'] as const

/** A plan whose `db` is in `environment`; `other` is in production, and `found` is in no plan. */
function planOf(environment: string | null, objectives: Partial<Drawn>[]): Plan {
  const base = {
    scope: 'tier',
    environment: null,
    covers: [],
    coversAssumed: false,
    services: [],
    rto: null,
    rpo: null,
  }
  const none = { dataLossTolerance: null, availability: null, mttr: null, integrity: null, contradictions: [] }
  const asset = { kind: 'db-instance', role: 'primary', replicaOf: null, platform: 'aws', settings: {} }
  const more = { estimates: [], toFillIn: [], restores: [], region: 'us-east-1' }
  return planOfDocument({
    system: { key: 'sys', name: 'System', account: { id: '210000000001' } },
    review: {},
    environments: ['production', 'staging'].map((key) => ({ key, name: key, restoreApproval: null, estimates: [] })),
    objectives: objectives.map((one, index) => ({
      ...{ ...base, ...none, id: `o${index}`, name: `Objective ${index}`, source: { section: '1', says: '' } },
      ...one,
    })),
    assets: [
      { ...asset, ...more, key: 'db', name: 'db', identifier: 'db', environment },
      { ...asset, ...more, key: 'other', name: 'other', identifier: 'other', environment: 'production' },
    ],
    backups: [],
  })
}

const rto = (hours: number, max: number | null = null) => ({ target: hours * HOUR, max: max && max * HOUR })
const rpo = (hours: number, max: number | null = null) => ({ ...rto(hours, max), realTime: hours === 0 })
const nameOf = (governed: { objective: PlanObjective } | null) => governed?.objective.id ?? null

/** What an incident says that governs, when `key` is the one database of its environment. */
function ofIncident(plan: Plan, key: string, environment: string | null) {
  const one = { ...plan, assets: plan.assets.filter((asset) => asset.key === key) }
  const marked = objectivesFor(one, environment)
  return { rto: marked.find((each) => each.governsRto)?.id ?? null, rpo: marked.find((each) => each.governsRpo)?.id }
}

const target = (hours: number[]) =>
  fc.option(fc.tuple(fc.constantFrom(...hours), fc.constantFrom(null, 6, 9)), { nil: null })
const objective: fc.Arbitrary<Drawn> = fc.record({
  scope: fc.constantFrom('system', 'environment', 'tier', 'component'),
  environment: fc.constantFrom(null, 'production', 'staging'),
  covers: fc.subarray(['db', 'other']),
  rto: target([1, 2]).map((drawn) => drawn && rto(...drawn)),
  rpo: target([0, 1, 2]).map((drawn) => drawn && rpo(...drawn)),
})
const plan = fc
  .tuple(fc.constantFrom(null, 'production', 'staging', 'not-in-the-plan'), fc.array(objective, { maxLength: 6 }))
  .map(([environment, objectives]) => planOf(environment, objectives))

describe('which objective governs', () => {
  const system: Drawn = { scope: 'system', environment: null, covers: [], rto: rto(4), rpo: rpo(4) }
  const inProduction: Drawn = { ...system, scope: 'environment', environment: 'production', rto: rto(2), rpo: rpo(6) }
  const inStaging: Drawn = { ...system, scope: 'environment', environment: 'staging', rto: rto(1), rpo: rpo(1) }
  const tier: Drawn = { ...system, scope: 'tier', covers: ['db'], rto: rto(8), rpo: rpo(8) }
  const promised = [system, inProduction, inStaging]

  test.each([
    ['named by a tier: the tier alone', 'production', [...promised, tier], 'o3', 'o3'],
    ['named by a tier that sets no RPO: no RPO', 'production', [system, { ...tier, rpo: null }], 'o1', null],
    ['named by nothing: its environment’s and the system’s, the stricter', 'production', promised, 'o1', 'o0'],
    ['in another environment: not that of production', 'staging', promised, 'o2', 'o2'],
    ['in no stated environment: the strictest of all', null, promised, 'o2', 'o2'],
    ['in an environment that the plan does not know: the strictest of all', 'renamed', promised, 'o2', 'o2'],
    ['under the system’s alone', 'production', [system], 'o0', 'o0'],
    [
      'a system’s objective for production only, in staging',
      'staging',
      [{ ...system, environment: 'production' }],
      null,
      null,
    ],
    ['under a tier that names others: nothing', 'production', [{ ...tier, covers: ['other'] }], null, null],
    ['alike: the shorter maximum', 'production', [system, { ...system, rto: rto(4, 6), rpo: rpo(4, 6) }], 'o1', 'o1'],
    ['alike in all: the one the plan names first', 'production', [system, system], 'o0', 'o0'],
    [
      'real time before any length',
      'production',
      [
        { ...system, rpo: rpo(1) },
        { ...system, rpo: rpo(0) },
      ],
      'o0',
      'o1',
    ],
  ] as [string, string | null, Drawn[], string | null, string | null][])(
    '%s',
    (_, environment, objectives, forRto, forRpo) => {
      const drawn = planOf(environment, objectives)
      const found = governing(drawn, 'db')
      expect([nameOf(found.rto), nameOf(found.rpo)]).toEqual([forRto, forRpo])
      expect(planFacts(drawn, 'db', '')).toMatchObject({
        rto: found.rto && { ms: found.rto.target.target, name: found.rto.objective.name },
        rpo: found.rpo && { ms: found.rpo.target.target, name: found.rpo.objective.name },
      })
      if (forRpo) expect(ofIncident(drawn, 'db', environment).rpo).toBe(forRpo)
    },
  )

  test('is the same for a restore, an incident, a runbook and the board, whatever the plan', () => {
    fc.assert(
      fc.property(plan, fc.constantFrom(...KEYS), (drawn, key) => {
        const found = governing(drawn, key)
        const facts = planFacts(drawn, key, '')
        expect(facts.rpo).toEqual(
          found.rpo && {
            ms: found.rpo.target.target,
            name: found.rpo.objective.name,
            realTime: found.rpo.target.realTime,
          },
        )
        expect(facts.rto).toEqual(found.rto && { ms: found.rto.target.target, name: found.rto.objective.name })

        const environment = drawn.assets.find((asset) => asset.key === key)?.environment ?? null
        const incident = ofIncident(drawn, key, environment)
        if (key !== 'found' && found.rpo) expect(incident.rpo).toBe(nameOf(found.rpo))

        const together = governingTogether(drawn, KEYS)
        const each = KEYS.map((one) => governing(drawn, one))
        expect(together.rpo?.target.target).toBe(least(each.flatMap((one) => one.rpo?.target.target ?? [])))
        expect(together.rto?.target.target).toBe(least(each.flatMap((one) => one.rto?.target.target ?? [])))

        const rows = rowsOfAsset(drawn, key).flatMap((row) => row.rpo ?? [])
        if (rows.length > 0) expect(found.rpo?.target.target).toBe(least(rows))
      }),
      { numRuns: 1_000 },
    )
  })

  test('an incident promises no more time than any asset of its environment has', () => {
    fc.assert(
      fc.property(plan, fc.constantFrom('production', 'staging'), (drawn, environment) => {
        const marked = objectivesFor(drawn, environment).find(({ governsRto }) => governsRto)
        for (const { key } of drawn.assets.filter((asset) => asset.environment === environment)) {
          const own = governing(drawn, key).rto
          if (own && holdsIn(own.objective, environment)) {
            expect(marked?.rto?.target).toBeLessThanOrEqual(own.target.target)
          }
        }
      }),
    )
  })
})

const least = (lengths: number[]) => (lengths.length === 0 ? undefined : Math.min(...lengths))
const holdsIn = (one: PlanObjective, environment: string) => !one.environment || one.environment === environment

/** The board's rows of one asset, which is there and was never read. */
function rowsOfAsset(drawn: Plan, key: string) {
  const state = { id: `sys:${key}`, system: 'sys', key, kind: 'db-instance', name: key, identifier: key, facts: {} }
  const unread = { mechanisms: [], alarms: [], region: 'us-east-1', goneAt: null, confirmedAt: null, collectorId: null }
  const assets = new Map([[key, { ...state, ...unread } as unknown as AssetState]])
  const facts = { plan: drawn, assets, runs: new Map(), restores: new Map(), systemAlarms: [] }
  const context = { collectors: new Map(), limit: HOUR }
  return rowsOfSystem({ ...facts, context }, HOUR).filter((row) => row.assetId === `sys:${key}`)
}
