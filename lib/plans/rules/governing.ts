import type { RestoreApproval } from '@/lib/plans/model/base'
import type { PlanObjective, RpoTarget, TimeTarget } from '@/lib/plans/model/objectives'

/** The target that governs an asset, the objective it comes from, and every other objective that sets one: all are shown. */
export type Governed<T> = { target: T; objective: PlanObjective; others: { target: T; objective: PlanObjective }[] }

/** What governs an asset; null where no objective sets such a target for it. */
export type Governing = {
  rto: Governed<TimeTarget> | null
  rpo: Governed<RpoTarget> | null
  mttr: Governed<TimeTarget> | null
}

/**
 * Finds the objectives that apply to an asset. Where several do, the stricter governs (the shorter target, then the
 * shorter maximum, then the one the plan names first); for the RPO "real time" is the strictest of all.
 *
 * @param objectives the objectives of one plan
 * @param assetKey the asset's key in that plan
 */
export function governing(objectives: PlanObjective[], assetKey: string): Governing {
  const applying = objectives.filter((objective) => objective.covers.includes(assetKey))
  return {
    rto: strictest(applying, (objective) => objective.rto),
    rpo: strictest(applying, (objective) => objective.rpo),
    mttr: strictest(applying, (objective) => objective.mttr),
  }
}

/** Who has to agree before an asset is restored; null where the plan asks for nobody. */
export function restoreApprovalFor(
  plan: {
    environments: { key: string; restoreApproval: RestoreApproval | null }[]
    assets: { key: string; environment: string | null }[]
  },
  assetKey: string,
): RestoreApproval | null {
  const asset = plan.assets.find(({ key }) => key === assetKey)
  // An asset of no stated environment is held to the strictest: any environment that asks for approval.
  const concerned = plan.environments.filter(({ key }) => !asset?.environment || key === asset.environment)
  return concerned.find(({ restoreApproval }) => restoreApproval)?.restoreApproval ?? null
}

function strictest<T extends TimeTarget>(
  objectives: PlanObjective[],
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
