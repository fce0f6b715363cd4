import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { hashPassword, newPassword } from '@/lib/auth/password'
import { authorise } from '@/lib/auth/rules/roles'
import { addUserInput, changeAccessInput, changeRoleInput, resetPasswordInput } from '@/lib/auth/schema'
import { isDuplicate } from '@/lib/db/faults'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/** Adds an account with a random password, returned once and kept nowhere but as a hash. */
export async function addUser(actor: Actor, input: unknown): Promise<{ email: string; password: string }> {
  authorise(actor, 'user.manage')
  const { email, name, role } = parseInput(addUserInput, input)
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

/** Gives an account another role; it holds at that person's next request. */
export async function changeRole(actor: Actor, input: unknown): Promise<void> {
  authorise(actor, 'user.manage')
  const { userId, role } = parseInput(changeRoleInput, input)
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody changes their own role.')
  await transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFound('There is no such account.')
    if (before.role === role) return
    await tx.user.update({ where: { id: userId }, data: { role } })
    await recordAudit(tx, {
      actor,
      action: 'user.change-role',
      subject: { type: 'user', id: userId },
      detail: { email: before.email, from: before.role, to: role },
    })
    await publish(tx, { topic: 'users', id: userId })
  })
}

/** Disables an account or lets it in again; it holds at that person's next request. Accounts are never deleted. */
export async function changeAccess(actor: Actor, input: unknown): Promise<void> {
  authorise(actor, 'user.manage')
  const { userId, disabled } = parseInput(changeAccessInput, input)
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody disables their own account.')
  await transaction(async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFound('There is no such account.')
    if ((before.disabledAt !== null) === disabled) return
    const data = disabled ? { disabledAt: new Date(), disabledBy: actor.name } : { disabledAt: null, disabledBy: null }
    await tx.user.update({ where: { id: userId }, data })
    await recordAudit(tx, {
      actor,
      action: disabled ? 'user.disable' : 'user.enable',
      subject: { type: 'user', id: userId },
      detail: { email: before.email },
    })
    await publish(tx, { topic: 'users', id: userId })
  })
}

/** Gives an account a new random password, returned once. The old one ends at once; open sessions stay. */
export async function resetPassword(actor: Actor, input: unknown): Promise<{ email: string; password: string }> {
  authorise(actor, 'user.manage')
  const { userId } = parseInput(resetPasswordInput, input)
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFound('There is no such account.')
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    await recordAudit(tx, {
      actor,
      action: 'user.reset-password',
      subject: { type: 'user', id: userId },
      detail: { email: user.email },
    })
    return { email: user.email, password }
  })
}
