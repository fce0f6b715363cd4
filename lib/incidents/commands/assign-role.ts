import type { Actor } from '@/lib/auth/model/actor'
import { findPerson as findAccount } from '@/lib/auth/people'
import { authorise, can, type Subject, systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { NotFound, Precondition } from '@/lib/errors'
import type { RoleHolder } from '@/lib/incidents/model/incident'
import { roleFault } from '@/lib/incidents/rules/rules'
import { assignSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { toRoleHolder } from '@/lib/incidents/store/rows'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { INCIDENT_ROLE_WORDS } from '@/lib/vocabulary/incident-roles'

/** A person as far as roles are concerned. */
export type Person = {
  id: string
  name: string
  mayCommand: boolean
}

/**
 * Gives a vacant role to a person: anyone who may write takes one for themselves, those who command give them to others.
 *
 * @throws Precondition when somebody holds it, or the commander would hold a second role
 */
export async function assignRole(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, role, userId } = parseInput(assignSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    if (userId !== actor.id) authorise(actor, 'incident.command', incident)
    const person = await findPerson(tx, userId, incident)
    const fault = roleFault(await holdersOf(tx, incident.id), role, person)
    if (fault) throw new Precondition(fault)
    await tx.incidentRole.create({
      data: {
        incidentId: incident.id,
        role,
        userId: person.id,
        userName: person.name,
        since: new Date(now),
        givenBy: actor.name,
      },
    })
    await auditIncident(tx, actor, 'incident.role', incident, { role, to: person.name })
    const word = INCIDENT_ROLE_WORDS[role].toLowerCase()
    await writeEntry(tx, incident.id, actor, {
      kind: 'role',
      text:
        person.id === actor.id
          ? said`${person.name} takes the role ${word}`
          : said`${person.name} is ${word}, given by ${actor.name}`,
      detail: { role, roleEvent: 'assigned', person: { id: person.id, name: person.name } },
      occurredAt: now,
    })
  })
}

/** Who holds which role now. */
export async function holdersOf(tx: Tx, incidentId: string): Promise<RoleHolder[]> {
  const rows = await tx.incidentRole.findMany({ where: { incidentId, until: null } })
  return rows.map(toRoleHolder)
}

/** The person of an account that is not disabled and may write in an incident; NotFound or Precondition otherwise. */
export async function findPerson(tx: Tx, userId: string, incident: Subject): Promise<Person> {
  const user = await findAccount(tx, userId)
  if (!user) throw new NotFound('There is no such person, or the account is disabled.')
  if (!can(user, 'incident.write', incident)) {
    const is = user.role === 'viewer' ? 'is a viewer' : 'may not write in incidents of this system'
    throw new Precondition(`${user.name} ${is} and can hold no role in an incident.`)
  }
  return { id: user.id, name: user.name, mayCommand: can(user, 'incident.command', incident) }
}
