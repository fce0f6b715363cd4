import type { PlanRule } from '@/lib/findings/model/rule'

/** Nobody told: what the plan does not state of communications. */
export const communications: PlanRule = {
  id: 'communications',
  scope: 'plan',
  find: ({ plan }) => {
    const { channels, cadence } = plan.communications
    const lacking = [
      channels.length === 0 ? 'channels' : '',
      cadence.length === 0 ? 'how often anybody is told' : '',
      cadence.some(({ when }) => when === 'first') || plan.severities.some(({ tellOutside }) => tellOutside)
        ? ''
        : 'when the first word is due',
    ].filter(Boolean)
    if (lacking.length === 0) return []
    return [
      {
        about: 'rules',
        severity: 'low',
        subject: 'Communications',
        sentence: `The plan does not state ${lacking.join(', nor ')}.`,
        planSays: cadence[0]?.says ?? 'Nothing.',
        found: 'No rule that a clock could follow.',
        whatToDo: 'State how soon and how often each audience hears something.',
        assetKey: null,
      },
    ]
  },
}
