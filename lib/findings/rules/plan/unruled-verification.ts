import type { PlanRule } from '@/lib/findings/model/rule'
import { placesOf } from '@/lib/findings/rules/facts/words'

/** Verifications that nothing judges. */
export const unruledVerification: PlanRule = {
  id: 'no-rule',
  scope: 'plan',
  find: ({ plan }) => {
    const checks = plan.verifications.filter(({ expect }) => expect === null)
    if (checks.length === 0) return []
    return [
      {
        about: 'verifications',
        severity: 'medium',
        subject: 'Verification',
        sentence: `${checks.length === 1 ? 'A verification has' : `${checks.length} verifications have`} no rule: nothing says when it failed.`,
        planSays: checks.map(({ name }) => name).join('; '),
        found: 'Looked at, counted or run, and compared with nothing.',
        whatToDo: 'Write what is expected, such as a count not below the last known one.',
        places: placesOf(checks.map(({ source }) => source)),
        assetKey: null,
      },
    ]
  },
}
