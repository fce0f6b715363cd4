import type { IncidentObjective } from '@/lib/incidents/model/incident'
import type { PlanObjective } from '@/lib/plans/model/objectives'

type GoverningRto = IncidentObjective & { rto: NonNullable<IncidentObjective['rto']> }
type GoverningRpo = IncidentObjective & { rpo: NonNullable<IncidentObjective['rpo']> }

/**
 * The recovery objectives that apply to an incident, the governing ones marked: the shortest RTO, and the shortest RPO
 * that is a length of time (RPO 0 asks for "in sync" and has no clock). Others stay and are shown beside them.
 *
 * @param environment key of the plan's environment, or null when the incident names none: then every objective applies
 */
export function objectivesFor(objectives: readonly PlanObjective[], environment: string | null): IncidentObjective[] {
  const applying = objectives.filter(
    (objective) =>
      (objective.rto || objective.rpo) &&
      (environment === null || objective.environment === null || objective.environment === environment),
  )
  const governsRto = shortest(applying, (objective) => objective.rto?.target ?? null)
  const governsRpo = shortest(applying, (objective) =>
    objective.rpo && !objective.rpo.realTime ? objective.rpo.target : null,
  )
  const snapshot = applying.map((objective) => ({
    id: objective.id,
    name: objective.name,
    environment: objective.environment,
    rto: objective.rto && { target: objective.rto.target, max: objective.rto.max },
    rpo: objective.rpo && { target: objective.rpo.target, max: objective.rpo.max, realTime: objective.rpo.realTime },
    governsRto: objective === governsRto,
    governsRpo: objective === governsRpo,
    where: objective.source.section,
  }))
  return snapshot.sort((a, b) => weight(b) - weight(a) || target(a) - target(b))
}

/** The objective whose RTO the clock counts down, if the plan has one. */
export function governingRto(objectives: readonly IncidentObjective[]): GoverningRto | null {
  const found = objectives.find((objective) => objective.governsRto && objective.rto)
  return (found as GoverningRto | undefined) ?? null
}

/** The objective that the exposure is measured against, if the plan has one. */
export function governingRpo(objectives: readonly IncidentObjective[]): GoverningRpo | null {
  const found = objectives.find((objective) => objective.governsRpo && objective.rpo)
  return (found as GoverningRpo | undefined) ?? null
}

function shortest(
  objectives: readonly PlanObjective[],
  length: (objective: PlanObjective) => number | null,
): PlanObjective | null {
  let best: PlanObjective | null = null
  for (const objective of objectives) {
    const ms = length(objective)
    if (ms === null) continue
    const least = best ? length(best) : null
    if (least === null || ms < least) best = objective
  }
  return best
}

function weight(objective: IncidentObjective): number {
  return (objective.governsRto ? 2 : 0) + (objective.governsRpo ? 1 : 0)
}

function target(objective: IncidentObjective): number {
  return objective.rto?.target ?? objective.rpo?.target ?? Number.MAX_SAFE_INTEGER
}
