'use client'

import Link from 'next/link'
import { DeadlineValue, ElapsedValue } from '@/components/incidents/clock-value'
import { type OpenIncidents, useOpenIncidents } from '@/components/incidents/use-open-incidents'
import { Duration } from '@/components/ui/duration'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { SeverityTag } from '@/components/ui/severity-tag'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { statusWord } from '@/lib/incidents/rules/rules'
import { incidentName } from '@/lib/vocabulary/numbers'

/** The tall strip on top of the board: the worst open incident with its clocks, the others as one line each. */
export function IncidentBoardStrip({ initial }: { initial: OpenIncidents }) {
  const { incidents } = useOpenIncidents(initial)
  const [worst, ...others] = incidents
  if (!worst) return null
  return (
    <section
      aria-label="Open incidents"
      className="border-t-2 border-t-breach-fill border-b border-b-line-2 bg-bg-1 px-5 py-2.5"
    >
      <Tall incident={worst} />
      {others.length > 0 ? (
        <ul className="mt-2 border-t border-line-1 pt-1.5">
          {others.map((incident) => (
            <Short key={incident.number} incident={incident} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Tall({ incident }: { incident: IncidentSummary }) {
  const { rtoLeft, exposure, sinceImpact } = clocksOf(incident)
  const name = incidentName(incident.number)
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-2 xl:grid-cols-[minmax(0,1.2fr)_auto_auto_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 text-t-2">
          <SeverityTag severity={incident.severity} quiet={incident.mode === 'drill'} />
          {incident.mode === 'drill' ? <b className="font-semibold text-t-1">Drill</b> : null}
          <b className="font-semibold text-t-1">{name}</b>
          {sinceImpact.since === null ? (
            <span>impact start not known</span>
          ) : (
            <span>
              since <Instant at={sinceImpact.since} as="auto" zone />,{' '}
              <ElapsedValue clock={sinceImpact} size="inline" units={2} quiet />
            </span>
          )}
        </p>
        <h2 className="mt-1.5 text-lead">
          <Link href={`/incidents/${name}`} className="text-t-1" prefetch={false}>
            {incident.title}
          </Link>
        </h2>
        <p className="text-t-2">
          {incident.systemName}
          {incident.environment ? ` ${incident.environment}` : ''}. {statusWord(incident.status)}.{' '}
          {incident.commander ? (
            <>
              Commander <b className="font-semibold text-t-1">{incident.commander}</b>
            </>
          ) : (
            <span className="text-risk">
              <Glyph name="missed" className="mr-1" />
              no commander
            </span>
          )}
        </p>
        {incident.restore ? <p className="text-t-2">Restoring to {incident.restore.targetName}</p> : null}
      </div>
      <div>
        <p className="text-small text-t-2">
          RTO left
          {rtoLeft.target === null ? (
            ''
          ) : (
            <>
              , of <Duration ms={rtoLeft.target} /> from impact
            </>
          )}
        </p>
        <DeadlineValue clock={rtoLeft} size="large" />
        {rtoLeft.state === 'unknown' ? <p className="text-small text-t-2">{rtoLeft.why}</p> : null}
      </div>
      <div>
        <p className="text-small text-t-2">
          Data-loss exposure
          {exposure.target === null ? (
            ''
          ) : exposure.target === 0 ? (
            ', RPO 0, real time'
          ) : (
            <>
              , of <Duration ms={exposure.target} /> RPO
            </>
          )}
        </p>
        <ElapsedValue clock={exposure} size="large" units={2} quiet />
        <p className="text-small text-t-2">
          {exposure.state === 'held' && exposure.until !== null ? (
            <>
              <Glyph name="info" className="mr-1" />
              held: writes stopped <Instant at={exposure.until} as="auto" />
            </>
          ) : null}
          {exposure.state === 'unknown' ? exposure.why : null}
        </p>
      </div>
      <div className="flex flex-row gap-2 xl:flex-col">
        <LinkButton look="primary" href={`/incidents/${name}`}>
          Command view
        </LinkButton>
        <LinkButton href="/recovery-points">Recovery points</LinkButton>
      </div>
    </div>
  )
}

function Short({ incident }: { incident: IncidentSummary }) {
  const { rtoLeft } = clocksOf(incident)
  const name = incidentName(incident.number)
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-1">
      <SeverityTag severity={incident.severity} quiet={incident.mode === 'drill'} />
      {incident.mode === 'drill' ? <b>Drill</b> : null}
      <Link href={`/incidents/${name}`} prefetch={false} className="text-t-1">
        <b className="font-semibold">{name}</b> {incident.title}, {incident.systemName}
      </Link>
      <span className="text-t-2">
        RTO left <DeadlineValue clock={rtoLeft} size="inline" units={2} />
      </span>
    </li>
  )
}
