import { Facts } from '@/components/plans/facts'
import { Assumed, FillIn } from '@/components/plans/fill-in'
import { NotStated, PlanSection, Points, SharedSource, Statement } from '@/components/plans/statement'
import { StateTag } from '@/components/ui/state-tag'
import type { Plan } from '@/lib/plans/model/plan'
import type { EscalationStep, PlanContact } from '@/lib/plans/model/response'
import { deadlineWords } from '@/lib/plans/rules/words'
import { formatDuration } from '@/lib/time/durations'
import { SEVERITIES, severityName } from '@/lib/vocabulary/severities'

/** Who does what in a recovery. */
export function PlanRolesSection({ plan }: { plan: Plan }) {
  return (
    <PlanSection id="roles" title="Roles">
      {plan.roles.length === 0 ? <NotStated>The plan names no role.</NotStated> : null}
      {plan.roles.map(({ id, name, duties, stands, takenBy }, index) => (
        <Statement
          key={id}
          id={`role-${id}`}
          now={stands ? `In an incident: ${stands.replaceAll('-', ' ')}` : 'In an incident: no role of its own'}
        >
          <h3>{name}</h3>
          <Points items={duties} />
          {takenBy ? <p>Taken by {takenBy}.</p> : null}
          <SharedSource of={plan.roles} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Persons, teams, rotas and vendors; what the document leaves open says so. */
export function PlanContactsSection({ plan }: { plan: Plan }) {
  return (
    <PlanSection id="contacts" title="Contacts">
      {plan.contacts.length === 0 ? <NotStated>The plan names nobody to call.</NotStated> : null}
      {plan.contacts.map((contact, index) => (
        <Statement key={contact.id} id={`contact-${contact.id}`} now={<Reachable contact={contact} />}>
          <h3>
            {contact.title}
            {contact.name ? `, ${contact.name}` : ''}
          </h3>
          <ContactFacts contact={contact} plan={plan} />
          <SharedSource of={plan.contacts} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Every way to reach somebody, as links a phone can dial. */
export function ContactFacts({ contact, plan }: { contact: PlanContact; plan: Plan }) {
  const role = plan.roles.find(({ id }) => id === contact.role)
  const { phone, email, chat, link, note, toFillIn } = contact
  return (
    <>
      <Facts
        items={[
          ['Role', role?.name ?? null],
          [
            'Phone',
            phone ? (
              <a key="p" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
                {phone}
              </a>
            ) : null,
          ],
          [
            'E-mail',
            email ? (
              <a key="e" href={`mailto:${email}`}>
                {email}
              </a>
            ) : null,
          ],
          ['Chat', chat],
          [
            'Link',
            link ? (
              <a key="l" href={link} rel="noreferrer noopener" target="_blank">
                {link}
              </a>
            ) : null,
          ],
          ['Note', note],
        ]}
      />
      <FillIn items={toFillIn} beside={contact.source} />
    </>
  )
}

function Reachable({ contact: { phone, email, chat, link, kind } }: { contact: PlanContact }) {
  const ways = [phone, email, chat, link].filter((way) => way !== null).length
  if (ways > 0) return <>{kind}</>
  return (
    <>
      {kind}{' '}
      <StateTag state="unknown" plain>
        Not reachable by this plan
      </StateTag>
    </>
  )
}

/** What makes an incident of each severity, who is told how soon, and to whom it goes. */
export function PlanSeveritiesSection({ plan }: { plan: Plan }) {
  return (
    <PlanSection id="severities" title="Severities">
      {plan.severities.length === 0 ? (
        <NotStated>{`The plan has no severities; Tidemark’s own hold: ${SEVERITIES.map(severityName).join(', ')}.`}</NotStated>
      ) : null}
      {plan.severities.map((severity, index) => (
        <Statement key={severity.id} id={`severity-${severity.id}`} now={`Treated as SEV${severity.treatedAs}`}>
          <h3>{severity.name}</h3>
          <Points items={severity.examples} />
          <Facts
            items={[
              ['Answered', severity.respond ? deadlineWords(severity.respond) : null],
              ['Told inside', severity.tellInside ? deadlineWords(severity.tellInside) : null],
              ['Told outside', severity.tellOutside ? deadlineWords(severity.tellOutside) : null],
              ['Escalated to', severity.escalateTo],
            ]}
          />
          <Assumed facts={severity.assumed} />
          <SharedSource of={plan.severities} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Who is called after how long. */
export function PlanEscalationSection({ plan }: { plan: Plan }) {
  return (
    <PlanSection id="escalation" title="Escalation">
      {plan.escalation.length === 0 ? (
        <NotStated>The plan states no path of escalation apart from what its severities say.</NotStated>
      ) : null}
      {plan.escalation.map((step, index) => (
        <Statement key={step.id} id={`escalation-${step.id}`} now={escalationTime(step)}>
          {index + 1}. {step.who}
          {step.contact ? (
            <span className="text-t-3">
              {' '}
              ({plan.contacts.find(({ id }) => id === step.contact)?.title ?? step.contact})
            </span>
          ) : null}
          <SharedSource of={plan.escalation} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** `0 to 15 m`, `from 1 h, or a major incident`, `no time stated`. */
export function escalationTime({ from, to, orWhen }: EscalationStep): string {
  const time =
    from === null && to === null
      ? 'no time stated'
      : to === null
        ? `from ${formatDuration(from ?? 0)}`
        : `${from ? formatDuration(from) : '0'} to ${formatDuration(to)}`
  if (!orWhen) return time
  return from === null && to === null ? `for ${orWhen}; no time stated` : `${time}, or ${orWhen}`
}
