import type { Holder, Role } from '@/lib/auth/model/actor'
import { can, canSomewhere, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** What of the frame depends on what a person holds: the places one may go to, and the acts that are offered somewhere. */
export function mayOf(actor: Holder): ShellActor['may'] {
  return {
    audit: can(actor, 'audit.read', EVERY_SYSTEM),
    admin: can(actor, 'user.manage', EVERY_SYSTEM),
    declare: canSomewhere(actor, 'incident.declare'),
    restore: canSomewhere(actor, 'restore.request'),
  }
}

/** What a person is, in a word or two, for the top bar. */
export function roleWord({ role, held }: Holder): string {
  const ofOne = held.flatMap((one) => (one.role ? [{ system: one.system, role: one.role }] : []))
  if (role) return ROLE_WORDS[role]
  const [first, ...more] = ofOne
  if (!first) return 'No role'
  return more.length === 0 ? `${ROLE_WORDS[first.role]}, ${first.system}` : `${ofOne.length} roles of systems`
}

const ROLE_WORDS: Record<Role, string> = {
  viewer: 'Viewer',
  responder: 'Responder',
  dba: 'DBA',
  approver: 'Approver',
  commander: 'Commander',
  admin: 'Admin',
}
