import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IncidentFacts, MILESTONES, type Milestones } from '@/lib/incidents/model/incident'
import { clocksOf, leftOf, lengthOf } from '@/lib/incidents/rules/clocks'
import { durationsOf, objectiveLines } from '@/lib/incidents/rules/durations'
import { objectivesFor } from '@/lib/incidents/rules/objectives'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import { HOUR, MINUTE } from '@/lib/time/durations'

const D = Date.UTC(2026, 10, 21)
const clock = (h: number, m: number, s = 0) => D + h * HOUR + m * MINUTE + s * 1_000
const NONE = Object.fromEntries(MILESTONES.map((one) => [one, null])) as Milestones
const NOW = clock(14, 32, 8)

function objective(
  id: string,
  rto: number | null,
  rpo: number | null,
  more: Partial<PlanObjective> = {},
): PlanObjective {
  return {
    id,
    name: id,
    scope: 'environment',
    environment: null,
    covers: [],
    coversAssumed: false,
    services: [],
    rto: rto === null ? null : { target: rto, max: null },
    rpo: rpo === null ? null : { target: rpo, max: null, realTime: rpo === 0 },
    dataLossTolerance: null,
    availability: null,
    mttr: null,
    integrity: null,
    source: { section: `section ${id}`, says: '' },
    contradictions: [],
    ...more,
  }
}

const planOf = (objectives: PlanObjective[]) => ({ objectives, assets: [], environments: [{ key: 'production' }] })

const FACTS: IncidentFacts = {
  status: 'recovering',
  milestones: {
    ...NONE,
    impactStarted: clock(13, 8),
    detected: clock(13, 22),
    declared: clock(13, 26),
    writesStopped: clock(13, 31, 52),
  },
  objectives: objectivesFor(planOf([objective('production', 4 * HOUR, HOUR)]), 'production'),
  basis: { kind: 'chosen', at: clock(13, 4, 12), restore: 107 },
  restored: true,
}

describe('the objectives of an incident', () => {
  const database = { key: 'db', kind: 'db-instance', role: 'primary', environment: 'production' } as PlanAsset
  const plan = planOf([
    objective('critical', 4 * HOUR, null),
    objective('p0', HOUR, null),
    objective('database', null, 6 * HOUR, { covers: ['db'] }),
    objective('configuration', null, 0),
    objective('staging', 8 * HOUR, 24 * HOUR, { environment: 'staging' }),
  ])

  it('are governed by the stricter of what applies, and the others stay', () => {
    const chosen = objectivesFor({ ...plan, assets: [database] }, 'production')
    expect(chosen.map(({ id }) => id)).toEqual(['p0', 'database', 'configuration', 'critical'])
    expect(chosen.filter(({ governsRto }) => governsRto).map(({ id }) => id)).toEqual(['p0'])
    expect(chosen.filter(({ governsRpo }) => governsRpo).map(({ id }) => id)).toEqual(['database'])
  })

  it('have “real time” as the strictest RPO, where no database says whose data is exposed', () => {
    const chosen = objectivesFor(plan, 'production')
    expect(chosen.filter(({ governsRpo }) => governsRpo).map(({ id }) => id)).toEqual(['configuration'])
    expect(clocksOf({ ...FACTS, objectives: chosen }).exposure).toMatchObject({ target: 0, state: 'held' })
  })

  it('are all of them when the incident names no environment', () => {
    expect(objectivesFor(plan, null)).toHaveLength(5)
  })
})

describe('the clocks of the mock-up’s incident at 14:32:08', () => {
  const { rtoLeft, exposure, sinceImpact, sinceDetected } = clocksOf(FACTS)

  it('count down to the deadline', () => {
    expect(rtoLeft.deadline).toBe(clock(17, 8))
    expect(leftOf(rtoLeft, NOW)).toBe(2 * HOUR + 35 * MINUTE + 52_000)
  })

  it('hold the exposure where writes stopped', () => {
    expect(exposure).toMatchObject({ state: 'held', until: clock(13, 31, 52) })
    expect(lengthOf(exposure, NOW)).toBe(27 * MINUTE + 40_000)
    expect(lengthOf(exposure, NOW + HOUR)).toBe(27 * MINUTE + 40_000)
  })

  it('count up from impact and detection', () => {
    expect(lengthOf(sinceImpact, NOW)).toBe(HOUR + 24 * MINUTE + 8_000)
    expect(lengthOf(sinceDetected, NOW)).toBe(HOUR + 10 * MINUTE + 8_000)
  })
})

describe('clocks that cannot say', () => {
  const unknownImpact = { ...FACTS, milestones: { ...FACTS.milestones, impactStarted: null } }

  it('are unknown, never zero, while the impact start is not known', () => {
    const { rtoLeft, sinceImpact } = clocksOf(unknownImpact)
    expect(rtoLeft).toMatchObject({ state: 'unknown', deadline: null })
    expect(leftOf(rtoLeft, NOW)).toBeNull()
    expect(lengthOf(sinceImpact, NOW)).toBeNull()
  })

  it('do not count from facts that are too old', () => {
    const basis = {
      kind: 'newest',
      at: clock(13, 0),
      asset: 'phaserai-prod',
      observedAt: clock(13, 1),
      distrust: 'stale',
    } as const
    expect(clocksOf({ ...FACTS, basis }).exposure).toMatchObject({
      state: 'unknown',
      why: 'phaserai-prod: no fresh fact.',
    })
  })

  it('say that a plan has no objective', () => {
    expect(clocksOf({ ...FACTS, objectives: [] }).rtoLeft).toMatchObject({ state: 'unknown', target: null })
  })

  it('leave a resolved incident without a time for resumed open', () => {
    const facts = { ...FACTS, status: 'resolved', milestones: { ...FACTS.milestones, resolved: clock(16, 0) } } as const
    expect(clocksOf(facts).rtoLeft.state).toBe('unknown')
    expect(durationsOf(facts).rta).toEqual({ state: 'pending', why: 'Resumed is not recorded.' })
  })
})

describe('the figures of a review', () => {
  const resolved: IncidentFacts = {
    ...FACTS,
    status: 'resolved',
    milestones: { ...FACTS.milestones, resumed: clock(17, 20, 12), resolved: clock(18, 0) },
    basis: { kind: 'recovered', at: clock(13, 4, 12) },
    objectives: objectivesFor(
      planOf([objective('prod', 4 * HOUR, HOUR), objective('p1', 8 * HOUR, 10 * MINUTE)]),
      null,
    ),
  }

  it('agree with the clocks', () => {
    const { rta, rpa } = durationsOf(resolved)
    const clocks = clocksOf(resolved)
    expect(rta).toMatchObject({ state: 'recorded', ms: lengthOf(clocks.sinceImpact, NOW) })
    expect(rpa).toMatchObject({ state: 'recorded', ms: lengthOf(clocks.exposure, NOW) })
    expect(leftOf(clocks.rtoLeft, NOW)).toBe(-(12 * MINUTE + 12_000))
  })

  it('stand against every objective', () => {
    expect(
      objectiveLines(resolved).map((line) => [line.measure, line.objective.id, line.governs, line.result.result]),
    ).toEqual([
      ['RTO', 'prod', true, 'missed'],
      ['RTO', 'p1', false, 'met'],
      ['RPO', 'p1', true, 'missed'],
      ['RPO', 'prod', false, 'met'],
    ])
  })

  it('count the loss to the impact where nobody recorded that writes stopped', () => {
    const facts = { ...resolved, milestones: { ...resolved.milestones, writesStopped: null } }
    expect(durationsOf(facts).rpa).toMatchObject({ ms: 3 * MINUTE + 48_000, clock: 'recovery point to impact started' })
    expect(lengthOf(clocksOf(facts).exposure, NOW)).toBe(3 * MINUTE + 48_000)
  })

  it('are invalid, not negative, in the wrong order', () => {
    const facts = { ...resolved, milestones: { ...resolved.milestones, detected: clock(13, 0) } }
    expect(durationsOf(facts).mttd).toMatchObject({ state: 'invalid' })
  })

  it('have no loss where nothing was restored', () => {
    const facts = { ...resolved, restored: false, basis: { kind: 'none', why: '' } } as const
    expect(durationsOf(facts).rpa.state).toBe('not-applicable')
  })

  it('never show a negative length, whatever is recorded', () => {
    const instant = fc.option(fc.integer({ min: D, max: D + 20 * HOUR }), { nil: null })
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(MILESTONES.map((one) => [one, instant]))),
        fc.integer({ min: D, max: D + 30 * HOUR }),
        (drawn, now) => {
          const facts = { ...resolved, milestones: drawn as unknown as Milestones }
          const { sinceImpact, sinceDetected, exposure } = clocksOf(facts)
          for (const one of [sinceImpact, sinceDetected, exposure]) {
            const length = lengthOf(one, now)
            if (length !== null) expect(length).toBeGreaterThanOrEqual(0)
          }
          for (const fact of Object.values(durationsOf(facts))) {
            if (fact.state === 'recorded') expect(fact.ms).toBeGreaterThanOrEqual(0)
          }
        },
      ),
    )
  })
})
