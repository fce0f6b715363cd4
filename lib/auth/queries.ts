import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM, systemsFor } from '@/lib/auth/rules/roles'
import { lives } from '@/lib/auth/sessions'
import { db } from '@/lib/db/client'

/** An account as the admin page shows it. Instants are epoch milliseconds. */
export type UserRow = {
  id: string
  email: string
  name: string
  /** held for all systems; null: none */
  role: Role | null
  disabledAt: number | null
  disabledBy: string | null
  lastSignInAt: number | null
  /** null: its owner has a password; else until when the link holds through which they set one, or has held */
  linkUntil: number | null
}

/** A role of one system, or the name of a role of its plan, as somebody holds it. `at` is epoch milliseconds. */
export type HeldRow = {
  id: string
  userId: string
  /** the holder's name and address */
  name: string
  email: string
  system: string
  role: Role | null
  planRole: string | null
  by: string
  at: number
}

/** All that is held for single systems, by system and name. For those who manage accounts. */
export async function listHeld(actor: Actor): Promise<HeldRow[]> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const rows = await db.roleHeld.findMany({ include: { user: true }, take: 5_000 })
  return rows
    .map(({ id, userId, system, role, planRole, grantedBy, grantedAt, user: { name, email } }) => ({
      ...{ id, userId, name, email, system, role, planRole, by: grantedBy, at: grantedAt.getTime() },
    }))
    .sort((a, b) => a.system.localeCompare(b.system) || a.name.localeCompare(b.name) || a.at - b.at)
}

/** All accounts, by address. For those who manage them. */
export async function listUsers(actor: Actor): Promise<UserRow[]> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const links = { orderBy: { madeAt: 'desc' }, take: 1 } as const
  const users = await db.user.findMany({ orderBy: { email: 'asc' }, take: 1_000, include: { links } })
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    disabledAt: user.disabledAt?.getTime() ?? null,
    disabledBy: user.disabledBy,
    lastSignInAt: user.lastSignInAt?.getTime() ?? null,
    linkUntil: user.passwordHash === null ? (user.links[0]?.expiresAt.getTime() ?? 0) : null,
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
  systemsFor(actor, 'account.own')
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
