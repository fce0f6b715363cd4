import type { PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import { governing, governingIn } from '@/lib/plans/rules/governing'
import { formatDuration } from '@/lib/time/durations'

/** Recoveries that by the plan's own estimate take longer than its RTO. */
export const estimateOverObjective: PlanRule = {
  id: 'estimate-over-objective',
  scope: 'plan',
  find: ({ plan }) => {
    const ofWhole = plan.environments.flatMap(({ key, estimates }) => {
      const objective = governingIn(plan, key).rto?.objective
      return estimates.map((estimate) => ({ estimate, objective, assetKey: null as string | null }))
    })
    const ofAssets = plan.assets.flatMap(({ key, estimates }) =>
      estimates.map((estimate) => ({ estimate, objective: governing(plan, key).rto?.objective, assetKey: key })),
    )
    return [...ofWhole, ...ofAssets].flatMap(({ estimate, objective, assetKey }) => {
      const target = objective?.rto?.target
      if (!objective || target === undefined || estimate.high <= target) return []
      const range = `${formatDuration(estimate.low)} to ${formatDuration(estimate.high)}`
      return {
        about: estimate.of,
        severity: 'medium' as const,
        subject: estimate.of,
        sentence: `By the plan's own estimate ${lowerFirst(estimate.of)} takes longer than the RTO of ${objective.name} allows.`,
        planSays: `RTO ${formatDuration(target)} for ${objective.name}.`,
        found: `The plan estimates ${range}.`,
        whatToDo: 'Shorten the recovery, or agree an RTO for this case.',
        places: [
          { text: `RTO ${formatDuration(target)}.`, where: objective.source.section },
          { text: `${estimate.of}: ${range}.`, where: estimate.where },
        ],
        assetKey,
      }
    })
  },
}
