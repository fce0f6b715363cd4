import { illFormedPart } from '@/lib/door/rules/well-formed'
import {
  type EntryDto,
  INCIDENT_STATUSES,
  type IncidentStatus,
  type RoleHolder,
  type RoleOffer,
} from '@/lib/incidents/model/incident'
import { isMeant, MEANT } from '@/lib/time/instants'
import { INCIDENT_ROLE_WORDS, type IncidentRoleKey } from '@/lib/vocabulary/incident-roles'

const STATUS_WORDS: Record<IncidentStatus, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  recovering: 'Recovering',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
}

/** The word of a status as shown. */
export function statusWord(status: IncidentStatus): string {
  return STATUS_WORDS[status]
}

/**
 * Whether a status may follow another by set-status: any open one may follow any other open one.
 *
 * @returns null when it may; else why not, as a sentence
 */
export function statusFault(from: IncidentStatus, to: IncidentStatus): string | null {
  if (from === to) return `The status is ${STATUS_WORDS[to].toLowerCase()} already.`
  if (from === 'resolved') return 'The incident is resolved. Reopen it first.'
  if (to === 'resolved') return 'Resolving is a step of its own: it asks for the times that the review needs.'
  return null
}

/** Whether an incident can be resolved; null or why not. */
export function resolveFault(from: IncidentStatus): string | null {
  return from === 'resolved' ? 'The incident is resolved already.' : null
}

/** Whether an incident can be reopened, and to what; null or why not. */
export function reopenFault(from: IncidentStatus, to: IncidentStatus): string | null {
  if (from !== 'resolved') return 'The incident is open.'
  return to === 'resolved' ? 'Say in which open status it goes on.' : null
}

/** How far a status is along the way: 0 investigating … 4 resolved. */
export function statusRank(status: IncidentStatus): number {
  return INCIDENT_STATUSES.indexOf(status)
}

/**
 * Whether a person may hold a role beside those held now. The commander holds no second role, and a role has one holder.
 *
 * @returns null when it may; else why not, as a sentence
 */
export function roleFault(
  holders: readonly Pick<RoleHolder, 'role' | 'userId' | 'userName'>[],
  role: IncidentRoleKey,
  person: { id: string; name: string; mayCommand: boolean },
): string | null {
  const holder = holders.find((held) => held.role === role)
  if (holder?.userId === person.id) return `${person.name} is ${INCIDENT_ROLE_WORDS[role].toLowerCase()} already.`
  if (holder) return `${holder.userName} is ${INCIDENT_ROLE_WORDS[role].toLowerCase()}. Hand the role over instead.`
  return secondRoleFault(holders, role, person)
}

/** The same for a handover, where the role's present holder steps back. */
export function handoverFault(
  holders: readonly Pick<RoleHolder, 'role' | 'userId' | 'userName'>[],
  role: IncidentRoleKey,
  person: { id: string; name: string; mayCommand: boolean },
): string | null {
  const holder = holders.find((held) => held.role === role)
  if (!holder) return `Nobody is ${INCIDENT_ROLE_WORDS[role].toLowerCase()}. Assign the role instead.`
  if (holder.userId === person.id) return `${person.name} is ${INCIDENT_ROLE_WORDS[role].toLowerCase()} already.`
  return secondRoleFault(holders, role, person)
}

function secondRoleFault(
  holders: readonly Pick<RoleHolder, 'role' | 'userId'>[],
  role: IncidentRoleKey,
  person: { id: string; name: string; mayCommand: boolean },
): string | null {
  const others = holders.filter((held) => held.userId === person.id)
  if (role === 'commander') {
    if (!person.mayCommand) return `${person.name}’s account may not command incidents.`
    const other = others[0]
    return other
      ? `${person.name} is ${INCIDENT_ROLE_WORDS[other.role].toLowerCase()}; the incident commander holds no second role.`
      : null
  }
  return others.some((held) => held.role === 'commander')
    ? `${person.name} is the incident commander and holds no second role.`
    : null
}

/** Handovers offered and neither accepted nor declined, nor overtaken by another change of that role. */
export function openOffers(entries: readonly EntryDto[]): RoleOffer[] {
  const open = new Map<string, RoleOffer>()
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
    if (entry.kind !== 'role') continue
    const { role, roleEvent, person, offer } = entry.detail
    if (!role || !roleEvent) continue
    if (roleEvent === 'declined') {
      if (offer && open.get(role)?.entryId === offer) open.delete(role)
      continue
    }
    open.delete(role)
    if (roleEvent === 'offered' && person) {
      open.set(role, {
        entryId: entry.id,
        role,
        toId: person.id,
        toName: person.name,
        byName: entry.authorName,
        at: entry.recordedAt,
      })
    }
  }
  return [...open.values()]
}

/** At most so many characters in one entry; a log belongs beside the incident, not in its timeline. */
export const ENTRY_TEXT_LIMIT = 100_000

/** Why a text cannot be an entry, as a sentence; null when it can. What passes is kept byte for byte. */
export function entryTextFault(text: string): string | null {
  if (text.trim() === '') return 'Say what happened: the entry has no text.'
  const illFormed = illFormedPart(text)
  if (illFormed) return `The text holds ${illFormed}, which cannot be kept. Remove it.`
  if (text.length > ENTRY_TEXT_LIMIT) {
    const found = text.length.toLocaleString('en-GB')
    return `The text has ${found} characters; an entry holds at most ${ENTRY_TEXT_LIMIT.toLocaleString('en-GB')}.`
  }
  return null
}

/** A browser's clock may run ahead of the server's by this much (ms) before a time counts as "not happened yet". */
const CLOCK_TOLERANCE = 2 * 60_000

/** Why a time cannot be when something happened, as a sentence; null when it can. Epoch milliseconds. */
export function occurredAtFault(at: number, now: number): string | null {
  if (!isMeant(at)) return `The time is none that can be meant: expected one from ${MEANT.from} to ${MEANT.to}, UTC.`
  return at > now + CLOCK_TOLERANCE ? 'The time has not come yet: an entry says what happened.' : null
}
