import type { Found, PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import type { Plan } from '@/lib/plans/model/plan'
import type { Runbook } from '@/lib/plans/model/recovery'
import { governingTogether } from '@/lib/plans/rules/governing'
import { runbookEstimate } from '@/lib/plans/rules/runbook'
import { formatDuration } from '@/lib/time/durations'

/** Runbooks that take longer than the strictest RTO of what they recover. */
export const runbookOverObjective: PlanRule = {
  id: 'runbook-over-objective',
  scope: 'plan',
  find: ({ plan }) => plan.runbooks.flatMap((runbook) => overObjective(plan, runbook)),
}

/** By its own steps, or by the document's estimate of it; an estimate that stands with an asset or environment is told there. */
function overObjective(plan: Plan, runbook: Runbook): Found[] {
  const rto = strictestRto(plan, runbook)
  if (runbook.kind !== 'recovery' || !rto) return []
  const target = formatDuration(rto.target)
  const base = {
    about: runbook.id,
    severity: 'high' as const,
    subject: runbook.name,
    planSays: `RTO ${target} for ${rto.name}.`,
    whatToDo: 'Shorten the runbook, let steps run side by side, or agree another RTO.',
    assetKey: runbook.assets[0] ?? null,
  }
  const quoted = { text: `RTO ${target}.`, where: rto.where }
  const { stated, without } = runbookEstimate(runbook)
  if (stated > rto.target) {
    const least = without > 0 ? 'at least ' : ''
    return [
      {
        ...base,
        sentence: `The steps of ${lowerFirst(runbook.name)} add up to ${least}${formatDuration(stated)}, more than the RTO of ${target}.`,
        found: `${least ? 'At least ' : ''}${formatDuration(stated)} along the longest way${without > 0 ? `; ${without} steps state no duration` : ''}.`,
        places: [quoted, { text: runbook.source.says, where: runbook.source.section }],
      },
    ]
  }
  const { estimate } = runbook
  const elsewhere = [...plan.environments, ...plan.assets].flatMap(({ estimates }) => estimates)
  if (!estimate || estimate.high <= rto.target || elsewhere.some(({ of }) => of === estimate.of)) return []
  const range = `${formatDuration(estimate.low)} to ${formatDuration(estimate.high)}`
  return [
    {
      ...base,
      severity: 'medium',
      sentence: `By the plan's own estimate ${lowerFirst(runbook.name)} takes longer than the RTO of ${target} allows.`,
      found: `The plan estimates ${range}.`,
      places: [quoted, { text: `${estimate.of}: ${range}.`, where: estimate.where }],
    },
  ]
}

function strictestRto(plan: Plan, { assets }: Runbook) {
  const { rto } = governingTogether(plan, assets)
  return rto ? { target: rto.target.target, name: rto.objective.name, where: rto.objective.source.section } : null
}
