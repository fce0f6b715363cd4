import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { backupFindings, restoreFindings } from '@/lib/findings/rules/plan/backups'
import { careFindings } from '@/lib/findings/rules/plan/care'
import { collisionFindings } from '@/lib/findings/rules/plan/collisions'
import { designFindings } from '@/lib/findings/rules/plan/design'
import { drillFindings } from '@/lib/findings/rules/plan/drills'
import { finding, lowerFirst } from '@/lib/findings/rules/plan/finding'
import { assumptionFindings, fillInFindings } from '@/lib/findings/rules/plan/open'
import { peopleFindings } from '@/lib/findings/rules/plan/people'
import { runbookFindings } from '@/lib/findings/rules/plan/runbooks'
import { verificationFindings } from '@/lib/findings/rules/plan/verification'
import type { Plan } from '@/lib/plans/model/plan'
import { findContradictions } from '@/lib/plans/rules/contradictions'
import { governing, governingIn } from '@/lib/plans/rules/governing'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'
import { findingRank } from '@/lib/vocabulary/severities'

/** What of a plan a person has to settle, before anything of the account is looked at. Worst first, then in the plan's order. */
export function staticFindings(plan: Plan, now: number): PlanFinding[] {
  const found = [
    ...contradictionFindings(plan),
    ...backupFindings(plan),
    ...restoreFindings(plan),
    ...estimateFindings(plan),
    ...objectiveFindings(plan),
    ...noRpoFindings(plan),
    ...designFindings(plan),
    ...runbookFindings(plan),
    ...peopleFindings(plan),
    ...drillFindings(plan),
    ...verificationFindings(plan),
    ...collisionFindings(plan),
    ...careFindings(plan),
    ...fillInFindings(plan),
    ...assumptionFindings(plan),
    ...reviewFindings(plan, now),
  ]
  return found.sort((a, b) => findingRank(a.severity) - findingRank(b.severity))
}

function contradictionFindings(plan: Plan): PlanFinding[] {
  return findContradictions(plan).map(({ subject, asset, contradiction }) =>
    finding(plan, contradiction.id, {
      kind: 'contradiction',
      severity: contradiction.severity,
      subject,
      sentence: `The plan says two things: ${lowerFirst(contradiction.about)}.`,
      planSays: contradiction.statements[0]?.text ?? '',
      found: contradiction.statements
        .slice(1)
        .map(({ text }) => `Also: ${text}`)
        .join(' '),
      whatToDo: `Decide: ${lowerFirst(contradiction.toDecide)}`,
      places: contradiction.statements,
      asset,
    }),
  )
}

function estimateFindings(plan: Plan): PlanFinding[] {
  const ofWhole = plan.environments.flatMap(({ key, estimates }) => {
    const objective = governingIn(plan, key).rto?.objective
    return estimates.map((estimate) => ({ estimate, objective, asset: null as string | null }))
  })
  const ofAssets = plan.assets.flatMap(({ key, estimates }) =>
    estimates.map((estimate) => ({ estimate, objective: governing(plan, key).rto?.objective, asset: key })),
  )
  return [...ofWhole, ...ofAssets].flatMap(({ estimate, objective, asset }) => {
    const target = objective?.rto?.target
    if (!objective || target === undefined || estimate.high <= target) return []
    const range = `${formatDuration(estimate.low)} to ${formatDuration(estimate.high)}`
    return finding(plan, estimate.of, {
      kind: 'estimate-over-objective',
      severity: 'medium',
      subject: estimate.of,
      sentence: `By the plan's own estimate ${lowerFirst(estimate.of)} takes longer than the RTO of ${objective.name} allows.`,
      planSays: `RTO ${formatDuration(target)} for ${objective.name}.`,
      found: `The plan estimates ${range}.`,
      whatToDo: 'Shorten the recovery, or agree an RTO for this case.',
      places: [
        { text: `RTO ${formatDuration(target)}.`, where: objective.source.section },
        { text: `${estimate.of}: ${range}.`, where: estimate.where },
      ],
      asset,
    })
  })
}

function objectiveFindings(plan: Plan): PlanFinding[] {
  return plan.objectives
    .filter(({ rpo, covers }) => rpo && covers.length === 0)
    .map((objective) =>
      finding(plan, objective.id, {
        kind: 'no-asset',
        severity: 'medium',
        subject: objective.name,
        sentence: `The RPO of ${objective.name} names no place where the data is kept, so nothing can observe it.`,
        planSays: objective.source.says,
        found: 'No asset of the plan stands for it.',
        whatToDo: 'Name the database, bucket or store that holds this data.',
        places: [{ text: objective.source.says, where: objective.source.section }],
        asset: null,
      }),
    )
}

/** Tiers that say how long they may be down, and never how much data they may lose: one for the plan, listing them. */
function noRpoFindings(plan: Plan): PlanFinding[] {
  const without = plan.objectives.filter(({ scope, rto, rpo }) => scope === 'tier' && rto && !rpo)
  const [first] = without
  if (!first) return []
  return [
    finding(plan, 'tiers', {
      kind: 'no-rpo',
      severity: 'low',
      subject: 'Objectives',
      sentence: `${without.length === 1 ? 'A tier has' : `${without.length} tiers have`} an RTO and no RPO.`,
      planSays: without.map(({ name }) => name).join('; '),
      found: 'How much data they may lose is not stated; the RPO of a component may hold for some of them.',
      whatToDo: 'State an RPO for each tier, or which component’s RPO holds for it.',
      places: without.map(({ source }) => ({ text: source.says, where: source.section })),
      asset: null,
    }),
  ]
}

function reviewFindings(plan: Plan, now: number): PlanFinding[] {
  const { nextReview, lastUpdated, every, frequency } = plan.review
  const last = lastUpdated ? parseDay(lastUpdated) : null
  const due = nextReview ? parseDay(nextReview) : last !== null && every !== null ? last + every : null
  const about = {
    kind: 'review' as const,
    severity: 'low' as const,
    subject: 'Plan review',
    places: [],
    asset: null,
  }
  if (due === null) {
    const rhythm = frequency ? ` It asks for a ${frequency} review.` : ''
    return [
      finding(plan, 'date', {
        ...about,
        sentence: 'The plan does not say when it is reviewed next.',
        planSays: frequency ? `Review ${frequency}.` : 'Nothing.',
        found:
          last === null
            ? 'No day of a last update, none of a next review.'
            : `Last updated ${formatDay(last, now)}; no next review.`,
        whatToDo: `Agree the day of the next review.${rhythm}`,
      }),
    ]
  }
  if (due >= now) return []
  return [
    finding(plan, 'overdue', {
      ...about,
      sentence: `The review of the plan is overdue by ${formatDuration(now - due, 1)}.`,
      planSays: nextReview
        ? `Review by ${formatDay(due, now)}.`
        : `Review ${frequency}; last updated ${last === null ? 'unknown' : formatDay(last, now)}.`,
      found: `Overdue ${formatDuration(now - due, 1)}.`,
      whatToDo: 'Review the plan and write down the day of the next one.',
    }),
  ]
}
