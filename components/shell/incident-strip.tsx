'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Clock } from '@/components/ui/clock'
import { Kbd } from '@/components/ui/kbd'
import { SeverityTag } from '@/components/ui/severity-tag'
import { StateTag } from '@/components/ui/state-tag'
import type { StripIncident } from '@/lib/screens/shell/model/shell'

/** The worst open incident on one line, on every page but the board and the incident's own. */
export function IncidentStrip({ incidents }: { incidents: readonly StripIncident[] | null }) {
  const pathname = usePathname()
  if (incidents === null) {
    return (
      <section className="strip" aria-label="Open incidents">
        <StateTag state="unknown">Open incidents not known</StateTag>
        <span>They could not be read just now; this is tried again by itself.</span>
      </section>
    )
  }
  const [worst, ...others] = incidents
  if (!worst || pathname === '/') return null
  const href = `/incidents/${worst.number}`
  if (pathname === href) return null
  return (
    <section className="strip" aria-label="Open incident">
      <SeverityTag severity={worst.severity} quiet={worst.drill} />
      <Link href={href as Route} className="title" prefetch={false}>
        <b>{worst.number}</b> {worst.drill ? 'Drill: ' : ''}
        {worst.title}, {worst.systemName}
      </Link>
      {others.length > 0 ? (
        <Link href="/incidents" className="text-t-2" prefetch={false}>
          {others.length} more open
        </Link>
      ) : null}
      <span className="flex-1 max-lg:hidden" />
      <span>
        <span className="mr-1.5 text-t-2">RTO left</span>
        {worst.rtoEndsAt === null ? (
          'not known'
        ) : (
          <Clock until={worst.rtoEndsAt} size="inline" className="n" units={3} />
        )}
      </span>
      <span>
        <span className="mr-1.5 text-t-2">Loss exposure</span>
        {worst.exposure === null ? (
          'not known'
        ) : (
          <Clock
            since={worst.exposure.since}
            heldAt={worst.exposure.heldAt ?? undefined}
            size="inline"
            className="n"
            units={3}
          />
        )}
      </span>
      {worst.updateDueAt === null ? null : (
        <span>
          <span className="mr-1.5 text-t-2">Update due in</span>
          <Clock until={worst.updateDueAt} size="inline" className="n" units={2} />
        </span>
      )}
      <Link href={href as Route} className="btn btn-small" data-key="i" data-key-label="command view" prefetch={false}>
        Open command view <Kbd>I</Kbd>
      </Link>
    </section>
  )
}
