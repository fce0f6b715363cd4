'use client'

import Link from 'next/link'
import { DeadlineValue, ElapsedValue } from '@/components/incidents/clock-value'
import { type OpenIncidents, useOpenIncidents } from '@/components/incidents/use-open-incidents'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { SeverityTag } from '@/components/ui/severity-tag'
import { Table } from '@/components/ui/table'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { durationsOf } from '@/lib/incidents/rules/durations'
import { statusWord } from '@/lib/incidents/rules/rules'
import { incidentName } from '@/lib/vocabulary/numbers'

type Props = {
  initial: OpenIncidents
  resolved: readonly IncidentSummary[]
  /** resolved ones beyond these exist */
  more: boolean
}

/** All incidents: open ones live with their clocks, resolved ones with what they took. */
export function IncidentList({ initial, resolved, more }: Props) {
  const { incidents } = useOpenIncidents(initial)
  const last = resolved.at(-1)
  return (
    <>
      <section className="sec" aria-label="Open incidents">
        <div className="h2row">
          <h2>Open, {incidents.length}</h2>
        </div>
        {incidents.length === 0 ? (
          <EmptyState>
            No incident is open. One appears here, and on top of every page, as soon as somebody declares it.
          </EmptyState>
        ) : (
          <OpenTable incidents={incidents} />
        )}
      </section>
      <section className="sec mt-5" aria-label="Resolved incidents">
        <div className="h2row">
          <h2>Resolved</h2>
        </div>
        {resolved.length === 0 ? (
          <EmptyState>Nothing was resolved yet. A resolved incident stands here with its review.</EmptyState>
        ) : (
          <ResolvedTable incidents={resolved} />
        )}
        {more && last ? (
          <p className="mt-2">
            <LinkButton href={`/incidents?before=${last.number}`} size="small">
              Older incidents
            </LinkButton>
          </p>
        ) : null}
      </section>
    </>
  )
}

function OpenTable({ incidents }: { incidents: readonly IncidentSummary[] }) {
  return (
    <Table
      caption="Open incidents, the worst first"
      rowHead="incident"
      columns={[
        { key: 'severity', head: 'Severity' },
        { key: 'incident', head: 'Incident' },
        { key: 'system', head: 'System' },
        { key: 'status', head: 'Status' },
        { key: 'commander', head: 'Commander' },
        { key: 'rto', head: 'RTO left', numeric: true },
        { key: 'exposure', head: 'Exposure', numeric: true },
        { key: 'since', head: 'Since impact', numeric: true },
      ]}
      rows={incidents.map((incident) => {
        const { rtoLeft, exposure, sinceImpact } = clocksOf(incident)
        return {
          key: String(incident.number),
          cells: {
            ...common(incident),
            status: statusWord(incident.status),
            commander: incident.commander ?? (
              <span className="text-risk">
                <Glyph name="missed" className="mr-1" />
                nobody
              </span>
            ),
            rto: <DeadlineValue clock={rtoLeft} size="inline" />,
            exposure: <ElapsedValue clock={exposure} size="inline" units={2} />,
            since: <ElapsedValue clock={sinceImpact} size="inline" units={2} quiet />,
          },
        }
      })}
    />
  )
}

function ResolvedTable({ incidents }: { incidents: readonly IncidentSummary[] }) {
  return (
    <Table
      caption="Resolved incidents, newest first"
      rowHead="incident"
      columns={[
        { key: 'severity', head: 'Severity' },
        { key: 'incident', head: 'Incident' },
        { key: 'system', head: 'System' },
        { key: 'declared', head: 'Declared, UTC' },
        { key: 'resolved', head: 'Resolved, UTC' },
        { key: 'rta', head: 'Recovery time', numeric: true },
        { key: 'rpa', head: 'Data loss', numeric: true },
        { key: 'review', head: 'Review' },
      ]}
      rows={incidents.map((incident) => {
        const { rta, rpa } = durationsOf(incident)
        const { declared, resolved } = incident.milestones
        return {
          key: String(incident.number),
          cells: {
            ...common(incident),
            declared: declared === null ? 'not recorded' : <Instant at={declared} />,
            resolved: resolved === null ? 'not recorded' : <Instant at={resolved} />,
            rta:
              rta.state === 'recorded' ? (
                <Figure ms={rta.ms} size="inline" />
              ) : (
                <span className="text-t-3">{rta.state.replace('-', ' ')}</span>
              ),
            rpa:
              rpa.state === 'recorded' ? (
                <Figure ms={rpa.ms} size="inline" />
              ) : (
                <span className="text-t-3">{rpa.state.replace('-', ' ')}</span>
              ),
            review: (
              <Link href={`/reviews/${incidentName(incident.number)}`} prefetch={false}>
                Review
              </Link>
            ),
          },
        }
      })}
    />
  )
}

function common(incident: IncidentSummary) {
  const name = incidentName(incident.number)
  return {
    severity: (
      <SeverityTag severity={incident.severity} quiet={incident.mode === 'drill' || incident.status === 'resolved'} />
    ),
    incident: (
      <span data-row>
        <Link href={`/incidents/${name}`} prefetch={false}>
          {name}
        </Link>{' '}
        {incident.title}
        {incident.mode === 'drill' ? <b className="ml-1.5 font-semibold">Drill</b> : null}
      </span>
    ),
    system: `${incident.systemName}${incident.environment ? ` ${incident.environment}` : ''}`,
  }
}
