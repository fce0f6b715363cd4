import type { Actor, Role } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'

/** An account as the admin page shows it. Instants are epoch milliseconds. */
export type UserRow = {
  id: string
  email: string
  name: string
  role: Role
  disabledAt: number | null
  disabledBy: string | null
  lastSignInAt: number | null
}

/** All accounts, by address. For those who manage them. */
export async function listUsers(actor: Actor): Promise<UserRow[]> {
  authorise(actor, 'user.manage')
  const users = await db.user.findMany({ orderBy: { email: 'asc' }, take: 1_000 })
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    disabledAt: user.disabledAt?.getTime() ?? null,
    disabledBy: user.disabledBy,
    lastSignInAt: user.lastSignInAt?.getTime() ?? null,
  }))
}
