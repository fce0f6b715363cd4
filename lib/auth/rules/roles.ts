import type { Actor, Role } from '@/lib/auth/model/actor'
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

/** Whether the person's role allows the action. The same predicate guards the command and hides the button. */
export function can(actor: Pick<Actor, 'role'>, action: Action): boolean {
  return (PERMISSIONS[action] as readonly Role[]).includes(actor.role)
}

/** Lets the action pass or throws Forbidden with a sentence that names the roles that may. */
export function authorise(actor: Pick<Actor, 'role'>, action: Action): void {
  if (can(actor, action)) return
  const may = PERMISSIONS[action].join(', ')
  throw new Forbidden(`Your role is ${actor.role}; this needs one of: ${may}.`, action)
}
