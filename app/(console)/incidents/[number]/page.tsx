import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { IncidentView } from '@/components/incidents/incident-view'
import { pathOf } from '@/lib/auth/read-address'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { followedPlan } from '@/lib/incidents/rules/followed-plan'
import { roleCandidates } from '@/lib/incidents/store/choices'
import { findIncident } from '@/lib/incidents/store/queries'
import { planInForce } from '@/lib/plans/in-force/queries'

type Params = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await pathOf(params)).number.toUpperCase() }
}

/** The command view of one incident. */
export default async function IncidentPage({ params }: Params) {
  const actor = await requireActor()
  const update = await findIncident(actor, (await pathOf(params)).number)
  if (!update) notFound()
  const known = await planInForce(actor, update.incident.system)
  return (
    <IncidentView
      initial={update}
      actor={{ id: actor.id, name: actor.name }}
      candidates={await roleCandidates(actor, update.incident.system)}
      may={{
        write: can(actor, 'incident.write', update.incident),
        command: can(actor, 'incident.command', update.incident),
      }}
      plan={known ? followedPlan(known.plan) : null}
    />
  )
}
