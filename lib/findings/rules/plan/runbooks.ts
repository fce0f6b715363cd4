import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { backupFor, neededBackup } from '@/lib/findings/rules/plan/backups'
import { finding, lowerFirst } from '@/lib/findings/rules/plan/finding'
import type { Plan } from '@/lib/plans/model/plan'
import type { Runbook, RunbookStep } from '@/lib/plans/model/recovery'
import { restoreApprovalFor } from '@/lib/plans/rules/approval'
import { governingTogether } from '@/lib/plans/rules/governing'
import { runbookEstimate } from '@/lib/plans/rules/runbook'
import { formatDuration } from '@/lib/time/durations'

/** Scenarios that nothing answers, runbooks that cannot do what they are for. */
export function runbookFindings(plan: Plan): PlanFinding[] {
  return [
    ...unanswered(plan),
    ...plan.runbooks.flatMap((runbook) => overObjective(plan, runbook)),
    ...plan.runbooks.flatMap((runbook) => withoutApproval(plan, runbook)),
    ...plan.runbooks.flatMap((runbook) => withoutBackup(plan, runbook)),
    ...withoutDurations(plan),
    ...onlyByItself(plan),
  ]
}

function unanswered(plan: Plan): PlanFinding[] {
  return plan.scenarios
    .filter(({ runbook }) => runbook === null)
    .map((scenario) =>
      finding(plan, scenario.id, {
        kind: 'no-runbook',
        severity: 'medium',
        subject: scenario.name,
        sentence: `No runbook answers ${lowerFirst(scenario.name)}.`,
        planSays: scenario.source.says,
        found: 'The scenario is named; what to do is not.',
        whatToDo: 'Write a runbook for it, or name the one that answers it.',
        places: [{ text: scenario.source.says, where: scenario.source.section }],
        asset: scenario.assets[0] ?? null,
      }),
    )
}

/** By its own steps, or by the document's estimate of it; an estimate that stands with an asset or environment is told there. */
function overObjective(plan: Plan, runbook: Runbook): PlanFinding[] {
  const rto = strictestRto(plan, runbook)
  if (runbook.kind !== 'recovery' || !rto) return []
  const target = formatDuration(rto.target)
  const base = {
    kind: 'runbook-over-objective' as const,
    severity: 'high' as const,
    subject: runbook.name,
    planSays: `RTO ${target} for ${rto.name}.`,
    whatToDo: 'Shorten the runbook, let steps run side by side, or agree another RTO.',
    asset: runbook.assets[0] ?? null,
  }
  const quoted = { text: `RTO ${target}.`, where: rto.where }
  const { stated, without } = runbookEstimate(runbook)
  if (stated > rto.target) {
    const least = without > 0 ? 'at least ' : ''
    return [
      finding(plan, runbook.id, {
        ...base,
        sentence: `The steps of ${lowerFirst(runbook.name)} add up to ${least}${formatDuration(stated)}, more than the RTO of ${target}.`,
        found: `${least ? 'At least ' : ''}${formatDuration(stated)} along the longest way${without > 0 ? `; ${without} steps state no duration` : ''}.`,
        places: [quoted, { text: runbook.source.says, where: runbook.source.section }],
      }),
    ]
  }
  const { estimate } = runbook
  const elsewhere = [...plan.environments, ...plan.assets].flatMap(({ estimates }) => estimates)
  if (!estimate || estimate.high <= rto.target || elsewhere.some(({ of }) => of === estimate.of)) return []
  const range = `${formatDuration(estimate.low)} to ${formatDuration(estimate.high)}`
  return [
    finding(plan, runbook.id, {
      ...base,
      severity: 'medium',
      sentence: `By the plan's own estimate ${lowerFirst(runbook.name)} takes longer than the RTO of ${target} allows.`,
      found: `The plan estimates ${range}.`,
      places: [quoted, { text: `${estimate.of}: ${range}.`, where: estimate.where }],
    }),
  ]
}

function strictestRto(plan: Plan, { assets }: Runbook) {
  const { rto } = governingTogether(plan, assets)
  return rto ? { target: rto.target.target, name: rto.objective.name, where: rto.objective.source.section } : null
}

/** A restore that the plan lets nobody start alone, and a runbook that starts it without asking. */
function withoutApproval(plan: Plan, runbook: Runbook): PlanFinding[] {
  if (runbook.kind !== 'recovery') return []
  const unasked = runbook.steps.find(({ restore, id }) => {
    if (!restore || !restoreApprovalFor(plan, restore.asset)) return false
    return !before(runbook, id).some(({ kind }) => kind === 'approval')
  })
  const approval = unasked?.restore && restoreApprovalFor(plan, unasked.restore.asset)
  if (!unasked || !approval) return []
  return [
    finding(plan, runbook.id, {
      kind: 'no-approval',
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
      asset: unasked.restore?.asset ?? null,
    }),
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

/** Steps that need a kind of backup that no policy makes; what `restores` of the asset says already is left to that. */
function withoutBackup(plan: Plan, runbook: Runbook): PlanFinding[] {
  return runbook.steps.flatMap((step) => {
    const { restore } = step
    const asset = plan.assets.find(({ key }) => key === restore?.asset)
    if (!restore || !asset || asset.restores.some(({ needs }) => needs === restore.needs)) return []
    if (backupFor(plan, asset, { needs: restore.needs, atLeastEvery: null })) return []
    return finding(plan, `${runbook.id}:${step.id}`, {
      kind: 'restore-without-backup',
      severity: 'high',
      subject: runbook.name,
      sentence: `“${step.name}” of ${lowerFirst(runbook.name)} needs ${neededBackup(restore.needs)} of ${lowerFirst(asset.name)}, which no policy of the plan makes.`,
      planSays: step.text,
      found: 'No backup of this kind is stated.',
      whatToDo: 'State that backup with its schedule, or let the step use one that is stated.',
      places: [{ text: runbook.source.says, where: runbook.source.section }],
      asset: asset.key,
    })
  })
}

/** One for the whole plan: without durations nothing tells whether a runbook fits its objective. */
function withoutDurations(plan: Plan): PlanFinding[] {
  const unknown = plan.runbooks.filter(
    (runbook) => runbook.kind === 'recovery' && runbook.estimate === null && runbookEstimate(runbook).without > 0,
  )
  if (unknown.length === 0) return []
  return [
    finding(plan, 'durations', {
      kind: 'runbook-over-objective',
      severity: 'low',
      subject: 'Runbooks',
      sentence: `Nothing tells whether ${unknown.length === 1 ? 'a runbook fits' : `${unknown.length} runbooks fit`} the RTO: steps state no duration.`,
      planSays: 'Nothing.',
      found: `Without durations: ${unknown.map(({ name }) => name).join('; ')}.`,
      whatToDo: 'Write what each step takes, from the next drill if nobody knows.',
      places: [],
      asset: null,
    }),
  ]
}

/** What acts by itself and that nobody could do by hand on the day it does not. */
function onlyByItself(plan: Plan): PlanFinding[] {
  const { automation } = plan
  const alone = automation?.actions.filter(({ runbook }) => runbook === null) ?? []
  if (!automation || alone.length === 0) return []
  return [
    finding(plan, 'automation-by-hand', {
      kind: 'no-runbook',
      severity: 'low',
      subject: 'Automation',
      sentence: `${alone.length === 1 ? 'An automatic action has' : `${alone.length} automatic actions have`} no runbook by hand.`,
      planSays: alone.map(({ says }) => says).join(' '),
      found: 'Nothing says how it is done when the automation does not act.',
      whatToDo: 'Name the runbook that does the same by hand, or write one.',
      places: [{ text: automation.source.says, where: automation.source.section }],
      asset: alone[0]?.assets[0] ?? null,
    }),
  ]
}
