import { NOBODY, recordAudit } from '@/lib/audit/record'
import { recordCounted } from '@/lib/audit/tally'
import { actorOf, WITH_HELD, type WithHeld } from '@/lib/auth/actor-of'
import type { Actor } from '@/lib/auth/model/actor'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { ATTEMPT_WINDOW_MS, mayAttempt } from '@/lib/auth/rules/attempts'
import { openSession } from '@/lib/auth/sessions'
import { db, type Tx } from '@/lib/db/client'
import type { User } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { cut, refuseIllFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput, TooMany } from '@/lib/errors'
import { log } from '@/lib/log'

const WRONG = 'The address or the password is not right, or the account is disabled.'

let decoy: Promise<string> | undefined

type Given = { email: string; password: string; origin: string }

/** Who has signed in, and the secret of the new session for the cookie. */
export type Entered = { actor: Actor; secret: string }

/**
 * Signs a person in by address and password, and begins a session on the device (its label). Throws TooMany when too many
 * attempts failed lately, InvalidInput with one and the same sentence whether the account is unknown, disabled or the
 * password wrong. Audited either way.
 */
export async function signInLocally({ device, ...given }: Given & { device: string }): Promise<Entered> {
  const user = await checkPassword(given)
  const actor = actorOf(user)
  const origin = originAsKept(given)
  return transaction(async (tx) => {
    // A reset or a disabling since the check counts: it ends sessions, and this one would come after it.
    const still = { id: user.id, passwordHash: user.passwordHash, disabledAt: null }
    const { count } = await tx.user.updateMany({ where: still, data: { lastSignInAt: new Date() } })
    if (count === 0) throw new InvalidInput(WRONG)
    await countSuccess(tx, user, given)
    const secret = await openSession(tx, { userId: user.id, device })
    const detail = { origin, device }
    await recordAudit(tx, { actor, action: 'user.sign-in', subject: { type: 'user', id: user.id }, detail })
    return { actor, secret }
  })
}

/**
 * The open account of that address and password, for whatever asks for a password: every wrong one counts in the same
 * limits and is in the audit. Throws as signInLocally does. Who succeeds calls countSuccess in its transaction.
 */
export async function checkPassword(given: Given): Promise<WithHeld> {
  refuseIllFormed({ address: given.email, password: given.password, origin: given.origin })
  const [email, origin] = [emailAsKept(given), originAsKept(given)]
  if (!mayAttempt(await recentFailures(email, origin))) {
    await recordFailure(email, origin)
    throw new TooMany('Too many attempts failed. Wait 15 minutes, or ask an admin for a new password.')
  }
  const user = await db.user.findUnique({ where: { email }, include: WITH_HELD })
  decoy ??= hashPassword('nobody has this password')
  const matches = await verifyPassword(given.password.slice(0, 1_000), user?.passwordHash ?? (await decoy))
  if (user && matches && !user.disabledAt) return user
  await db.signInAttempt.create({ data: { email, origin, succeeded: false } })
  await recordFailure(email, origin)
  throw new InvalidInput(WRONG)
}

/** Takes back what failed before from the same place: who knows the password was only mistaken. */
export async function countSuccess(tx: Tx, { email }: Pick<User, 'email'>, given: Given): Promise<void> {
  const origin = originAsKept(given)
  await tx.signInAttempt.create({ data: { email, origin, succeeded: true } })
  await tx.signInAttempt.deleteMany({ where: { email, origin, succeeded: false } })
}

// An address that no database can hold is no account's: what cannot be kept of it is left out.
const emailAsKept = ({ email }: Given) => cut(email.trim().toLowerCase(), 254)
const originAsKept = ({ origin }: Given) => cut(origin, 64)

// Whoever types a wrong password hears that, also when the record of it cannot be written.
async function recordFailure(email: string, origin: string): Promise<void> {
  const subject = { type: 'address', id: email }
  const record = { actor: NOBODY, action: 'user.sign-in-failed', subject, detail: { address: email, origin } }
  await recordCounted({ ...record, group: origin }).catch((error: Error) =>
    log.warn({ err: error.message }, 'sign-in: a failed attempt is not in the audit'),
  )
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
