import { ContactFacts, escalationTime, PlanRolesSection, PlanSeveritiesSection } from '@/components/plans/plan-people'
import { PlanSection, SharedSource, Statement } from '@/components/plans/statement'
import { SystemTrail } from '@/components/plans/system-trail'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PrintButton } from '@/components/ui/print-button'
import type { Plan } from '@/lib/plans/model/plan'
import type { PlanContact } from '@/lib/plans/model/response'
import '@/components/plans/plan.css'

/** Who to call and in which order: the page to open, or to have on paper, when something breaks. */
export function ContactsPage({ system, plan }: { system: string; plan: Plan }) {
  const byId = new Map(plan.contacts.map((contact) => [contact.id, contact]))
  return (
    <div className="page-pad mx-auto max-w-[1010px]">
      <header>
        <SystemTrail system={system} name={plan.system.name} />
        <div className="ph">
          <h1>Contacts and escalation, {plan.system.name}</h1>
          <span className="flex-1" />
          <LinkButton href={`/systems/${system}/plan`}>Whole plan</LinkButton>
          <PrintButton />
        </div>
      </header>
      <PlanSection id="escalation" title="Who is called, in order">
        {plan.escalation.length === 0 ? (
          <EmptyState>
            The plan states no path of escalation. Its severities below say to whom each goes, if it says so at all.
          </EmptyState>
        ) : null}
        {plan.escalation.map((step, index) => {
          const contact = byId.get(step.contact ?? '')
          return (
            <Statement key={step.id} id={`escalation-${step.id}`} now={escalationTime(step)}>
              <h3>
                {index + 1}. {step.who}
              </h3>
              {contact ? (
                <ContactFacts contact={contact} plan={plan} />
              ) : (
                <p className="text-risk">The plan has no way to reach them.</p>
              )}
            </Statement>
          )
        })}
      </PlanSection>
      {GROUPS.map(([kind, title]) => (
        <Group key={kind} kind={kind} title={title} plan={plan} />
      ))}
      <PlanSeveritiesSection plan={plan} />
      <PlanRolesSection plan={plan} />
    </div>
  )
}

const GROUPS: [PlanContact['kind'], string][] = [
  ['person', 'People'],
  ['rota', 'On call'],
  ['team', 'Teams'],
  ['vendor', 'Vendors'],
]

function Group({ kind, title, plan }: { kind: PlanContact['kind']; title: string; plan: Plan }) {
  const contacts = plan.contacts.filter((contact) => contact.kind === kind)
  if (contacts.length === 0) return null
  return (
    <PlanSection id={`contacts-${kind}`} title={title}>
      {contacts.map((contact, index) => (
        <Statement key={contact.id}>
          <h3>
            {contact.title}
            {contact.name ? `, ${contact.name}` : ''}
          </h3>
          <ContactFacts contact={contact} plan={plan} />
          <SharedSource of={contacts} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}
