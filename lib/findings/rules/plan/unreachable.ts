import type { Found, PlanRule } from '@/lib/findings/model/rule'

const ABOUT: Pick<Found, 'subject' | 'assetKey'> = { subject: 'Contacts', assetKey: null }

/** Nobody to call, or nobody who could be reached. */
export const unreachable: PlanRule = {
  id: 'contacts',
  scope: 'plan',
  find: ({ plan }) => {
    if (plan.contacts.length === 0) {
      return [
        {
          ...ABOUT,
          about: 'none',
          severity: 'high',
          sentence: 'The plan names nobody to call.',
          planSays: 'Nothing.',
          found: 'No contact at all.',
          whatToDo: 'Write down who is called, with telephone and e-mail.',
        },
      ]
    }
    const without = plan.contacts.filter(({ phone, email, chat, link }) => !phone && !email && !chat && !link)
    if (without.length === 0) return []
    const all = without.length === plan.contacts.length
    return [
      {
        ...ABOUT,
        about: 'unreachable',
        severity: all ? 'high' : 'medium',
        sentence: all
          ? 'Not one of the contacts can be reached by what the plan says.'
          : `${without.length} of ${plan.contacts.length} contacts cannot be reached by what the plan says.`,
        planSays: 'Placeholders, or nothing.',
        found: `No telephone, address or link: ${without.map(({ title }) => title).join('; ')}.`,
        whatToDo: 'Fill in at least one way to reach each of them.',
        places: without.flatMap(({ toFillIn }) =>
          toFillIn.flatMap(({ placeholder, where }) => (placeholder ? [{ text: placeholder, where }] : [])),
        ),
      },
    ]
  },
}
