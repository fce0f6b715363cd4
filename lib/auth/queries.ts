import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { lives } from '@/lib/auth/sessions'
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

/** A session as its owner sees it. Instants are epoch milliseconds; last seen is written once a minute. */
export type SessionRow = {
  id: string
  device: string
  since: number
  lastSeenAt: number
  /** the one through which this was asked */
  isThis: boolean
}

/** The person's own sessions that still live: this one first, then by last use; at most 100. */
export async function ownSessions(actor: SignedIn, now = Date.now()): Promise<SessionRow[]> {
  authorise(actor, 'account.own')
  const where = { userId: actor.id, ...lives(now) }
  const rows = await db.userSession.findMany({ where, orderBy: { lastSeenAt: 'desc' }, take: 100 })
  return rows
    .map(({ id, device, createdAt, lastSeenAt }) => ({
      id,
      device,
      since: createdAt.getTime(),
      lastSeenAt: lastSeenAt.getTime(),
      isThis: id === actor.session.id,
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis))
}
