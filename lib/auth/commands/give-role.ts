import { recordAudit } from '@/lib/audit/record'
import { recordHand } from '@/lib/auth/hands'
import type { HeldRole, SignedIn } from '@/lib/auth/model/actor'
import { planRoleKey } from '@/lib/auth/rules/plan-role'
import { authorise, EVERY_SYSTEM, isOfWeight } from '@/lib/auth/rules/roles'
import { requirePassword } from '@/lib/auth/rules/session-life'
import { giveRoleInput, mapPlanRoleInput } from '@/lib/auth/schema'
import { endSessions } from '@/lib/auth/sessions'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { NotFound, Precondition } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/** What the plans say: the systems, and the roles that each plan names. */
export type Grantable = { system: string; planRoles: readonly string[] }

/**
 * Gives an account a role for one system, beside what it holds; it holds at that person's next request. Giving what is held
 * already changes nothing. Throws Forbidden, InvalidInput by field, NotFound, Precondition (oneself).
 *
 * @param grantable every system that has a plan
 */
export async function giveRole(actor: SignedIn, input: unknown, grantable: readonly Grantable[]): Promise<void> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId, system, role } = parseInput(giveRoleInput, input)
  if (!grantable.some((one) => one.system === system)) {
    throw new NotFound(`System: found "${system}"; expected one of the systems with a plan.`)
  }
  await grant(actor, userId, { system, role, planRole: null })
}

/**
 * Says who acts as a role that a system's plan names, such as "engineering lead". By itself it allows nothing: the person
 * needs a role that may approve, too. Throws Forbidden, InvalidInput by field, NotFound, Precondition (oneself).
 *
 * @param grantable every system that has a plan, with the roles that it names
 */
export async function mapPlanRole(actor: SignedIn, input: unknown, grantable: readonly Grantable[]): Promise<void> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const { userId, planRole } = parseInput(mapPlanRoleInput, input)
  const key = planRoleKey(planRole.name)
  const plan = grantable.find(({ system }) => system === planRole.system)
  if (!plan?.planRoles.some((name) => planRoleKey(name) === key)) {
    const found = `${planRole.system}/${planRole.name}`
    throw new NotFound(`Role of a plan: found "${found}"; expected a role that the plan of a system names.`)
  }
  await grant(actor, userId, { system: planRole.system, role: null, planRole: key })
}

async function grant(actor: SignedIn, userId: string, given: HeldRole): Promise<void> {
  if (userId === actor.id) throw new Precondition('Ask another admin: nobody changes their own roles.')
  requirePassword(actor, Date.now())
  await transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user) throw new NotFound('There is no such account.')
    if (await tx.roleHeld.findFirst({ where: { userId, ...given } })) return
    await tx.roleHeld.create({ data: { userId, ...given, grantedBy: actor.name } })
    // The name of a role of a plan decides who agrees, so it puts its holder in this hand as a role of weight does.
    if (given.planRole !== null || isOfWeight(given.role)) {
      await recordHand(tx, { userId, by: actor, at: Date.now(), what: 'role' })
    }
    await recordHeld(tx, actor, given.role ? 'user.give-role' : 'user.map-plan-role', {
      ...given,
      userId,
      email: user.email,
    })
  })
}

/** Holds an account's row, so that two acts on what it holds come one after the other. */
export async function lockUser(tx: Tx, id: string): Promise<{ email: string } | null> {
  await tx.$queryRaw`SELECT 1 FROM app_user WHERE id = ${id}::uuid FOR UPDATE`
  return tx.user.findUnique({ where: { id }, select: { email: true } })
}

/** Ends the sessions of whom something was given to or taken from, who come back as who they now are; and audits it. */
export async function recordHeld(
  tx: Tx,
  actor: SignedIn,
  action: string,
  { userId, system, ...detail }: HeldRole & { userId: string; email: string },
): Promise<void> {
  const sessionsEnded = await endSessions(tx, { userId }, 'new role')
  const subject = { type: 'user', id: userId }
  await recordAudit(tx, { actor, action, subject, system, detail: { ...detail, sessionsEnded } })
  await publish(tx, { topic: 'users', id: userId })
}
