import { createHash, randomBytes } from 'node:crypto'
import type { HeldRole, Role, SignedIn } from '@/lib/auth/model/actor'
import { endsAt, isUseDue } from '@/lib/auth/rules/session-life'
import { type Db, db } from '@/lib/db/client'
import { env } from '@/lib/env'
import { publish } from '@/lib/live/publish'
import { log } from '@/lib/log'

/** Why a session was ended, as its row says it. */
export type EndReason = 'signed out' | 'ended by its owner' | 'new password' | 'new role' | 'disabled'

const LIMITS = { idle: env.SESSION_IDLE_S * 1_000, longest: env.SESSION_MAX_S * 1_000 }
const FORGET_AFTER_MS = 30 * 86_400_000

/** What is kept of a session's secret: who reads the table can sign in as nobody. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Begins a session for an account whose password was just checked. Returns its secret, which is kept nowhere. */
export async function openSession(tx: Db, { userId, device }: { userId: string; device: string }): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const at = new Date()
  const times = { createdAt: at, lastSeenAt: at, checkedAt: at }
  await tx.userSession.create({ data: { secretHash: hashOf(secret), userId, device, ...times } })
  return secret
}

/** Hashes of sessions whose owner signed out while the database was away; this process lets nobody in by them. */
const owed = new Set<string>()

/** Notes that a session is to be ended, for when the database could not be told. It is, when somebody next comes by it. */
export function oweEnd(secret: string): void {
  if (owed.size < 10_000) owed.add(hashOf(secret))
}

type Row = {
  id: string
  created_at: Date
  last_seen_at: Date
  checked_at: Date
  user_id: string
  email: string
  name: string
  role: Role | null
  held: HeldRole[]
}

/**
 * Who has the secret of a session that still lives, in one query; null when it was ended or ran out, or the account is
 * disabled. Writes down that it was used, at most once a minute. Throws when the database is not reached.
 *
 * @param origin where the request comes from
 * @param now epoch milliseconds
 */
export async function findSignedIn(secret: string, origin: string, now = Date.now()): Promise<SignedIn | null> {
  const hash = hashOf(secret)
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.id, s.created_at, s.last_seen_at, s.checked_at, u.id AS user_id, u.email, u.name, u.role::text AS role,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('system', h.system, 'role', h.role, 'planRole', h.plan_role)
                                      ORDER BY h.system, h.role), '[]')
              FROM role_held h WHERE h.user_id = u.id) AS held
      FROM user_session s JOIN app_user u ON u.id = s.user_id
     WHERE s.secret_hash = ${hash} AND s.ended_at IS NULL AND u.disabled_at IS NULL`
  if (!row) return null
  if (owed.has(hash)) {
    await endSessions(db, { userId: row.user_id, only: row.id }, 'signed out')
    owed.delete(hash)
    return null
  }
  const times = { createdAt: +row.created_at, lastSeenAt: +row.last_seen_at }
  if (endsAt(times, LIMITS) <= now) return null
  if (isUseDue(times.lastSeenAt, now, LIMITS)) {
    await writeUse(row.id, now)
    times.lastSeenAt = now
  }
  const session = { id: row.id, checkedAt: +row.checked_at, endsAt: endsAt(times, LIMITS), origin }
  return { id: row.user_id, email: row.email, name: row.name, role: row.role, held: row.held, session }
}

// Nobody is refused because the use could not be written down, say on a database that is read-only for a while.
async function writeUse(id: string, now: number): Promise<void> {
  const at = new Date(now)
  await db.userSession
    .updateMany({ where: { id, lastSeenAt: { lt: at } }, data: { lastSeenAt: at } })
    .catch((error: Error) => log.warn({ err: error.message }, 'session: its use was not written down'))
}

/** What is asked of a row whose session still lives at `now`, epoch milliseconds. */
export function lives(now: number) {
  const after = (ms: number) => ({ gt: new Date(now - ms) })
  return { endedAt: null, createdAt: after(LIMITS.longest), lastSeenAt: after(LIMITS.idle) }
}

/** When a session ends by itself if nothing more is asked through it, epoch milliseconds; null when it is over. */
export async function endOfSession(id: string, now = Date.now()): Promise<number | null> {
  const row = await db.userSession.findFirst({ where: { id, ...lives(now), user: { disabledAt: null } } })
  return row && endsAt({ createdAt: +row.createdAt, lastSeenAt: +row.lastSeenAt }, LIMITS)
}

/**
 * Ends sessions of one account, all or those named, and has their open streams closed at the commit. Returns how many
 * were open.
 */
export async function endSessions(
  tx: Db,
  { userId, only, except }: { userId: string; only?: string; except?: string },
  why: EndReason,
): Promise<number> {
  const id = only ? { equals: only } : except ? { not: except } : undefined
  const where = { userId, ...lives(Date.now()), ...(id ? { id } : {}) }
  const { count } = await tx.userSession.updateMany({ where, data: { endedAt: new Date(), endedWhy: why } })
  if (count > 0) await publish(tx, { topic: 'users', id: userId })
  return count
}

/** Notes that the password of a session was just checked. */
export async function markChecked(tx: Db, id: string): Promise<void> {
  await tx.userSession.updateMany({ where: { id }, data: { checkedAt: new Date() } })
}

/** Removes sessions that have been over for 30 days; the worker calls it. Returns how many went. */
export async function forgetOldSessions(now: Date): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - FORGET_AFTER_MS - ms) })
  const over = [{ endedAt: before(0) }, { createdAt: before(LIMITS.longest) }, { lastSeenAt: before(LIMITS.idle) }]
  const { count } = await db.userSession.deleteMany({ where: { OR: over } })
  return count
}
