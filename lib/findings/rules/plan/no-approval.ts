import type { Found, PlanRule } from '@/lib/findings/model/rule'
import type { Plan } from '@/lib/plans/model/plan'
import type { Runbook, RunbookStep } from '@/lib/plans/model/recovery'
import { restoreApprovalFor } from '@/lib/plans/rules/approval'

/** A restore that the plan lets nobody start alone, and a runbook that starts it without asking. */
export const noApproval: PlanRule = {
  id: 'no-approval',
  scope: 'plan',
  find: ({ plan }) => plan.runbooks.flatMap((runbook) => withoutApproval(plan, runbook)),
}

function withoutApproval(plan: Plan, runbook: Runbook): Found[] {
  if (runbook.kind !== 'recovery') return []
  const unasked = runbook.steps.find(({ restore, id }) => {
    if (!restore || !restoreApprovalFor(plan, restore.asset)) return false
    return !before(runbook, id).some(({ kind }) => kind === 'approval')
  })
  const approval = unasked?.restore && restoreApprovalFor(plan, unasked.restore.asset)
  if (!unasked || !approval) return []
  return [
    {
      about: runbook.id,
      severity: 'high',
      subject: runbook.name,
      sentence: `${runbook.name} restores without the approval that the plan demands.`,
      planSays: approval.source.says,
      found: `No step before “${unasked.name}” asks for it.`,
      whatToDo: `Put a step before it in which ${approval.by} agrees.`,
      places: [
        { text: approval.source.says, where: approval.source.section },
        { text: runbook.source.says, where: runbook.source.section },
      ],
      assetKey: unasked.restore?.asset ?? null,
    },
  ]
}

/** Every step that a step waits for, directly or by way of others. */
function before({ steps }: Runbook, id: string): RunbookStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const found = new Set<string>()
  const queue = [...(byId.get(id)?.after ?? [])]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue
    found.add(next)
    queue.push(...(byId.get(next)?.after ?? []))
  }
  return steps.filter((step) => found.has(step.id))
}
