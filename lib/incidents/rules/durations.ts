import { keepsTarget } from '@/lib/freshness/verdict'
import {
  type IncidentFacts,
  type IncidentObjective,
  MILESTONE_WORDS,
  type Milestone,
  type Milestones,
} from '@/lib/incidents/model/incident'
import { governingRpo, governingRto } from '@/lib/incidents/rules/objectives'

/** A length between two times of an incident. Epoch milliseconds; blank is a state of its own and not zero. */
export type DurationFact =
  | { state: 'recorded'; ms: number; from: number; to: number; clock: string }
  | { state: 'pending'; why: string }
  | { state: 'not-applicable'; why: string }
  | { state: 'invalid'; from: number; to: number; why: string }

/** The figures of a review; each recorded, pending, not applicable or invalid. */
export type IncidentDurations = {
  /** impact started → detected */
  mttd: DurationFact
  /** detected → acknowledged */
  mtta: DurationFact
  /** impact started → resumed (verified and cut over); the same figure as the RTA */
  mttr: DurationFact
  rta: DurationFact
  /** recovery point → writes stopped, or → impact started where that is not recorded */
  rpa: DurationFact
}

/** Computes every figure from the recorded times. DOMAIN.md, "Formulas". */
export function durationsOf(facts: IncidentFacts): IncidentDurations {
  const { milestones } = facts
  const rta = between(milestones, 'impactStarted', 'resumed')
  return {
    mttd: between(milestones, 'impactStarted', 'detected'),
    mtta: between(milestones, 'detected', 'acknowledged'),
    mttr: rta,
    rta,
    rpa: recoveryPointActual(facts),
  }
}

/**
 * The stretch whose writes are not in what was restored: from the recovery point to where writes stopped (writes
 * discarded = write-stop − p), or to the impact where nobody recorded that writes stopped.
 *
 * @param point consistent-at of the recovery point, epoch milliseconds
 * @returns null when neither end is known; never negative
 */
export function lossWindow(
  point: number,
  { writesStopped, impactStarted }: Pick<Milestones, 'writesStopped' | 'impactStarted'>,
): { from: number; to: number; endedBy: string } | null {
  if (writesStopped !== null) return { from: point, to: Math.max(point, writesStopped), endedBy: 'writes stopped' }
  if (impactStarted !== null) return { from: point, to: Math.max(point, impactStarted), endedBy: 'impact started' }
  return null
}

/** How a recorded figure stands against a target and the plan's own maximum. Milliseconds. */
export type ObjectiveResult =
  | { result: 'met'; margin: number }
  | { result: 'inside-maximum'; over: number; max: number }
  | { result: 'missed'; over: number; factor: number | null }
  | { result: 'open'; why: string }

/** Compares a figure with one objective; a figure that is not recorded is `open`, never met. */
function resultAgainst(fact: DurationFact, target: number, max: number | null): ObjectiveResult {
  if (fact.state !== 'recorded') return { result: 'open', why: fact.why }
  if (keepsTarget(fact.ms, target)) return { result: 'met', margin: Math.max(0, target - fact.ms) }
  if (max !== null && fact.ms <= max) return { result: 'inside-maximum', over: fact.ms - target, max }
  return { result: 'missed', over: fact.ms - target, factor: target > 0 ? fact.ms / target : null }
}

/** One line of the review's table of objectives. */
export type ObjectiveLine = {
  objective: IncidentObjective
  measure: 'RTO' | 'RPO'
  governs: boolean
  target: number
  max: number | null
  realTime: boolean
  fact: DurationFact
  result: ObjectiveResult
}

/** Every objective of the incident against what was achieved, the governing ones first. */
export function objectiveLines(facts: IncidentFacts): ObjectiveLine[] {
  const { rta, rpa } = durationsOf(facts)
  const [rtoId, rpoId] = [governingRto(facts.objectives)?.id, governingRpo(facts.objectives)?.id]
  const lines: ObjectiveLine[] = []
  for (const objective of facts.objectives) {
    const { rto, rpo } = objective
    if (rto) {
      const result = resultAgainst(rta, rto.target, rto.max)
      lines.push({
        objective,
        measure: 'RTO',
        governs: objective.id === rtoId,
        ...rto,
        realTime: false,
        fact: rta,
        result,
      })
    }
    if (rpo) {
      const result = resultAgainst(rpa, rpo.target, rpo.max)
      lines.push({ objective, measure: 'RPO', governs: objective.id === rpoId, ...rpo, fact: rpa, result })
    }
  }
  return lines.sort(
    (a, b) => b.measure.localeCompare(a.measure) || Number(b.governs) - Number(a.governs) || a.target - b.target,
  )
}

function between(milestones: Milestones, first: Milestone, last: Milestone): DurationFact {
  const [from, to] = [milestones[first], milestones[last]]
  const clock = `${MILESTONE_WORDS[first].toLowerCase()} to ${MILESTONE_WORDS[last].toLowerCase()}`
  if (from === null || to === null) {
    const missing = from === null ? first : last
    return { state: 'pending', why: `${MILESTONE_WORDS[missing]} is not recorded.` }
  }
  if (to < from) {
    return {
      state: 'invalid',
      from,
      to,
      why: `${MILESTONE_WORDS[last]} is before ${MILESTONE_WORDS[first].toLowerCase()}.`,
    }
  }
  return { state: 'recorded', ms: to - from, from, to, clock }
}

function recoveryPointActual({ basis, milestones, status, restored }: IncidentFacts): DurationFact {
  if (basis.kind === 'none' || basis.kind === 'newest') {
    if (status === 'resolved' && !restored) {
      return { state: 'not-applicable', why: 'Nothing was restored, so no data was lost to a recovery point.' }
    }
    return { state: 'pending', why: 'The recovery point is not recorded.' }
  }
  const window = lossWindow(basis.at, milestones)
  if (!window) return { state: 'pending', why: 'Neither writes stopped nor impact started is recorded.' }
  const { from, to, endedBy } = window
  return { state: 'recorded', ms: to - from, from, to, clock: `recovery point to ${endedBy}` }
}
