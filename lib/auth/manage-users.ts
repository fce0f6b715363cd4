import { recordAudit } from '@/lib/audit/record'
import { endLinks, makeLink } from '@/lib/auth/account-links'
import { keepAnAdmin } from '@/lib/auth/commands/keep-an-admin'
import { recordHand } from '@/lib/auth/hands'
import type { SignedIn } from '@/lib/auth/model/actor'
import type { NewLink } from '@/lib/auth/model/new-link'
import { authorise, EVERY_SYSTEM, isOfWeight } from '@/lib/auth/rules/roles'
import { requirePassword } from '@/lib/auth/rules/session-life'
import { addUserInput, changeAccessInput, changeRoleInput, resetPasswordInput } from '@/lib/auth/schema'
import { endSessions } from '@/lib/auth/sessions'
import { forgetCountsOf } from '@/lib/auth/sign-in-counts'
import { isDuplicate } from '@/lib/db/faults'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/**
 * Adds an account without a password, and makes the link through which its owner sets one, shown once. This and all
 * that follows asks for the admin's own password when that was last given too long ago (PasswordNeeded).
 */
export async function addUser(actor: SignedIn, input: unknown, now = Date.now()): Promise<NewLink> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { email, name, role } = parseInput(addUserInput, input)
  requirePassword(actor, now)
  try {
    return await transaction(async (tx) => {
      const user = await tx.user.create({ data: { email, name, role, passwordHash: null } })
      const link = await makeLink(tx, { user, by: actor, at: now, what: 'made' })
      const subject = { type: 'user', id: user.id }
      const detail = { email, name, role, linkUntil: isoOf(link) }
      await recordAudit(tx, { actor, action: 'user.add', subject, detail })
      await publish(tx, { topic: 'users', id: user.id })
      return link
    })
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is an account ${email} already.`, { email: 'Already in use.' })
    throw error
  }
}

/**
 * Gives an account another role and ends its sessions: the person comes back as who they now are. With a role that asks
 * for restores or approves them, the account is in this admin's hand for 24 h.
 */
export async function changeRole(actor: SignedIn, input: unknown, now = Date.now()): Promise<void> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId, role } = parseInput(changeRoleInput, input)
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody changes their own role.')
  requirePassword(actor, Date.now())
  await transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFound('There is no such account.')
    if (before.role === role) return
    if (before.role === 'admin') await keepAnAdmin(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { role } })
    if (isOfWeight(role)) await recordHand(tx, { userId, by: actor, at: now, what: 'role' })
    const sessionsEnded = await endSessions(tx, { userId }, 'new role')
    await recordAudit(tx, {
      actor,
      action: 'user.change-role',
      subject: { type: 'user', id: userId },
      detail: { email: before.email, from: before.role, to: role, sessionsEnded },
    })
    await publish(tx, { topic: 'users', id: userId })
  })
}

/**
 * Disables an account, which ends its sessions and its link, or lets it in again: with a new link and no password, which
 * is returned. Accounts are never deleted.
 */
export async function changeAccess(actor: SignedIn, input: unknown, now = Date.now()): Promise<NewLink | null> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId, disabled } = parseInput(changeAccessInput, input)
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody disables their own account.')
  requirePassword(actor, now)
  return transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFound('There is no such account.')
    if ((before.disabledAt !== null) === disabled) return null
    const subject = { type: 'user', id: userId }
    await publish(tx, { topic: 'users', id: userId })
    if (disabled) {
      if (before.role === 'admin') await keepAnAdmin(tx, userId)
      await endLinks(tx, { userId, at: now }, 'disabled')
      const data = { disabledAt: new Date(now), disabledBy: actor.name }
      await tx.user.update({ where: { id: userId }, data })
      const sessionsEnded = await endSessions(tx, { userId }, 'disabled')
      const detail = { email: before.email, sessionsEnded }
      await recordAudit(tx, { actor, action: 'user.disable', subject, detail })
      return null
    }
    const link = await makeLink(tx, { user: before, by: actor, at: now, what: 'enabled' })
    const data = { disabledAt: null, disabledBy: null, passwordHash: null }
    await tx.user.update({ where: { id: userId }, data })
    const detail = { email: before.email, linkUntil: isoOf(link) }
    await recordAudit(tx, { actor, action: 'user.enable', subject, detail })
    return link
  })
}

/**
 * Takes an account its password and every session, at once, and makes the link through which its owner sets another,
 * shown once. A link of before ends, and whatever wait strangers have brought about.
 */
export async function resetPassword(actor: SignedIn, input: unknown, now = Date.now()): Promise<NewLink> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId } = parseInput(resetPasswordInput, input)
  if (userId === actor.id) throw new Precondition('You change your own password under “Your account”.')
  requirePassword(actor, now)
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFound('There is no such account.')
    if (user.disabledAt) throw new Precondition('This account is disabled. Enable it: that makes a link as well.')
    const link = await makeLink(tx, { user, by: actor, at: now, what: 'reset' })
    await tx.user.update({ where: { id: userId }, data: { passwordHash: null } })
    await forgetCountsOf(tx, user.email)
    const sessionsEnded = await endSessions(tx, { userId }, 'new password')
    const subject = { type: 'user', id: userId }
    const detail = { email: user.email, sessionsEnded, linkUntil: isoOf(link) }
    await recordAudit(tx, { actor, action: 'user.reset-password', subject, detail })
    await publish(tx, { topic: 'users', id: userId })
    return link
  })
}

const isoOf = ({ expiresAt }: NewLink) => new Date(expiresAt).toISOString()
