import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { finding } from '@/lib/findings/rules/plan/finding'
import type { Plan } from '@/lib/plans/model/plan'

/** Nobody to call, nobody told: one finding a theme, listing the items. */
export function peopleFindings(plan: Plan): PlanFinding[] {
  return [...unreachable(plan), ...rolesWithoutContact(plan), ...escalationGaps(plan), ...silence(plan)]
}

function unreachable(plan: Plan): PlanFinding[] {
  const base = { kind: 'contacts' as const, subject: 'Contacts', asset: null }
  if (plan.contacts.length === 0) {
    return [
      finding(plan, 'none', {
        ...base,
        severity: 'high',
        sentence: 'The plan names nobody to call.',
        planSays: 'Nothing.',
        found: 'No contact at all.',
        whatToDo: 'Write down who is called, with telephone and e-mail.',
        places: [],
      }),
    ]
  }
  const without = plan.contacts.filter(({ phone, email, chat, link }) => !phone && !email && !chat && !link)
  if (without.length === 0) return []
  const all = without.length === plan.contacts.length
  return [
    finding(plan, 'unreachable', {
      ...base,
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
    }),
  ]
}

/** The roles an incident cannot do without. */
const NEEDED = new Set(['incident-commander', 'database-administrator'])

function rolesWithoutContact(plan: Plan): PlanFinding[] {
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
    finding(plan, 'roles', {
      kind: 'contacts',
      severity: grave ? 'medium' : 'low',
      subject: 'Roles',
      sentence: 'Roles of a recovery have nobody the plan could call.',
      planSays: plan.roles[0]?.source.says ?? 'Nothing.',
      found: parts.filter(Boolean).join(' '),
      whatToDo: 'Name a contact for each role, be it a person, a team or a rota.',
      places: [],
      asset: null,
    }),
  ]
}

function escalationGaps(plan: Plan): PlanFinding[] {
  const steps = plan.escalation
  const bySeverity = plan.severities.some(({ escalateTo }) => escalateTo !== null)
  const base = { kind: 'contacts' as const, severity: 'medium' as const, subject: 'Escalation', asset: null }
  if (steps.length === 0) {
    if (bySeverity) return []
    return [
      finding(plan, 'no-escalation', {
        ...base,
        sentence: 'The plan states no path of escalation.',
        planSays: 'Nothing.',
        found: 'No step, and no severity says to whom it goes.',
        whatToDo: 'State who is called after how long.',
        places: [],
      }),
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
    finding(plan, 'escalation', {
      ...base,
      sentence: 'The path of escalation cannot be followed as it stands.',
      planSays: source?.says ?? '',
      found: parts.filter(Boolean).join(' '),
      whatToDo: 'Say after how many minutes each step is taken, and how each is reached.',
      places: source ? [{ text: source.says, where: source.section }] : [],
    }),
  ]
}

function silence(plan: Plan): PlanFinding[] {
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
    finding(plan, 'rules', {
      kind: 'communications',
      severity: 'low',
      subject: 'Communications',
      sentence: `The plan does not state ${lacking.join(', nor ')}.`,
      planSays: cadence[0]?.says ?? 'Nothing.',
      found: 'No rule that a clock could follow.',
      whatToDo: 'State how soon and how often each audience hears something.',
      places: [],
      asset: null,
    }),
  ]
}
