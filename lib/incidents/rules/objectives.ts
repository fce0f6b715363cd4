import type { IncidentObjective } from '@/lib/incidents/model/incident'
import type { PlanAsset } from '@/lib/plans/model/assets'
import { governingIn, governingTogether, type ObjectivesOfPlan, promisedIn } from '@/lib/plans/rules/governing'

type GoverningRto = IncidentObjective & { rto: NonNullable<IncidentObjective['rto']> }
type GoverningRpo = IncidentObjective & { rpo: NonNullable<IncidentObjective['rpo']> }

type PlanOfIncident = ObjectivesOfPlan & { assets: PlanAsset[] }

/**
 * The recovery objectives of an incident, the governing ones marked; the others stay and are shown beside them. The RTO
 * is held to the strictest of what is promised of the environment. The RPO is that of the databases whose exposure is
 * told, as it governs them on every other screen; where the plan has none, the strictest that is promised.
 *
 * @param environment key of the plan's environment, or null when the incident names none: then every objective applies
 */
export function objectivesFor(plan: PlanOfIncident, environment: string | null): IncidentObjective[] {
  const promised = governingIn(plan, environment)
  const databases = governingTogether(plan, databaseKeys(plan.assets, environment))
  const rpo = databases.rpo ?? promised.rpo
  const applying = new Set([...promisedIn(plan, environment), rpo?.objective])
  const snapshot = plan.objectives
    .filter((objective) => applying.has(objective) && (objective.rto || objective.rpo))
    .map((objective) => ({
      id: objective.id,
      name: objective.name,
      environment: objective.environment,
      rto: objective.rto && { target: objective.rto.target, max: objective.rto.max },
      rpo: objective.rpo && { target: objective.rpo.target, max: objective.rpo.max, realTime: objective.rpo.realTime },
      governsRto: objective === promised.rto?.objective,
      governsRpo: objective === rpo?.objective,
      where: objective.source.section,
    }))
  return snapshot.sort((a, b) => weight(b) - weight(a) || target(a) - target(b))
}

/** Keys of the primary databases of an environment; every primary one when none is named. */
export function databaseKeys(assets: readonly PlanAsset[], environment: string | null): string[] {
  return assets
    .filter(({ kind, role }) => kind === 'db-instance' && (role ?? 'primary') === 'primary')
    .filter((asset) => !environment || !asset.environment || asset.environment === environment)
    .map(({ key }) => key)
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

function weight(objective: IncidentObjective): number {
  return (objective.governsRto ? 2 : 0) + (objective.governsRpo ? 1 : 0)
}

function target(objective: IncidentObjective): number {
  return objective.rto?.target ?? objective.rpo?.target ?? Number.MAX_SAFE_INTEGER
}
