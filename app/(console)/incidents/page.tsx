import type { Metadata } from 'next'
import { IncidentList } from '@/components/incidents/incident-list'
import { LinkButton } from '@/components/ui/link-button'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { canSomewhere } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { openIncidents, resolvedIncidents } from '@/lib/incidents/store/queries'

export const metadata: Metadata = { title: 'Incidents' }

/** Open incidents first, then the resolved ones, newest first. `before` pages back by number. */
export default async function IncidentsPage({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor()
  const { before } = await queryOf(searchParams)
  const asOf = Date.now()
  const [incidents, resolved] = await Promise.all([
    openIncidents(actor, asOf),
    resolvedIncidents(actor, before && /^\d{1,9}$/.test(before) ? Number(before) : null, asOf),
  ])
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Incidents</h1>
          <div className="sub">Open ones first, the worst on top. Times in UTC.</div>
        </div>
        <span className="flex-1" />
        {canSomewhere(actor, 'incident.declare') ? (
          <LinkButton href="/incidents/new" look="primary">
            Declare an incident
          </LinkButton>
        ) : null}
      </div>
      <IncidentList initial={{ incidents, asOf }} resolved={resolved.incidents} more={resolved.more} />
    </div>
  )
}
