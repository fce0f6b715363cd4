import type { PlanRule } from '@/lib/findings/model/rule'
import { runbookEstimate } from '@/lib/plans/rules/runbook'

/** One for the whole plan: without durations nothing tells whether a runbook fits its objective. */
export const noDurations: PlanRule = {
  id: 'runbook-over-objective',
  scope: 'plan',
  find: ({ plan }) => {
    const unknown = plan.runbooks.filter(
      (runbook) => runbook.kind === 'recovery' && runbook.estimate === null && runbookEstimate(runbook).without > 0,
    )
    if (unknown.length === 0) return []
    return [
      {
        about: 'durations',
        severity: 'low',
        subject: 'Runbooks',
        sentence: `Nothing tells whether ${unknown.length === 1 ? 'a runbook fits' : `${unknown.length} runbooks fit`} the RTO: steps state no duration.`,
        planSays: 'Nothing.',
        found: `Without durations: ${unknown.map(({ name }) => name).join('; ')}.`,
        whatToDo: 'Write what each step takes, from the next drill if nobody knows.',
        assetKey: null,
      },
    ]
  },
}
