import type { PlanObjective, RpoTarget, TimeTarget } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'

/** The target that governs, the objective it comes from, and every other objective that sets one: all are shown. */
export type Governed<T> = { target: T; objective: PlanObjective; others: { target: T; objective: PlanObjective }[] }

/** What governs an asset, several together, or an environment; null where no objective sets such a target. */
export type Governing = {
  rto: Governed<TimeTarget> | null
  rpo: Governed<RpoTarget> | null
  mttr: Governed<TimeTarget> | null
}

/** What of a plan decides which objective governs. */
export type ObjectivesOfPlan = {
  objectives: PlanObjective[]
  assets: Pick<Plan['assets'][number], 'key' | 'environment'>[]
  environments: Pick<Plan['environments'][number], 'key'>[]
}

/**
 * What governs an asset: the stricter of the objectives that apply (the shorter target, then the shorter maximum, then
 * the one the plan names first); "real time" is the strictest RPO of all.
 *
 * @param assetKey the asset's key in that plan; one that the plan does not know was found in the account
 */
export function governing(plan: ObjectivesOfPlan, assetKey: string): Governing {
  return strictestOf(applyingTo(plan, assetKey))
}

/** What governs several assets together, such as those of a runbook: the strictest of what governs each. */
export function governingTogether(plan: ObjectivesOfPlan, assetKeys: readonly string[]): Governing {
  const applying = new Set(assetKeys.flatMap((key) => applyingTo(plan, key)))
  return strictestOf(plan.objectives.filter((objective) => applying.has(objective)))
}

/** What governs where no asset is meant: everything that is promised of an environment. */
export function governingIn(plan: ObjectivesOfPlan, environment: string | null): Governing {
  return strictestOf(promisedIn(plan, environment))
}

/** Every objective that holds in an environment, whatever it covers; in an unknown one (null) each may. */
export function promisedIn({ objectives }: ObjectivesOfPlan, environment: string | null): PlanObjective[] {
  return objectives.filter((one) => environment === null || one.environment === null || one.environment === environment)
}

/** Whether an objective on lost data names the asset itself: then it holds data, whatever its kind. */
export function isNamedForData({ objectives }: Pick<ObjectivesOfPlan, 'objectives'>, assetKey: string): boolean {
  return objectives.some(({ rpo, covers }) => rpo !== null && covers.includes(assetKey))
}

/** Whether any objective names the asset; else it is held to what is promised of its environment and of the system. */
export function isNamed({ objectives }: Pick<ObjectivesOfPlan, 'objectives'>, assetKey: string): boolean {
  return objectives.some(({ covers }) => covers.includes(assetKey))
}

/**
 * The objectives that name an asset; where none does, those of its environment and of the whole system. A tier or a
 * component holds for nothing but what it names. An asset of an unknown environment is held to the strictest of all.
 */
function applyingTo(plan: ObjectivesOfPlan, assetKey: string): PlanObjective[] {
  const naming = plan.objectives.filter(({ covers }) => covers.includes(assetKey))
  if (naming.length > 0) return naming
  const stated = plan.assets.find(({ key }) => key === assetKey)?.environment
  const known = plan.environments.find(({ key }) => key === stated)?.key ?? null
  return promisedIn(plan, known).filter(({ scope }) => scope === 'environment' || scope === 'system')
}

function strictestOf(applying: readonly PlanObjective[]): Governing {
  return {
    rto: strictest(applying, (objective) => objective.rto),
    rpo: strictest(applying, (objective) => objective.rpo),
    mttr: strictest(applying, (objective) => objective.mttr),
  }
}

function strictest<T extends TimeTarget>(
  objectives: readonly PlanObjective[],
  targetOf: (objective: PlanObjective) => T | null,
): Governed<T> | null {
  const found = objectives.flatMap((objective) => {
    const target = targetOf(objective)
    return target ? [{ target, objective }] : []
  })
  const [first, ...others] = found.sort(
    (a, b) => a.target.target - b.target.target || (a.target.max ?? Infinity) - (b.target.max ?? Infinity) || 0,
  )
  return first ? { ...first, others } : null
}
