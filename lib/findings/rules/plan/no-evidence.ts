import type { PlanRule } from '@/lib/findings/model/rule'
import { unevidenced } from '@/lib/findings/rules/facts/unevidenced'

/** Demands of a framework that nothing shows to be met. */
export const noEvidence: PlanRule = {
  id: 'no-evidence',
  scope: 'plan',
  find: ({ plan }) =>
    unevidenced(plan).map(({ requirement, lacking }) => {
      const none = lacking.length === 0
      return {
        about: requirement.id,
        severity: 'medium',
        subject: requirement.framework,
        sentence: none
          ? `Nothing is named as evidence for ${requirement.framework}.`
          : `The evidence for ${requirement.framework} does not exist yet.`,
        planSays: requirement.requirement,
        found: none ? 'No evidence.' : `${lacking.join('; ')}.`,
        whatToDo: none ? 'Name what satisfies it.' : 'Schedule the drill, hold it, and keep its record.',
        places: [{ text: requirement.source.says, where: requirement.source.section }],
        assetKey: null,
      }
    }),
}
