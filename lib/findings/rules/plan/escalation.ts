import type { Found, PlanRule } from '@/lib/findings/model/rule'

const ABOUT: Pick<Found, 'severity' | 'subject' | 'assetKey'> = {
  severity: 'medium',
  subject: 'Escalation',
  assetKey: null,
}

/** A path of escalation that is not there, or cannot be followed. */
export const escalation: PlanRule = {
  id: 'contacts',
  scope: 'plan',
  find: ({ plan }) => {
    const steps = plan.escalation
    if (steps.length === 0) {
      if (plan.severities.some(({ escalateTo }) => escalateTo !== null)) return []
      return [
        {
          ...ABOUT,
          about: 'no-escalation',
          sentence: 'The plan states no path of escalation.',
          planSays: 'Nothing.',
          found: 'No step, and no severity says to whom it goes.',
          whatToDo: 'State who is called after how long.',
        },
      ]
    }
    const untimed = steps.filter(({ from, to, orWhen }) => from === null && to === null && orWhen === null)
    const nobody = steps.filter(({ contact }) => contact === null)
    if (untimed.length + nobody.length === 0) return []
    const parts = [
      untimed.length > 0 ? `Without a time: ${untimed.map(({ who }) => who).join('; ')}.` : '',
      nobody.length > 0 ? `Without a contact: ${nobody.map(({ who }) => who).join('; ')}.` : '',
    ]
    const source = steps[0]?.source
    return [
      {
        ...ABOUT,
        about: 'escalation',
        sentence: 'The path of escalation cannot be followed as it stands.',
        planSays: source?.says ?? '',
        found: parts.filter(Boolean).join(' '),
        whatToDo: 'Say after how many minutes each step is taken, and how each is reached.',
        places: source ? [{ text: source.says, where: source.section }] : [],
      },
    ]
  },
}
