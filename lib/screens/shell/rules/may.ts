import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** What of the frame depends on the role: the places one may go to, and the acts that are offered. */
export function mayOf(actor: Pick<Actor, 'role'>): ShellActor['may'] {
  return {
    audit: can(actor, 'audit.read'),
    admin: can(actor, 'user.manage'),
    declare: can(actor, 'incident.declare'),
    restore: can(actor, 'restore.request'),
  }
}
