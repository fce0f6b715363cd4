import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { ATTEMPT_WINDOW_MS, mayAttempt } from '@/lib/auth/rules/attempts'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { cut, refuseIllFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput, TooMany } from '@/lib/errors'

const WRONG = 'The address or the password is not right, or the account is disabled.'

let decoy: Promise<string> | undefined

/**
 * Signs a person in by address and password. Throws TooMany when too many attempts failed lately, InvalidInput with
 * one and the same sentence whether the account is unknown, disabled or the password wrong. Success is audited.
 */
export async function signInLocally(input: { email: string; password: string; origin: string }): Promise<Actor> {
  refuseIllFormed({ address: input.email, password: input.password, origin: input.origin })
  const email = cut(input.email.trim().toLowerCase(), 254)
  const origin = cut(input.origin, 64)
  if (!mayAttempt(await recentFailures(email, origin))) {
    throw new TooMany('Too many attempts failed. Wait 15 minutes, or ask an admin for a new password.')
  }
  const user = await db.user.findUnique({ where: { email } })
  decoy ??= hashPassword('nobody has this password')
  const matches = await verifyPassword(input.password.slice(0, 1_000), user?.passwordHash ?? (await decoy))
  if (!user || !matches || user.disabledAt) {
    await db.signInAttempt.create({ data: { email, origin, succeeded: false } })
    throw new InvalidInput(WRONG)
  }
  const actor: Actor = { id: user.id, email: user.email, name: user.name, role: user.role }
  await transaction(async (tx) => {
    await tx.signInAttempt.create({ data: { email, origin, succeeded: true } })
    await tx.signInAttempt.deleteMany({ where: { email, origin, succeeded: false } })
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: new Date() } })
    await recordAudit(tx, { actor, action: 'user.sign-in', subject: { type: 'user', id: user.id }, detail: { origin } })
  })
  return actor
}

async function recentFailures(email: string, origin: string) {
  const recent = { succeeded: false, at: { gte: new Date(Date.now() - ATTEMPT_WINDOW_MS) } }
  const [sameEmailAndOrigin, sameEmail, sameOrigin] = await Promise.all([
    db.signInAttempt.count({ where: { ...recent, email, origin } }),
    db.signInAttempt.count({ where: { ...recent, email } }),
    db.signInAttempt.count({ where: { ...recent, origin } }),
  ])
  return { sameEmailAndOrigin, sameEmail, sameOrigin }
}

/** Removes attempts older than a day; the worker calls it. Returns how many went. */
export async function forgetOldAttempts(now: Date): Promise<number> {
  const { count } = await db.signInAttempt.deleteMany({ where: { at: { lt: new Date(now.getTime() - 86_400_000) } } })
  return count
}
