import { recordAudit } from '@/lib/audit/record'
import type { SignedIn } from '@/lib/auth/model/actor'
import { hashPassword } from '@/lib/auth/password'
import { newPasswordFault } from '@/lib/auth/rules/new-password'
import { systemsFor } from '@/lib/auth/rules/roles'
import { changePasswordInput, confirmPasswordInput } from '@/lib/auth/schema'
import { endSessions, markChecked } from '@/lib/auth/sessions'
import { type Checked, checkPassword } from '@/lib/auth/sign-in'
import { giveBack } from '@/lib/auth/sign-in-counts'
import { transaction } from '@/lib/db/transaction'
import { Conflict, InvalidInput } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

const WRONG = 'This is not your password.'

/** Takes the person's password once more, so that acts of weight may follow for 5 minutes. Throws InvalidInput, TooMany. */
export async function confirmPassword(actor: SignedIn, input: unknown): Promise<void> {
  systemsFor(actor, 'account.own')
  const { password } = parseInput(confirmPasswordInput, input)
  const { spent } = await ownAccount(actor, 'password', password)
  await transaction(async (tx) => {
    await giveBack(tx, spent)
    await markChecked(tx, actor.session.id)
    const subject = { type: 'user', id: actor.id }
    await recordAudit(tx, { actor, action: 'user.confirm', subject, detail: { origin: actor.session.origin } })
  })
}

/**
 * Gives a person another password of their own, by the one they have, and ends all their other sessions. Returns how many
 * those were. Throws InvalidInput with a sentence per field, TooMany, Conflict.
 */
export async function changeOwnPassword(actor: SignedIn, input: unknown): Promise<{ ended: number }> {
  systemsFor(actor, 'account.own')
  const { current, password, again } = parseInput(changePasswordInput, input)
  const fault = newPasswordFault(password, { current, email: actor.email })
  if (fault) throw new InvalidInput(fault, { password: fault })
  const other = 'This is not what you wrote above.'
  if (password !== again) throw new InvalidInput(other, { again: other })
  const { user, spent } = await ownAccount(actor, 'current', current)
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    const still = { id: user.id, passwordHash: user.passwordHash, disabledAt: null }
    const { count } = await tx.user.updateMany({ where: still, data: { passwordHash } })
    if (count === 0) throw new Conflict('Your password was changed at the same moment. Sign in again.')
    await giveBack(tx, spent)
    await markChecked(tx, actor.session.id)
    const ended = await endSessions(tx, { userId: user.id, except: actor.session.id }, 'new password')
    const subject = { type: 'user', id: user.id }
    await recordAudit(tx, { actor, action: 'user.change-password', subject, detail: { sessionsEnded: ended } })
    return { ended }
  })
}

/**
 * The person's own account, if the password is right; a wrong one is said at its field and counts as a failed sign-in. The
 * session is known to the account, so that nobody else's guesses keep its person from an act of weight.
 */
async function ownAccount({ email, session }: SignedIn, field: string, password: string): Promise<Checked> {
  const given = { email, password, origin: session.origin }
  return checkPassword(given, `session ${session.id}`).catch((error: unknown) => {
    throw error instanceof InvalidInput ? new InvalidInput(WRONG, { [field]: WRONG }) : error
  })
}
