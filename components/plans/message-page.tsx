import Link from 'next/link'
import { Facts } from '@/components/plans/facts'
import { MessageActs } from '@/components/plans/message-acts'
import { MessageText } from '@/components/plans/message-text'
import { PlacesForm } from '@/components/plans/places-form'
import { PlanSection, Source, Statement } from '@/components/plans/statement'
import { SystemTrail } from '@/components/plans/system-trail'
import { fillTemplate } from '@/lib/plans/rules/fill-template'
import type { MessagePageDto } from '@/lib/screens/message/message-page'
import '@/components/plans/plan.css'

type Props = {
  page: MessagePageDto
  actor: { id: string; name: string }
  /** the open incident it is about; null where none is open */
  incident: { number: number; name: string; title: string } | null
  mayWrite: boolean
}

/** A message of the plan to fill in, copy and send; what is known of the incident stands in it already. */
export function MessagePage({ page, actor, incident, mayWrite }: Props) {
  const { plan, template, places } = page
  const { communications, system } = plan
  const values = Object.fromEntries(places.map(({ variable, value }) => [variable.name, value]))
  const { filled, open } = fillTemplate([template.subject, template.body].filter(Boolean).join('\n\n'), values)
  const audiences = communications.audiences.filter(({ id }) => template.audiences.includes(id))
  const channels = communications.channels.filter(({ id }) => template.channels.includes(id))
  const to = audiences.map(({ name }) => name).join(', ')
  return (
    <div className="page-pad mx-auto max-w-[1010px]">
      <header>
        <SystemTrail system={system.key} name={system.name} plan="#communications" />
        <div className="ph">
          <div>
            <h1>{template.name}</h1>
            <div className="sub">
              Message of {system.name}
              {incident ? (
                <>
                  , about{' '}
                  <Link href={`/incidents/${incident.name}`} prefetch={false} className="underline">
                    {incident.name}
                  </Link>{' '}
                  {incident.title}
                </>
              ) : (
                '. No incident of this system is open; places of an incident stay open.'
              )}
            </div>
          </div>
        </div>
      </header>
      <PlanSection id="message" title="Message">
        <Statement now={open.length === 0 ? 'all filled in' : `${open.length} still to be filled in`}>
          <div className="plan-message text-read">
            <MessageText subject={template.subject} body={template.body} values={values} />
          </div>
          {open.length === 0 ? (
            <MessageActs
              text={filled}
              told={`${template.name}${to ? `, to ${to}` : ''}`}
              actor={actor}
              incident={mayWrite ? incident : null}
            />
          ) : (
            <p className="mt-2 text-small text-t-3">
              To be filled in before it can be copied: {open.map((name) => name.replaceAll('_', ' ')).join(', ')}
            </p>
          )}
          <Facts
            items={[
              ['To', audiences.map(({ name, who }) => `${name}: ${who}`).join('; ') || 'nobody in particular'],
              [
                'By',
                channels.map(({ name, address }) => (address ? `${name}, ${address}` : name)).join('; ') ||
                  'no channel stated',
              ],
            ]}
          />
          <Source source={template.source} />
        </Statement>
      </PlanSection>
      {places.length > 0 ? (
        <PlanSection id="places" title="Places">
          <p className="mt-2 text-t-2">What is known stands here already. What you write goes before it.</p>
          <PlacesForm places={places} workedIn={incident?.name ?? null} use="message" />
        </PlanSection>
      ) : null}
    </div>
  )
}
