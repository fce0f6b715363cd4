import { randomBytes } from 'node:crypto'
import { recordHand } from '@/lib/auth/hands'
import type { SignedIn } from '@/lib/auth/model/actor'
import type { NewLink } from '@/lib/auth/model/new-link'
import type { HandAct } from '@/lib/auth/rules/one-hand'
import { hashOf } from '@/lib/auth/sessions'
import type { Tx } from '@/lib/db/client'
import { requireEnv } from '@/lib/env'

/** How long a link may be followed: 1 h, in milliseconds. */
const LINK_MS = 3_600_000

/**
 * Makes the one link of an account and ends the one before, in the transaction of the act that it comes of. The token is
 * behind the #, which no browser sends: it stands in no log, no referrer and no preview of a chat. To be called before
 * the row of the account is written, in the order in which a link is used, so that the two never wait for each other.
 *
 * @param at epoch milliseconds
 */
export async function makeLink(
  tx: Tx,
  { user, by, at, what }: { user: { id: string; email: string }; by: SignedIn; at: number; what: HandAct },
): Promise<NewLink> {
  // Two admins at once: the second link ends the first.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`account-link:${user.id}`}, 0))::text`
  await endLinks(tx, { userId: user.id, at }, 'superseded')
  const token = randomBytes(32).toString('base64url')
  const expiresAt = at + LINK_MS
  const made = { madeAt: new Date(at), madeById: by.id, madeByName: by.name, expiresAt: new Date(expiresAt) }
  await tx.accountLink.create({ data: { userId: user.id, tokenHash: hashOf(token), what, ...made } })
  await recordHand(tx, { userId: user.id, by, at, what })
  const link = new URL(`/welcome#${token}`, requireEnv('NEXTAUTH_URL')).href
  return { email: user.email, link, expiresAt }
}

/** Ends the open link of an account, if there is one. `at` is epoch milliseconds. */
export async function endLinks(
  tx: Tx,
  { userId, at }: { userId: string; at: number },
  why: 'superseded' | 'disabled',
): Promise<void> {
  const data = { endedAt: new Date(at), endedWhy: why }
  await tx.accountLink.updateMany({ where: { userId, endedAt: null }, data })
}
