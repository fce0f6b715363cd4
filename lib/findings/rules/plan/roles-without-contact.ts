import type { PlanRule } from '@/lib/findings/model/rule'

/** The roles an incident cannot do without. */
const NEEDED = new Set(['incident-commander', 'database-administrator'])

/** Roles of a recovery that have nobody the plan could call. */
export const rolesWithoutContact: PlanRule = {
  id: 'contacts',
  scope: 'plan',
  find: ({ plan }) => {
    const named = new Set(plan.contacts.map(({ role }) => role))
    const without = plan.roles.filter(({ id }) => !named.has(id))
    const missing = [...NEEDED].filter((stands) => !plan.roles.some((role) => role.stands === stands))
    if (plan.contacts.length === 0 || without.length + missing.length === 0) return []
    const grave = missing.length > 0 || without.some(({ stands }) => stands !== null && NEEDED.has(stands))
    const parts = [
      without.length > 0 ? `No contact: ${without.map(({ name }) => name).join('; ')}.` : '',
      missing.length > 0 ? `No such role: ${missing.map((role) => role.replaceAll('-', ' ')).join('; ')}.` : '',
    ]
    return [
      {
        about: 'roles',
        severity: grave ? 'medium' : 'low',
        subject: 'Roles',
        sentence: 'Roles of a recovery have nobody the plan could call.',
        planSays: plan.roles[0]?.source.says ?? 'Nothing.',
        found: parts.filter(Boolean).join(' '),
        whatToDo: 'Name a contact for each role, be it a person, a team or a rota.',
        assetKey: null,
      },
    ]
  },
}
