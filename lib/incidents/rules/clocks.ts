import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import type { IncidentFacts, IncidentObjective } from '@/lib/incidents/model/incident'
import { lossWindow } from '@/lib/incidents/rules/durations'
import { governingRpo, governingRto } from '@/lib/incidents/rules/objectives'

/**
 * `running` grows (or shrinks) with the time; `held` stands still while the incident goes on; `stopped` is final;
 * `unknown` says why there is no figure.
 */
export type ClockState = 'running' | 'held' | 'stopped' | 'unknown'

/** A clock that counts up from `since`. Epoch milliseconds. */
export type ElapsedClock = {
  state: ClockState
  since: number | null
  /** where it stands still, for held and stopped */
  until: number | null
  why: string
}

/** The time that is left of the governing RTO. */
export type DeadlineClock = {
  state: ClockState
  objective: IncidentObjective | null
  target: number | null
  deadline: number | null
  stoppedAt: number | null
  why: string
}

/** Data that would be lost: from the recovery point to now, or to where writes stopped. */
export type ExposureClock = ElapsedClock & {
  objective: IncidentObjective | null
  target: number | null
}

export type IncidentClocks = {
  sinceImpact: ElapsedClock
  sinceDetected: ElapsedClock
  rtoLeft: DeadlineClock
  exposure: ExposureClock
}

/** All clocks of an incident. They carry instants, not lengths, so that a browser can tick them, offline too. */
export function clocksOf(facts: IncidentFacts): IncidentClocks {
  return {
    sinceImpact: elapsed(facts, facts.milestones.impactStarted, 'Impact start is not known.'),
    sinceDetected: elapsed(facts, facts.milestones.detected, 'Not recorded when it was detected.'),
    rtoLeft: rtoLeft(facts),
    exposure: exposure(facts),
  }
}

/** Milliseconds left (negative when over) or null when unknown. */
export function leftOf(clock: DeadlineClock, now: number): number | null {
  if (clock.state === 'unknown' || clock.deadline === null) return null
  return clock.deadline - (clock.stoppedAt ?? now)
}

/** Milliseconds on an elapsed clock, never negative, or null when unknown. */
export function lengthOf(clock: ElapsedClock, now: number): number | null {
  if (clock.state === 'unknown' || clock.since === null) return null
  return Math.max(0, (clock.until ?? now) - clock.since)
}

function elapsed({ milestones, status }: IncidentFacts, since: number | null, missing: string): ElapsedClock {
  if (since === null) return { state: 'unknown', since: null, until: null, why: missing }
  const until = milestones.resumed ?? (status === 'resolved' ? milestones.resolved : null)
  if (until === null) return { state: 'running', since, until: null, why: '' }
  if (until < since) return { state: 'unknown', since, until, why: 'The times are in the wrong order.' }
  return { state: 'stopped', since, until, why: milestones.resumed === null ? 'resolved' : 'resumed' }
}

function rtoLeft({ milestones, objectives, status }: IncidentFacts): DeadlineClock {
  const objective = governingRto(objectives)
  const base = { objective, target: objective?.rto.target ?? null, deadline: null, stoppedAt: null }
  if (!objective) {
    return { ...base, state: 'unknown', why: 'The plan states no recovery time objective here.' }
  }
  if (milestones.impactStarted === null) {
    return { ...base, state: 'unknown', why: 'Impact start is not known, so the objective has no start.' }
  }
  const deadline = milestones.impactStarted + objective.rto.target
  if (milestones.resumed !== null) {
    return { ...base, state: 'stopped', deadline, stoppedAt: milestones.resumed, why: 'resumed' }
  }
  if (status === 'resolved') {
    return { ...base, state: 'unknown', deadline, why: 'Resolved without a time for resumed.' }
  }
  return { ...base, state: 'running', deadline, why: '' }
}

function exposure(facts: IncidentFacts): ExposureClock {
  const objective = governingRpo(facts.objectives)
  const base = { objective, target: objective?.rpo.target ?? null }
  const { basis, milestones, status } = facts
  if (basis.kind === 'none') return { ...base, state: 'unknown', since: null, until: null, why: basis.why }
  if (basis.kind === 'newest' && basis.distrust !== null) {
    const why = `${basis.asset}: ${DISTRUST_WORDS[basis.distrust]}.`
    return { ...base, state: 'unknown', since: basis.at, until: null, why }
  }
  if (status === 'resolved' && basis.kind === 'newest') {
    return { ...base, state: 'unknown', since: null, until: null, why: 'No recovery point was used.' }
  }
  const ended = milestones.resumed !== null || status === 'resolved'
  if (milestones.writesStopped === null && !ended) {
    return { ...base, state: 'running', since: basis.at, until: null, why: '' }
  }
  const window = lossWindow(basis.at, milestones)
  if (!window)
    return { ...base, state: 'unknown', since: basis.at, until: null, why: 'Writes stopped is not recorded.' }
  return { ...base, state: ended ? 'stopped' : 'held', since: window.from, until: window.to, why: window.endedBy }
}
