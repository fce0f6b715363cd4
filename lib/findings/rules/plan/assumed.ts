import type { PlanRule } from '@/lib/findings/model/rule'
import type { Plan } from '@/lib/plans/model/plan'

/** Facts that the plan assumes beyond its document, one finding a group. */
export const assumed: PlanRule = {
  id: 'assumed',
  scope: 'plan',
  find: ({ plan }) =>
    assumptionsOf(plan)
      .filter(([, facts]) => facts.length > 0)
      .map(([group, facts]) => ({
        about: group,
        severity: 'low',
        subject: `Assumed of ${group}`,
        sentence: `The document does not state ${facts.length === 1 ? 'a fact' : `${facts.length} facts`} of ${group} that Tidemark works with.`,
        planSays: 'Nothing.',
        found: `Assumed: ${facts.join(', ')}.`,
        whatToDo: 'Confirm or correct them with the owner of the plan.',
        assetKey: null,
      })),
}

function assumptionsOf(plan: Plan): [group: string, facts: string[]][] {
  return [
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
