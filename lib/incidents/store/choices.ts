import type { Actor } from '@/lib/auth/model/actor'
import { peopleWhoMay } from '@/lib/auth/people'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'

/** A system to choose from in the form that declares. */
export type DeclarableSystem = {
  system: string
  name: string
  environments: { key: string; name: string }[]
  /** whether the person may take command of an incident there */
  mayCommand: boolean
}

/** People whose account may hold a role in an incident of a system, by name. */
export async function roleCandidates(actor: Actor, system: string): Promise<{ id: string; name: string }[]> {
  if (!can(actor, 'incident.read', { system })) return []
  return peopleWhoMay(db, 'incident.write', { system })
}

/** Systems for which the person can declare an incident, with the environments of the plan in force. */
export async function declarableSystems(actor: Actor): Promise<DeclarableSystem[]> {
  const [known, refused] = await Promise.all([plansInForce(actor), plansWithoutRevision(actor)])
  const systems = [
    ...known.map(({ system, plan }) => ({
      system,
      name: plan.system.name,
      environments: plan.environments.map(({ key, name }) => ({ key, name })),
    })),
    ...refused.map(({ system }) => ({ system, name: system, environments: [] })),
  ]
  return systems
    .filter((each) => can(actor, 'incident.declare', each))
    .map((each) => ({ ...each, mayCommand: can(actor, 'incident.command', each) }))
    .sort((a, b) => (a.system < b.system ? -1 : 1))
}
