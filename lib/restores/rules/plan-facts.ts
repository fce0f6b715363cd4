import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import type { PlanFacts } from '@/lib/restores/model/preflight'

/** What a plan says about restoring one of its assets; of several objectives the strictest governs. Pure. */
export function planFacts(plan: Plan, assetKey: string, revisionId: string): PlanFacts {
  const asset = plan.assets.find((one) => one.key === assetKey) ?? null
  const environment = plan.environments.find((one) => one.key === asset?.environment) ?? null
  const objectives = objectivesOf(plan, assetKey)
  const rpo = strictest(objectives, (one) => one.rpo?.target)
  const rto = strictest(objectives, (one) => one.rto?.target)
  return {
    asset: asset && { settings: asset.settings, toFillIn: asset.toFillIn, estimates: asset.estimates },
    environmentEstimates: environment?.estimates ?? [],
    approval: environment?.restoreApproval ?? null,
    rpo: rpo && { ...rpo, realTime: rpo.realTime },
    rto: rto && { ms: rto.ms, name: rto.name },
    revisionId,
  }
}

/** The objectives that hold for an asset: those that name it, else those of its environment or of the whole system. */
function objectivesOf(plan: Plan, assetKey: string): PlanObjective[] {
  const naming = plan.objectives.filter((one) => one.covers.includes(assetKey))
  if (naming.length > 0) return naming
  const environment = plan.assets.find((one) => one.key === assetKey)?.environment ?? null
  return plan.objectives.filter((one) =>
    one.scope === 'system'
      ? true
      : one.scope === 'environment' && environment !== null && one.environment === environment,
  )
}

function strictest(objectives: readonly PlanObjective[], target: (one: PlanObjective) => number | undefined) {
  let found: { ms: number; name: string; realTime: boolean } | null = null
  for (const one of objectives) {
    const ms = target(one)
    if (ms === undefined || (found && found.ms <= ms)) continue
    found = { ms, name: one.name, realTime: one.rpo?.realTime ?? false }
  }
  return found
}
