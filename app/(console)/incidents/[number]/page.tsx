import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { IncidentView } from '@/components/incidents/incident-view'
import type { FollowedPlan } from '@/components/incidents/runbooks-panel'
import { can } from '@/lib/auth/roles'
import { requireActor } from '@/lib/auth/session'
import { findIncident, roleCandidates } from '@/lib/incidents/queries'
import { planInForce } from '@/lib/plans/queries'
import type { Plan } from '@/lib/plans/types'

type Params = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await params).number.toUpperCase() }
}

/** The command view of one incident. */
export default async function IncidentPage({ params }: Params) {
  const actor = await requireActor()
  const update = await findIncident(actor, (await params).number)
  if (!update) notFound()
  const known = await planInForce(actor, update.incident.system)
  return (
    <IncidentView
      initial={update}
      actor={{ id: actor.id, name: actor.name }}
      candidates={await roleCandidates(actor)}
      may={{ write: can(actor, 'incident.write'), command: can(actor, 'incident.command') }}
      plan={known ? followedPlan(known.plan) : null}
    />
  )
}

/** What the page needs of a plan: browsers get neither its commands nor its templates. */
function followedPlan({ system, roles, runbooks, scenarios, communications, severities }: Plan): FollowedPlan {
  const names = new Map(roles.map(({ id, name }) => [id, name]))
  return {
    system: system.key,
    systemName: system.name,
    runbooks: runbooks.map(({ id, name, kind, onFailure, steps }) => ({
      id,
      name,
      onFailure,
      answers: scenarios.filter(({ runbook }) => runbook === id).map((scenario) => scenario.name),
      everyday: kind === 'operation',
      steps: steps.map((step) => ({
        id: step.id,
        name: step.name,
        after: step.after,
        onFailure: step.onFailure,
        owner: names.get(step.owner ?? '') ?? null,
      })),
    })),
    messages: communications.templates.map(({ id, name, when, audiences }) => ({
      id,
      name,
      when,
      to: communications.audiences
        .filter((audience) => audiences.includes(audience.id))
        .map((audience) => audience.name)
        .join(', '),
    })),
    telling: { cadence: communications.cadence, severities },
  }
}
