import Link from 'next/link'
import { Facts } from '@/components/plans/facts'
import { FillIn } from '@/components/plans/fill-in'
import { MessageText } from '@/components/plans/message-text'
import { Places } from '@/components/plans/places'
import { NotStated, PlanSection, SharedSource, Source, Statement } from '@/components/plans/statement'
import type { Cadence, Communications } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import { formatDuration } from '@/lib/time/durations'

const WHEN_WORDS = {
  first: 'first word',
  active: 'while it is active',
  recovery: 'during recovery',
  resolved: 'once it is resolved',
}

/** Channels, audiences, how often each hears something, and the templates. */
export function PlanCommunicationsSection({ plan }: { plan: Plan }) {
  const { communications } = plan
  const { channels, audiences, cadence, templates, publicStates } = communications
  const names = namesOf(communications)
  return (
    <PlanSection id="communications" title="Communications">
      {channels.length + cadence.length + templates.length === 0 ? (
        <NotStated>The plan does not say who is told what.</NotStated>
      ) : null}
      {audiences.map(({ id, name, inside, who }) => (
        <Statement key={id} id={`audience-${id}`} now={inside ? 'inside' : 'outside'}>
          <h3>{name}</h3>
          <p>{who}</p>
        </Statement>
      ))}
      {channels.map((channel, index) => (
        <Statement key={channel.id} id={`channel-${channel.id}`} now={channel.rank ? `${channel.rank} channel` : null}>
          <h3>{channel.name}</h3>
          <Facts
            items={[
              ['Kind', channel.kind.replaceAll('-', ' ')],
              [
                'Address',
                channel.address ? (
                  <span key="a" className="mono">
                    {channel.address}
                  </span>
                ) : (
                  'not stated'
                ),
              ],
              ['From', channel.from],
              ['Reaches', channel.audiences.map(names).join(', ') || null],
              ['Note', channel.note],
            ]}
          />
          <FillIn items={channel.toFillIn} beside={channel.source} />
          <SharedSource of={channels} index={index} />
        </Statement>
      ))}
      {cadence.map((rule, index) => (
        <Statement key={rule.id} id={`cadence-${rule.id}`} now={rhythm(rule)}>
          <p>
            {rule.says}{' '}
            <span className="text-t-3">
              {[WHEN_WORDS[rule.when], [...rule.audiences, ...rule.channels].map(names).join(', ')]
                .filter(Boolean)
                .join('; ')}
            </span>
          </p>
          <SharedSource of={cadence} index={index} />
        </Statement>
      ))}
      {publicStates.length > 0 ? <Statement>Public states: {publicStates.join(' → ')}</Statement> : null}
      {templates.map((template) => (
        <Statement key={template.id} id={`template-${template.id}`} now={WHEN_WORDS[template.when]}>
          <h3>
            <Link href={`/systems/${plan.system.key}/messages/${template.id}`} prefetch={false}>
              {template.name}
            </Link>
          </h3>
          <p className="text-small text-t-3">
            {[...template.audiences, ...template.channels].map(names).join(', ') || 'to nobody in particular'}
          </p>
          <div className="plan-message">
            <MessageText subject={template.subject} body={template.body} />
          </div>
          <Places of={template.variables} />
          <Source source={template.source} />
        </Statement>
      ))}
    </PlanSection>
  )
}

function namesOf({ channels, audiences }: Communications): (id: string) => string {
  const names = new Map([...channels, ...audiences].map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

function rhythm({ every, within }: Cadence): string {
  return [
    within === null ? null : `within ${formatDuration(within)}`,
    every === null ? null : `every ${formatDuration(every)}`,
  ]
    .filter(Boolean)
    .join(', then ')
}
