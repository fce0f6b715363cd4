import { NOBODY, recordAudit } from '@/lib/audit/record'
import { recordCounted } from '@/lib/audit/tally'
import { actorOf, WITH_HELD, type WithHeld } from '@/lib/auth/actor-of'
import { type Gate, makeGate } from '@/lib/auth/gate'
import { knownDevice, rememberDevice } from '@/lib/auth/known-device'
import type { Actor } from '@/lib/auth/model/actor'
import { NOBODYS_HASH, verifyPassword } from '@/lib/auth/password'
import { placeOf } from '@/lib/auth/rules/origin'
import { openSession } from '@/lib/auth/sessions'
import { type CountKey, giveBack, strangersKeys, takeAttempt } from '@/lib/auth/sign-in-counts'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { cut, refuseIllFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput, TooMany } from '@/lib/errors'
import { log } from '@/lib/log'

const WRONG = 'The address or the password is not right, or the account is disabled.'

// Next loads this file once per bundle, and whoever signs in anywhere in the process passes one gate.
const held = globalThis as typeof globalThis & { tidemarkDoor?: Gate }
held.tidemarkDoor ??= makeGate({ atOnce: 2, waiting: 50 })
const door = held.tidemarkDoor

type Given = { email: string; password: string; origin: string }

/** `device` is the label of the browser, `remembered` the value of its cookie by which accounts know it. */
type SigningIn = Given & { device: string; remembered?: string | undefined }

/** Who has signed in, the secret of the new session for the cookie, and what the browser is remembered by from now on. */
export type Entered = { actor: Actor; secret: string; remembered: string }

/**
 * Signs a person in by address and password, and begins a session on the device. Throws TooMany when it has to wait,
 * InvalidInput with one and the same sentence whether the account is unknown, disabled or the password wrong. Audited
 * either way.
 */
export async function signInLocally({ device, remembered, ...given }: SigningIn): Promise<Entered> {
  refuseIllFormed({ address: given.email, password: given.password, origin: given.origin })
  const email = emailAsKept(given)
  const id = knownDevice(remembered, email, Date.now())
  const checked = await checkPassword(given, id === null ? null : `device ${id}`)
  // A hash that another sign-in raised at this moment is another one, and the password may still be right.
  const entered = (await enter(checked, given, device)) ?? (await enter(await recheck(checked, given), given, device))
  if (!entered) throw new InvalidInput(WRONG)
  return { ...entered, remembered: rememberDevice(remembered, email, Date.now()) }
}

async function enter({ user, raised, spent }: Checked, given: Given, device: string) {
  const origin = originAsKept(given)
  const actor = actorOf(user)
  return transaction(async (tx) => {
    // A reset or a disabling since the check counts: it ends sessions, and this one would come after it.
    const still = { id: user.id, passwordHash: user.passwordHash, disabledAt: null }
    const data = { lastSignInAt: new Date(), ...(raised ? { passwordHash: raised } : {}) }
    const { count } = await tx.user.updateMany({ where: still, data })
    if (count === 0) return null
    await giveBack(tx, spent)
    const secret = await openSession(tx, { userId: user.id, device })
    const detail = { origin, device }
    await recordAudit(tx, { actor, action: 'user.sign-in', subject: { type: 'user', id: user.id }, detail })
    return { actor, secret }
  })
}

/** An open account whose password was right: what to keep instead of its hash, and the attempt that was counted for it. */
export type Checked = { user: WithHeld; raised: string | null; spent: readonly CountKey[] }

/**
 * The open account of that address and password, for whatever asks for a password: each attempt is counted before it is
 * looked at, every wrong one is in the audit. What the account knows is counted by itself, until it was wrong too often;
 * nothing that strangers do slows it. Throws as signInLocally does. Who succeeds calls giveBack in its transaction.
 *
 * @param known what the account knows this by: `device …`, `session …`, the command line; null for a stranger
 */
export async function checkPassword(given: Given, known: string | null): Promise<Checked> {
  refuseIllFormed({ address: given.email, password: given.password, origin: given.origin })
  const [email, origin] = [emailAsKept(given), originAsKept(given)]
  const work = async (): Promise<Checked> => {
    try {
      const spent = await take(email, placeOf(origin), known)
      return { ...(await evaluate(email, given)), spent }
    } catch (error) {
      if (error instanceof InvalidInput || error instanceof TooMany) await recordFailure(email, origin)
      throw error
    }
  }
  return door(work, known !== null)
}

/** Counts the attempt where it belongs, and returns where that was. */
async function take(email: string, place: string, known: string | null): Promise<readonly CountKey[]> {
  const own: CountKey[] = known === null ? [] : [{ kind: 'known', email, place: known }]
  const strangers = strangersKeys(email, place)
  if (own.length > 0) {
    const refused = await takeAttempt(own, Date.now()).catch((error: unknown) => error)
    if (refused === undefined) return own
    if (!(refused instanceof TooMany)) throw refused
  }
  await takeAttempt(strangers, Date.now())
  return strangers
}

async function evaluate(email: string, { password }: Given): Promise<Omit<Checked, 'spent'>> {
  const user = await db.user.findUnique({ where: { email }, include: WITH_HELD })
  const { matches, raised } = await verifyPassword(password.slice(0, 1_000), user?.passwordHash ?? NOBODYS_HASH)
  if (!user || !matches || user.disabledAt) throw new InvalidInput(WRONG)
  return { user, raised }
}

async function recheck({ user, spent }: Checked, given: Given): Promise<Checked> {
  return { ...(await evaluate(user.email, given)), spent }
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
