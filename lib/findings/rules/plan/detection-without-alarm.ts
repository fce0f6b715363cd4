import type { PlanRule } from '@/lib/findings/model/rule'
import { placesOf } from '@/lib/findings/rules/facts/words'

/** Detection that is said to work by itself and names nothing that could be looked for in the account. */
export const detectionWithoutAlarm: PlanRule = {
  id: 'no-rule',
  scope: 'plan',
  find: ({ plan }) => {
    const unnamed = plan.detection.filter(({ how, alarm }) => how === 'automated' && alarm === null)
    if (unnamed.length === 0) return []
    return [
      {
        about: 'detection',
        severity: 'low',
        subject: 'Detection',
        sentence: `${unnamed.length === 1 ? 'A way' : `${unnamed.length} ways`} of noticing trouble by itself ${unnamed.length === 1 ? 'names' : 'name'} no alarm.`,
        planSays: unnamed.map(({ name }) => name).join('; '),
        found: 'Nothing that could be looked for in the account, so nobody learns when it stops watching.',
        whatToDo: 'Name the alarm with its metric, or say what else watches.',
        places: placesOf(unnamed.map(({ source }) => source)),
        assetKey: null,
      },
    ]
  },
}
