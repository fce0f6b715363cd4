'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { DeadlineValue, ElapsedValue } from '@/components/incidents/clock-value'
import { type OpenIncidents, useOpenIncidents } from '@/components/incidents/use-open-incidents'
import { LinkButton } from '@/components/ui/link-button'
import { SeverityTag } from '@/components/ui/severity-tag'
import { clocksOf } from '@/lib/incidents/clocks'
import { incidentName } from '@/lib/incidents/types'

/** The compact strip on every page while an incident is open: the worst one with its clocks. The board and the incident's own page have larger ones. */
export function IncidentStrip({ initial }: { initial: OpenIncidents }) {
  const { incidents } = useOpenIncidents(initial)
  const path = usePathname()
  const [worst, ...others] = incidents
  if (!worst || path === '/') return null
  const name = incidentName(worst.number)
  if (path === `/incidents/${name}` && others.length === 0) return null
  const { rtoLeft, exposure } = clocksOf(worst)
  return (
    <section className="strip" aria-label="Open incident">
      <SeverityTag severity={worst.severity} quiet={worst.mode === 'drill'} />
      {worst.mode === 'drill' ? <b>Drill</b> : null}
      <Link className="title" href={`/incidents/${name}`} prefetch={false}>
        <b>{name}</b> {worst.title}, {worst.systemName}
      </Link>
      {others.length > 0 ? (
        <Link href="/incidents" prefetch={false}>
          {others.length} more open
        </Link>
      ) : null}
      <span className="sp" />
      <span>
        <span className="mr-1.5 text-t-2">RTO left</span>
        <span className="n">
          <DeadlineValue clock={rtoLeft} size="inline" />
        </span>
      </span>
      <span>
        <span className="mr-1.5 text-t-2">Loss exposure</span>
        <span className="n">
          <ElapsedValue clock={exposure} size="inline" />
        </span>
      </span>
      <LinkButton href={`/incidents/${name}`} size="small">
        Open command view
      </LinkButton>
    </section>
  )
}
