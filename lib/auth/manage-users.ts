import { recordAudit } from '@/lib/audit/record'
import { keepAnAdmin } from '@/lib/auth/commands/keep-an-admin'
import type { SignedIn } from '@/lib/auth/model/actor'
import { hashPassword, newPassword } from '@/lib/auth/password'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
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
 * Adds an account with a random password, returned once and kept nowhere but as a hash. This and all
 * that follows asks for the admin's own password when that was last given too long ago (PasswordNeeded).
 */
export async function addUser(actor: SignedIn, input: unknown): Promise<{ email: string; password: string }> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { email, name, role } = parseInput(addUserInput, input)
  requirePassword(actor, Date.now())
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  try {
    await transaction(async (tx) => {
      const user = await tx.user.create({ data: { email, name, role, passwordHash } })
      await recordAudit(tx, {
        actor,
        action: 'user.add',
        subject: { type: 'user', id: user.id },
        detail: { email, name, role },
      })
      await publish(tx, { topic: 'users', id: user.id })
    })
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is an account ${email} already.`, { email: 'Already in use.' })
    throw error
  }
  return { email, password }
}

/** Gives an account another role for all systems, or none, and ends its sessions: the person comes back as who they now are. */
export async function changeRole(actor: SignedIn, input: unknown): Promise<void> {
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

/** Disables an account, which ends its sessions, or lets it in again. Accounts are never deleted. */
export async function changeAccess(actor: SignedIn, input: unknown): Promise<void> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId, disabled } = parseInput(changeAccessInput, input)
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody disables their own account.')
  requirePassword(actor, Date.now())
  await transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFound('There is no such account.')
    if ((before.disabledAt !== null) === disabled) return
    if (disabled && before.role === 'admin') await keepAnAdmin(tx, userId)
    const data = disabled ? { disabledAt: new Date(), disabledBy: actor.name } : { disabledAt: null, disabledBy: null }
    await tx.user.update({ where: { id: userId }, data })
    const sessionsEnded = disabled ? await endSessions(tx, { userId }, 'disabled') : 0
    await recordAudit(tx, {
      actor,
      action: disabled ? 'user.disable' : 'user.enable',
      subject: { type: 'user', id: userId },
      detail: { email: before.email, sessionsEnded },
    })
    await publish(tx, { topic: 'users', id: userId })
  })
}

/**
 * Gives an account a new random password, returned once. The old one ends at once, every session with it, and whatever
 * wait strangers have brought about.
 */
export async function resetPassword(actor: SignedIn, input: unknown): Promise<{ email: string; password: string }> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId } = parseInput(resetPasswordInput, input)
  requirePassword(actor, Date.now())
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFound('There is no such account.')
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    await forgetCountsOf(tx, user.email)
    const sessionsEnded = await endSessions(tx, { userId }, 'new password')
    await recordAudit(tx, {
      actor,
      action: 'user.reset-password',
      subject: { type: 'user', id: userId },
      detail: { email: user.email, sessionsEnded },
    })
    return { email: user.email, password }
  })
}
