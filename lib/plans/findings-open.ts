import { finding, lowerFirst } from '@/lib/plans/finding'
import type { Plan, PlanFinding, ToFillIn } from '@/lib/plans/types'

/** Values that the document leaves open. */
export function fillInFindings(plan: Plan): PlanFinding[] {
  const open: { subject: string; asset: string | null; item: ToFillIn }[] = [
    ...plan.review.toFillIn.map((item) => ({ subject: 'Plan document', asset: null, item })),
    ...plan.assets.flatMap(({ name, key, toFillIn }) => toFillIn.map((item) => ({ subject: name, asset: key, item }))),
  ]
  return open.map(({ subject, asset, item }) =>
    finding(plan, `${asset ?? 'review'}:${item.what}`, {
      kind: 'to-fill-in',
      severity: asset && item.placeholder ? 'medium' : 'low',
      subject,
      sentence: `To be filled in: ${lowerFirst(item.what)}.`,
      planSays: item.placeholder ?? 'Nothing.',
      found: item.placeholder ? 'A placeholder, not a value.' : 'The document leaves it out.',
      whatToDo: 'Ask the owner of the plan for the value and write it in.',
      places: item.placeholder ? [{ text: item.placeholder, where: item.where }] : [],
      asset,
    }),
  )
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
