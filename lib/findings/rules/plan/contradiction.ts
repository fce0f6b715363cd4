import type { PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import { findContradictions } from '@/lib/plans/rules/contradictions'

/** Places of the plan that do not agree. */
export const contradiction: PlanRule = {
  id: 'contradiction',
  scope: 'plan',
  find: ({ plan }) =>
    findContradictions(plan).map(
      ({ subject, asset, contradiction: { id, severity, about, statements, toDecide } }) => ({
        about: id,
        severity,
        subject,
        sentence: `The plan says two things: ${lowerFirst(about)}.`,
        planSays: statements[0]?.text ?? '',
        found: statements
          .slice(1)
          .map(({ text }) => `Also: ${text}`)
          .join(' '),
        whatToDo: `Decide: ${lowerFirst(toDecide)}`,
        places: statements,
        assetKey: asset,
      }),
    ),
}
