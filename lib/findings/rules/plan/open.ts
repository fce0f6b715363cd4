import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { finding, lowerFirst } from '@/lib/findings/rules/plan/finding'
import type { ToFillIn } from '@/lib/plans/model/base'
import type { Plan } from '@/lib/plans/model/plan'

/** Values that the document leaves open. */
export function fillInFindings(plan: Plan): PlanFinding[] {
  const open: { subject: string; asset: string | null; item: ToFillIn }[] = [
    ...plan.review.toFillIn.map((item) => ({ subject: 'Plan document', asset: null, item })),
    ...plan.assets.flatMap(({ name, key, toFillIn }) => toFillIn.map((item) => ({ subject: name, asset: key, item }))),
  ]
  return [...open.map((one) => fillIn(plan, one)), ...blanksTogether(plan)]
}

function fillIn(
  plan: Plan,
  { subject, asset, item }: { subject: string; asset: string | null; item: ToFillIn },
): PlanFinding {
  return finding(plan, `${asset ?? 'review'}:${item.what}`, {
    kind: 'to-fill-in',
    severity: asset && item.placeholder ? 'medium' : 'low',
    subject,
    sentence: `To be filled in: ${lowerFirst(item.what)}.`,
    planSays: item.placeholder ?? 'Nothing.',
    found: item.placeholder ? 'A placeholder, not a value.' : 'The document leaves it out.',
    whatToDo: 'Ask the owner of the plan for the value and write it in.',
    places: item.placeholder ? [{ text: item.placeholder, where: item.where }] : [],
    asset,
  })
}

/** Blanks of contacts, channels, resources and steps: many, alike, and read together. */
function blanksTogether(plan: Plan): PlanFinding[] {
  const groups: [about: string, subject: string, items: ToFillIn[]][] = [
    ['contacts', 'Contacts', plan.contacts.flatMap(named)],
    ['channels', 'Channels', plan.communications.channels.flatMap(named)],
    ['resources', 'Resources', plan.resources.flatMap(named)],
    ['steps', 'Steps of runbooks', plan.runbooks.flatMap(({ steps }) => steps.flatMap(({ toFillIn }) => toFillIn))],
  ]
  return groups
    .filter(([, , items]) => items.length > 0)
    .map(([about, subject, items]) =>
      finding(plan, about, {
        kind: 'to-fill-in',
        severity: 'low',
        subject,
        sentence: `To be filled in: ${items.length === 1 ? 'a value' : `${items.length} values`} of ${lowerFirst(subject)}.`,
        planSays: [...new Set(items.flatMap(({ placeholder }) => placeholder ?? []))].join(', ') || 'Nothing.',
        found: `Open: ${items.map(({ what }) => what).join('; ')}.`,
        whatToDo: 'Ask the owner of the plan for the values and write them in.',
        places: items.flatMap(({ placeholder, where }) => (placeholder ? [{ text: placeholder, where }] : [])),
        asset: null,
      }),
    )
}

function named({ toFillIn, ...rest }: { toFillIn: ToFillIn[]; title?: string; name: string | null }): ToFillIn[] {
  return toFillIn.map((item) => ({ ...item, what: `${rest.title ?? rest.name}: ${lowerFirst(item.what)}` }))
}

/** Facts that the plan assumes beyond its document, one finding a group. */
export function assumptionFindings(plan: Plan): PlanFinding[] {
  const groups: [string, string[]][] = [
    ['the account', plan.system.account.assumed],
    ['environments', plan.environments.flatMap(({ name, assumed }) => assumed.map((fact) => `${name}: ${fact}`))],
    ['assets', plan.assets.filter(({ assumed }) => assumed).map(({ name, identifier }) => `${name}: ${identifier}`)],
    [
      'objectives',
      plan.objectives.filter(({ coversAssumed }) => coversAssumed).map(({ name }) => `${name}: what it covers`),
    ],
    ['backups', plan.backups.flatMap(({ name, assumed }) => assumed.map((fact) => `${name}: ${fact}`))],
    [
      'scenarios',
      plan.scenarios.filter(({ assetsAssumed }) => assetsAssumed).map(({ name }) => `${name}: what it hits`),
    ],
    ['steps', assumedOfSteps(plan)],
    ['severities', plan.severities.flatMap(({ name, assumed }) => assumed.map((fact) => `${name}: ${fact}`))],
    [
      'alarms',
      plan.detection.filter(({ alarm }) => alarm?.assumed).map(({ name, alarm }) => `${name}: ${alarm?.metric}`),
    ],
  ]
  return groups
    .filter(([, facts]) => facts.length > 0)
    .map(([group, facts]) =>
      finding(plan, group, {
        kind: 'assumed',
        severity: 'low',
        subject: `Assumed of ${group}`,
        sentence: `The document does not state ${facts.length === 1 ? 'a fact' : `${facts.length} facts`} of ${group} that Tidemark works with.`,
        planSays: 'Nothing.',
        found: `Assumed: ${facts.join(', ')}.`,
        whatToDo: 'Confirm or correct them with the owner of the plan.',
        places: [],
        asset: null,
      }),
    )
}

/** By runbook, not by step: the owners of most steps are assumed. */
function assumedOfSteps(plan: Plan): string[] {
  return plan.runbooks.flatMap(({ name, steps }) => {
    const facts = [...new Set(steps.flatMap(({ assumed }) => assumed))]
    return facts.map((fact) => {
      const many = steps.filter(({ assumed }) => assumed.includes(fact)).length
      return `${name}: ${fact} of ${many === 1 ? 'a step' : `${many} steps`}`
    })
  })
}
