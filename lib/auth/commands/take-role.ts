import { lockUser, recordHeld } from '@/lib/auth/commands/give-role'
import type { SignedIn } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import { requirePassword } from '@/lib/auth/rules/session-life'
import { takeRoleInput } from '@/lib/auth/schema'
import { transaction } from '@/lib/db/transaction'
import { NotFound, Precondition } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

/**
 * Takes a role of one system, or the mapping to a role of its plan, from whoever holds it; it holds at that person's next
 * request. Throws Forbidden, InvalidInput, NotFound (taken already), Precondition (oneself).
 */
export async function takeRole(actor: SignedIn, input: unknown): Promise<void> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { heldId } = parseInput(takeRoleInput, input)
  await transaction(async (tx) => {
    const held = await tx.roleHeld.findUnique({ where: { id: heldId } })
    if (!held) throw new NotFound('Nobody holds this any more. Load the page again.')
    const { userId, system, role, planRole } = held
    if (userId === actor.id) throw new Precondition('Ask another admin: nobody changes their own roles.')
    requirePassword(actor, Date.now())
    const user = await lockUser(tx, userId)
    const { count } = await tx.roleHeld.deleteMany({ where: { id: heldId } })
    if (count === 0 || !user) throw new NotFound('Nobody holds this any more. Load the page again.')
    await recordHeld(tx, actor, role ? 'user.take-role' : 'user.unmap-plan-role', {
      userId,
      system,
      role,
      planRole,
      email: user.email,
    })
  })
}
