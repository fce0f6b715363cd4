import { NOBODY, recordAudit } from '@/lib/audit/record'
import { recordCounted } from '@/lib/audit/tally'
import { recordHand } from '@/lib/auth/hands'
import { hashPassword } from '@/lib/auth/password'
import { linkFault } from '@/lib/auth/rules/link-fault'
import { newPasswordFault } from '@/lib/auth/rules/new-password'
import type { HandAct } from '@/lib/auth/rules/one-hand'
import { followLinkInput } from '@/lib/auth/schema'
import { hashOf } from '@/lib/auth/sessions'
import { forgetCountsOf } from '@/lib/auth/sign-in-counts'
import { db } from '@/lib/db/client'
import type { AccountLink, User } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { InvalidInput, Precondition } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { log } from '@/lib/log'
import { parseInput } from '@/lib/parse-input'

/**
 * Sets the password of the account whose link this is, and ends the link: of two at once one wins. For whoever holds the
 * token, signed in or not; it says nothing about accounts to who does not. Returns the address to sign in with.
 *
 * @param origin where the request comes from, for the audit
 * @param now epoch milliseconds
 * @throws InvalidInput with a sentence per field; Precondition: unknown, used, superseded or expired
 */
export async function followLink(origin: string, input: unknown, now = Date.now()): Promise<{ email: string }> {
  const { token, password, again } = parseInput(followLinkInput, input)
  const tokenHash = hashOf(token)
  const link = await db.accountLink.findUnique({ where: { tokenHash }, include: { user: true } })
  const refused = linkFault(link, now)
  if (!link || refused) return refuse(link, refused, origin)
  const fault = newPasswordFault(password, { current: '', email: link.user.email })
  if (fault) throw new InvalidInput(fault, { password: fault })
  const other = 'This is not what you wrote above.'
  if (password !== again) throw new InvalidInput(other, { again: other })
  if (await claim(link, await hashPassword(password), { origin, now })) return { email: link.user.email }
  const ended = await db.accountLink.findUnique({ where: { tokenHash }, include: { user: true } })
  return refuse(ended, linkFault(ended, now), origin)
}

type Link = AccountLink & { user: User }

/** False when somebody else was first, or the link was ended in this instant; then nothing is changed. */
function claim(link: Link, passwordHash: string, { origin, now }: { origin: string; now: number }): Promise<boolean> {
  const { id, userId, user, what, madeById, madeByName } = link
  return transaction(async (tx) => {
    const open = { id, endedAt: null, expiresAt: { gt: new Date(now) } }
    const { count } = await tx.accountLink.updateMany({
      where: open,
      data: { endedAt: new Date(now), endedWhy: 'used' },
    })
    if (count === 0) return false
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    // What strangers tried before is no reason to keep the owner waiting.
    await forgetCountsOf(tx, user.email)
    // The 24 h of its admin begin anew: only now can anybody act through the account.
    await recordHand(tx, { userId, by: { id: madeById, name: madeByName }, at: now, what: what as HandAct })
    const actor = { id: userId, email: user.email, name: user.name, role: user.role, held: [] }
    const detail = { email: user.email, after: what, linkBy: madeByName, origin }
    await recordAudit(tx, { actor, action: 'user.link-used', subject: { type: 'user', id: userId }, detail })
    await publish(tx, { topic: 'users', id: userId })
    return true
  })
}

async function refuse(link: Link | null, fault: { why: string; says: string } | null, origin: string): Promise<never> {
  const { why, says } = fault ?? {
    why: 'ended',
    says: 'The link was ended in this instant. Ask an admin for a new one.',
  }
  const subject = link ? { type: 'user', id: link.userId } : { type: 'link', id: 'unknown' }
  const detail = { why, origin, ...(link ? { email: link.user.email, linkBy: link.madeByName } : {}) }
  const record = { actor: NOBODY, action: 'user.link-refused', subject, detail, group: origin }
  await recordCounted(record).catch((error: Error) =>
    log.warn({ err: error.message }, 'a refused link is not in the audit'),
  )
  throw new Precondition(says)
}
