import type { Actor } from '@/lib/auth/model/actor'
import { peopleWhoMay } from '@/lib/auth/people'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'

/** A system to choose from in the form that declares. */
export type DeclarableSystem = {
  system: string
  name: string
  environments: { key: string; name: string }[]
}

/** People whose account may hold a role in an incident, by name. */
export async function roleCandidates(actor: Actor): Promise<{ id: string; name: string }[]> {
  authorise(actor, 'incident.read')
  return peopleWhoMay(db, 'incident.write')
}

/** Systems an incident can be declared for, with the environments of the plan in force. */
export async function declarableSystems(actor: Actor): Promise<DeclarableSystem[]> {
  authorise(actor, 'plan.read')
  const [known, refused] = await Promise.all([plansInForce(actor), plansWithoutRevision(actor)])
  const systems = [
    ...known.map(({ system, plan }) => ({
      system,
      name: plan.system.name,
      environments: plan.environments.map(({ key, name }) => ({ key, name })),
    })),
    ...refused.map(({ system }) => ({ system, name: system, environments: [] })),
  ]
  return systems.sort((a, b) => (a.system < b.system ? -1 : 1))
}
