import type { EntryRule } from '@/lib/incidents/model/entries/kind'
import type { IncidentRoleKey } from '@/lib/vocabulary/incident-roles'

/** Who holds a role, is offered one, or answers the offer. */
export type RoleEntry = { kind: 'role'; detail: RoleDetail }

export const role: EntryRule<'role'> = { kind: 'role', shape: 'state', offered: null, narrative: false }

/** Which role, and what became of it. */
export type RoleDetail = {
  role?: IncidentRoleKey
  roleEvent?: 'assigned' | 'offered' | 'accepted' | 'declined' | 'ended'
  person?: { id: string; name: string }
  /** the entry of the offer that is accepted or declined */
  offer?: string
  /** handover: the state of the incident at that moment, in sentences */
  summary?: string[]
}
