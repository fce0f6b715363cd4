import type { Role } from '@/lib/auth/model/actor'
import type { Action } from '@/lib/auth/rules/roles'
import { can } from '@/lib/auth/rules/roles'
import type { Db } from '@/lib/db/client'

/** A person whose account is open. */
export type Person = {
  id: string
  name: string
  role: Role
}

/** The person of an account; null when there is none, or it is disabled. */
export async function findPerson(on: Db, id: string): Promise<Person | null> {
  const user = await on.user.findUnique({ where: { id } })
  return user && !user.disabledAt ? { id: user.id, name: user.name, role: user.role } : null
}

/** People whose role allows an action, by name; at most 200. */
export async function peopleWhoMay(on: Db, action: Action): Promise<{ id: string; name: string }[]> {
  const users = await on.user.findMany({ where: { disabledAt: null }, orderBy: { name: 'asc' }, take: 200 })
  return users.filter((user) => can(user, action)).map(({ id, name }) => ({ id, name }))
}
