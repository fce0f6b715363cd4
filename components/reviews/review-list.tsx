import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { SeverityTag } from '@/components/ui/severity-tag'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import { type DurationFact, durationsOf } from '@/lib/incidents/rules/durations'
import { REVIEW_SECTIONS, type ReviewSummary } from '@/lib/reviews/model/review'
import { incidentName } from '@/lib/vocabulary/numbers'

/** All reviews with what was computed and how much is written. */
export function ReviewList({ reviews }: { reviews: readonly ReviewSummary[] }) {
  const last = reviews.at(-1)
  if (!last) {
    return (
      <EmptyState action={<LinkButton href="/incidents">Incidents</LinkButton>}>
        No review yet. Resolving an incident begins its review.
      </EmptyState>
    )
  }
  return (
    <>
      <Table
        caption="Reviews, newest incident first"
        rowHead="incident"
        columns={[
          { key: 'state', head: 'State' },
          { key: 'severity', head: 'Severity' },
          { key: 'incident', head: 'Incident' },
          { key: 'system', head: 'System' },
          { key: 'resolved', head: 'Resolved, UTC' },
          { key: 'rta', head: 'Recovery time', numeric: true },
          { key: 'rpa', head: 'Data loss', numeric: true },
          { key: 'written', head: 'Sections written', numeric: true },
        ]}
        rows={reviews.map(({ incident, status, written }) => {
          const name = incidentName(incident.number)
          const { rta, rpa } = durationsOf(incident)
          const { resolved } = incident.milestones
          return {
            key: name,
            cells: {
              state: (
                <StateTag state={status === 'reviewed' ? 'within' : 'info'}>
                  {status === 'reviewed' ? 'Reviewed' : 'Draft'}
                </StateTag>
              ),
              severity: <SeverityTag severity={incident.severity} quiet />,
              incident: (
                <span data-row>
                  <Link href={`/reviews/${name}`} prefetch={false}>
                    {name}
                  </Link>{' '}
                  {incident.title}
                  {incident.mode === 'drill' ? <b className="ml-1.5 font-semibold">Drill</b> : null}
                </span>
              ),
              system: incident.systemName,
              resolved: resolved === null ? 'open again' : <Instant at={resolved} />,
              rta: <Value fact={rta} />,
              rpa: <Value fact={rpa} />,
              written: `${written} of ${REVIEW_SECTIONS.length}`,
            },
          }
        })}
      />
      {reviews.length === 100 ? (
        <p className="mt-2">
          <LinkButton href={`/reviews?before=${last.incident.number}`} size="small">
            Older reviews
          </LinkButton>
        </p>
      ) : null}
    </>
  )
}

function Value({ fact }: { fact: DurationFact }) {
  if (fact.state === 'recorded') return <Figure ms={fact.ms} size="inline" units={3} />
  return <span className="text-t-3">{fact.state === 'not-applicable' ? 'n/a' : fact.state}</span>
}
