import type { Holder } from '@/lib/auth/model/actor'
import { planRoleKey } from '@/lib/auth/rules/plan-role'
import { can } from '@/lib/auth/rules/roles'
import type { AskedRole } from '@/lib/plans/rules/approval'

/** A person as far as agreeing to a restore is concerned. */
export type Agreeing = Holder & { id: string; name: string }

/** A restore that somebody has to agree to: whose it is, who asked for it, and the roles that the plans name. */
export type Agreement = { system: string; requesterId: string; roles: readonly AskedRole[] }

/**
 * Why a person may not agree to a restore; null where they may. They may approve for the restore's system and for every
 * system whose plan asks, and are mapped to each role asked for that anybody else than the requester could act as. A role
 * that nobody is mapped to keeps nobody out: a recovery must not wait for a table that was never filled in. That the
 * requester never agrees is the machine's law and the database's.
 *
 * @param mapped people with an open account who are mapped to roles of the plans that ask
 */
export function agreementFault(person: Agreeing, agreement: Agreement, mapped: readonly Agreeing[]): string | null {
  for (const system of new Set([agreement.system, ...agreement.roles.map((role) => role.system)])) {
    if (!can(person, 'restore.approve', { system })) return `This needs a person who may approve restores of ${system}.`
  }
  for (const role of agreement.roles) {
    const actors = whoActsAs(role, agreement, mapped)
    if (actors.length === 0 || actors.some(({ id }) => id === person.id)) continue
    return `The plan of ${role.name} wants the ${role.by} to agree: ${namesOf(actors)}.`
  }
  return null
}

/** Who may act as each role that the plans ask for, or that nobody is mapped to it, as whole sentences. */
export function agreementSays(agreement: Agreement, mapped: readonly Agreeing[]): string {
  const sentences = agreement.roles.map((role) => {
    const actors = whoActsAs(role, agreement, mapped)
    if (actors.length > 0) return `${namesOf(actors)} may agree as ${role.by} of ${role.name}.`
    const asked = mapped.some((one) => one.id === agreement.requesterId && holdsRole(one, role))
    const why = asked
      ? `Only the requester is mapped to the plan’s role ${role.by} of ${role.name}`
      : `No one who may approve is mapped to the plan’s role ${role.by} of ${role.name}`
    return `${why}; any other approver of this system may agree.`
  })
  return sentences.join(' ')
}

/** Those who are mapped to a role, may approve for its system and did not ask for the restore themselves. */
function whoActsAs(role: AskedRole, { requesterId }: Agreement, mapped: readonly Agreeing[]): Agreeing[] {
  return mapped.filter((one) => one.id !== requesterId && holdsRole(one, role) && can(one, 'restore.approve', role))
}

function holdsRole({ held }: Holder, { system, by }: AskedRole): boolean {
  const key = planRoleKey(by)
  return held.some((one) => one.system === system && one.planRole === key)
}

function namesOf(people: readonly Agreeing[]): string {
  return people.map(({ name }) => name).join(' or ')
}
