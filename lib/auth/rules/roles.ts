import type { Holder, Role } from '@/lib/auth/model/actor'
import { Forbidden } from '@/lib/errors'

/** Every role, from the least to the most that it may do. */
export const ROLES: readonly Role[] = ['viewer', 'responder', 'dba', 'approver', 'commander', 'admin']

const READS = ['board.read', 'plan.read', 'inventory.read', 'restore.read', 'incident.read', 'review.read'] as const

/** Which roles may do what. docs/roles.md shows the same table; a test holds the two together. */
export const PERMISSIONS = {
  ...(Object.fromEntries(READS.map((action) => [action, ROLES])) as Record<(typeof READS)[number], readonly Role[]>),
  'restore.request': ['dba', 'admin'],
  'restore.approve': ['approver', 'commander', 'admin'],
  'restore.cancel': ['dba', 'commander', 'admin'],
  'restore.delete-target': ['dba', 'admin'],
  'incident.declare': ['responder', 'dba', 'approver', 'commander', 'admin'],
  'incident.write': ['responder', 'dba', 'approver', 'commander', 'admin'],
  'incident.command': ['commander', 'admin'],
  'review.write': ['responder', 'dba', 'approver', 'commander', 'admin'],
  'finding.acknowledge': ['dba', 'commander', 'admin'],
  'chain.explain': ['commander', 'admin'],
  'audit.read': ['approver', 'commander', 'admin'],
  'user.manage': ['admin'],
  'account.own': ROLES,
} satisfies Record<string, readonly Role[]>

export type Action = keyof typeof PERMISSIONS

/** What an act is about: something of one system, or (`system: null`) what belongs to no single one. */
export type Subject = { system: string | null }

/** Accounts, the audit, messages to the outside: only a role for all systems covers it. */
export const EVERY_SYSTEM: Subject = { system: null }

/** The systems on which a person may do something; null: all of them. */
export type Systems = readonly string[] | null

/**
 * Whether what the person holds allows the action on the subject: a role for all systems covers every subject, a role for
 * one system only what is of that system. The same predicate guards the command and hides the button.
 */
export function can(holder: Holder, action: Action, { system }: Subject): boolean {
  if (allows(holder.role, action)) return true
  return system !== null && holder.held.some((held) => held.system === system && allows(held.role, action))
}

/** Lets the action pass or throws Forbidden with a sentence that names what is held and the roles that may. */
export function authorise(holder: Holder, action: Action, subject: Subject): void {
  if (!can(holder, action, subject)) throw new Forbidden(refusal(holder, action, subject.system), action)
}

/**
 * The systems on which the person may do something, for lists that show no others; and before a command reads what it was
 * sent, because who may do it nowhere is refused whatever they name. Throws Forbidden where there is none.
 */
export function systemsFor(holder: Holder, action: Action): Systems {
  const systems = systemsWith(holder, action)
  if (systems?.length === 0) throw new Forbidden(refusal(holder, action, null), action)
  return systems
}

/** Whether the person may do something to some system at all: whether a place or a form is offered. No lock by itself. */
export function canSomewhere(holder: Holder, action: Action): boolean {
  return systemsWith(holder, action)?.length !== 0
}

/** Whether a role asks for restores or approves them: an account that gets it is in the hand of the admin who gave it. */
export function isOfWeight(role: Role | null): boolean {
  return allows(role, 'restore.request') || allows(role, 'restore.approve')
}

/** Whether a system is among those. */
export function isAmong(systems: Systems, system: string): boolean {
  return systems === null || systems.includes(system)
}

/** The part of a query that keeps to those systems. */
export function ofSystems(systems: Systems): { system?: { in: string[] } } {
  return systems === null ? {} : { system: { in: [...systems] } }
}

function systemsWith(holder: Holder, action: Action): Systems {
  if (allows(holder.role, action)) return null
  return [...new Set(holder.held.flatMap(({ system, role }) => (allows(role, action) ? [system] : [])))]
}

function allows(role: Role | null, action: Action): boolean {
  return role !== null && (PERMISSIONS[action] as readonly Role[]).includes(role)
}

function refusal(holder: Holder, action: Action, system: string | null): string {
  const here = system === null ? '' : `, for ${system} or for all systems`
  const may = PERMISSIONS[action].join(', ')
  const ofOne = holder.held.some(({ role }) => role !== null)
  return `${rolesInWords(holder)}; this needs one of: ${may}${ofOne ? here || ', for all systems' : ''}.`
}

/** What a person holds, as the beginning of a sentence: "Your role is dba", "You hold approver of phaserai". */
export function rolesInWords({ role, held }: Holder): string {
  const ofOne = held.flatMap((one) => (one.role ? [`${one.role} of ${one.system}`] : []))
  if (ofOne.length === 0) return role ? `Your role is ${role}` : 'You hold no role'
  return `You hold ${[...(role ? [`${role} for all systems`] : []), ...ofOne].join(', ')}`
}
