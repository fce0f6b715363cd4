import { SYSTEM } from '@/lib/audit/record'
import type { Grantable } from '@/lib/auth/commands/give-role'
import type { Actor } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'
import { planRolesOf } from '@/lib/plans/rules/plan-roles'

/** Every system that has a plan, and the roles that its plan in force names. For those who manage accounts. */
export async function grantableSystems(actor: Actor): Promise<(Grantable & { name: string })[]> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const [known, refused] = await Promise.all([plansInForce(SYSTEM), plansWithoutRevision(SYSTEM)])
  return [
    ...known.map(({ system, plan }) => ({ system, name: plan.system.name, planRoles: planRolesOf(plan) })),
    ...refused.map(({ system }) => ({ system, name: system, planRoles: [] })),
  ]
}
