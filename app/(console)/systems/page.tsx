import type { Metadata } from 'next'
import { RefreshOn } from '@/components/live/refresh-on'
import { SystemsList } from '@/components/systems/systems-list'
import { EmptyState } from '@/components/ui/empty-state'
import { requireActor } from '@/lib/auth/session'
import { systemsView } from '@/lib/screens/system/system-view'

export const metadata: Metadata = { title: 'Systems' }
export const dynamic = 'force-dynamic'

/** The systems that have a plan in force, worst first. */
export default async function SystemsPage() {
  const actor = await requireActor()
  const systems = await systemsView(actor, Date.now())
  const changes = systems.flatMap((system) => system.nextChangeAt ?? [])
  return (
    <div className="page-pad">
      <RefreshOn
        topics={['board', 'plans', 'system']}
        nextChangeAt={changes.length === 0 ? null : Math.min(...changes)}
      />
      <div className="ph">
        <h1>Systems</h1>
      </div>
      {systems.length === 0 ? (
        <EmptyState>
          Here every system with a plan would be listed. Put a plan into the folder of plans, and it appears by itself.
        </EmptyState>
      ) : (
        <SystemsList systems={systems} />
      )}
    </div>
  )
}
