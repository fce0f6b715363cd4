import type { PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'

/** Scenarios that nothing answers. */
export const noRunbook: PlanRule = {
  id: 'no-runbook',
  scope: 'plan',
  find: ({ plan }) =>
    plan.scenarios
      .filter(({ runbook }) => runbook === null)
      .map((scenario) => ({
        about: scenario.id,
        severity: 'medium',
        subject: scenario.name,
        sentence: `No runbook answers ${lowerFirst(scenario.name)}.`,
        planSays: scenario.source.says,
        found: 'The scenario is named; what to do is not.',
        whatToDo: 'Write a runbook for it, or name the one that answers it.',
        places: [{ text: scenario.source.says, where: scenario.source.section }],
        assetKey: scenario.assets[0] ?? null,
      })),
}
