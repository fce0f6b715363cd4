import type { Plan } from '@/lib/plans/model/plan'
import { governing } from '@/lib/plans/rules/governing'
import type { PlanFacts } from '@/lib/restores/model/preflight'

/** What a plan says about restoring an asset that is filed under its system, named by the plan or only found. */
export function planFacts(plan: Plan, assetKey: string, revisionId: string): PlanFacts {
  const asset = plan.assets.find((one) => one.key === assetKey) ?? null
  const environment = plan.environments.find((one) => one.key === asset?.environment) ?? null
  const { rpo, rto } = governing(plan, assetKey)
  return {
    asset: asset && { settings: asset.settings, toFillIn: asset.toFillIn, estimates: asset.estimates },
    environmentEstimates: environment?.estimates ?? [],
    rpo: rpo && { ms: rpo.target.target, name: rpo.objective.name, realTime: rpo.target.realTime },
    rto: rto && { ms: rto.target.target, name: rto.objective.name },
    revisionId,
  }
}
