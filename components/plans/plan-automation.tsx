import Link from 'next/link'
import { Facts } from '@/components/plans/facts'
import { PlanSection, Points, Source, Statement } from '@/components/plans/statement'
import type { AuditSource } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'

/** What acts by itself: when, and what it does in which order. */
export function PlanAutomationSection({ page: { plan, system } }: { page: PlanPageDto }) {
  const { automation } = plan
  if (!automation) return null
  const names = new Map([...plan.runbooks, ...plan.communications.channels].map(({ id, name }) => [id, name] as const))
  const assets = new Map(plan.assets.map(({ key, name }) => [key, name]))
  return (
    <PlanSection id="automation" title="Automation">
      <Statement now="Tidemark shows it and does not set it off">
        <p>{automation.says}</p>
        <Facts
          items={[
            ['From', automation.primaryRegion],
            ['To', automation.drRegion],
          ]}
        />
      </Statement>
      {automation.triggers.map(({ id, kind, threshold, unit, interval, window, says }) => (
        <Statement
          key={id}
          id={`trigger-${id}`}
          now={`${threshold}${unit ? ` ${unit}` : ''}${interval === null ? '' : ` × ${formatDuration(interval)}`}${window === null ? '' : ` in ${formatDuration(window)}`}`}
        >
          <h3>Set off by {kind.replaceAll('-', ' ')}</h3>
          <p>{says}</p>
        </Statement>
      ))}
      {automation.actions
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ id, kind, priority, assets: keys, runbook, says }) => (
          <Statement
            key={id}
            id={`action-${id}`}
            now={
              runbook ? (
                <>
                  By hand:{' '}
                  <Link href={`/systems/${system}/runbooks/${runbook}`} prefetch={false}>
                    {names.get(runbook) ?? runbook}
                  </Link>
                </>
              ) : (
                'No runbook does the same by hand'
              )
            }
          >
            <h3>
              {priority}. {kind.replaceAll('-', ' ')}
            </h3>
            <p>{says}</p>
            <Facts items={[['Acts on', keys.map((key) => assets.get(key) ?? key).join(', ') || null]]} />
          </Statement>
        ))}
      {automation.notifications.map(({ channel, severity, says }) => (
        <Statement key={`${channel}${severity}`} now={severity ? `severity ${severity}` : null}>
          Tells {names.get(channel) ?? channel}. {says}
        </Statement>
      ))}
      <Source source={automation.source} />
    </PlanSection>
  )
}

const FROM_WORDS: Record<AuditSource, string> = {
  'incident-kind': 'incident or drill',
  'declared-at': 'when it was declared',
  'declared-by': 'who declared it',
  impact: 'title and impact of the incident',
  'timeline-actions': 'actions of its timeline',
  outcome: 'its status',
  'duration-minutes': 'impact start to resumed, in minutes',
}

/** What must be logged, and in which form. */
export function PlanAuditSection({ plan }: { plan: Plan }) {
  if (!plan.audit) return null
  const { must, format, source } = plan.audit
  return (
    <PlanSection id="audit" title="Audit trail">
      {must.length > 0 ? (
        <Statement now="Every act in Tidemark is recorded and cannot be edited">
          <Points items={must} />
        </Statement>
      ) : null}
      {format.map(({ key, type, from, says }) => (
        <Statement key={key} now={`from ${FROM_WORDS[from]}`}>
          <span className="mono">{key}</span> <span className="text-t-3">{type}</span>: {says}
        </Statement>
      ))}
      <Source source={source} />
    </PlanSection>
  )
}
