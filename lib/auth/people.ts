import { WITH_HELD } from '@/lib/auth/actor-of'
import type { Holder } from '@/lib/auth/model/actor'
import { type Action, can, type Subject } from '@/lib/auth/rules/roles'
import type { Db } from '@/lib/db/client'

/** A person whose account is open. */
export type Person = Holder & {
  id: string
  name: string
}

/** The person of an account; null when there is none, or it is disabled. */
export async function findPerson(on: Db, id: string): Promise<Person | null> {
  const user = await on.user.findUnique({ where: { id }, include: WITH_HELD })
  return user && !user.disabledAt ? personOf(user) : null
}

/** People who may do something to a subject, by name; at most 200. */
export async function peopleWhoMay(on: Db, action: Action, subject: Subject): Promise<{ id: string; name: string }[]> {
  const where = { disabledAt: null }
  const users = await on.user.findMany({ where, orderBy: { name: 'asc' }, take: 1_000, include: WITH_HELD })
  return users
    .filter((user) => can(user, action, subject))
    .slice(0, 200)
    .map(({ id, name }) => ({ id, name }))
}

/** People with an open account who are mapped to any role of these systems' plans, by name. */
export async function peopleOfPlanRoles(on: Db, systems: readonly string[]): Promise<Person[]> {
  if (systems.length === 0) return []
  const held = { some: { system: { in: [...systems] }, planRole: { not: null } } }
  const where = { disabledAt: null, held }
  const users = await on.user.findMany({ where, orderBy: { name: 'asc' }, take: 1_000, include: WITH_HELD })
  return users.map(personOf)
}

function personOf({ id, name, role, held }: Person): Person {
  return { id, name, role, held }
}
