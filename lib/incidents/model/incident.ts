import type { CheckAct, StepAct } from '@/lib/incidents/model/acts'
import type { KindEntry } from '@/lib/incidents/model/entries/entries'
import type { Distrust } from '@/lib/inventory/rules/trust'
import type { LinkedRestore } from '@/lib/restores/model/linked'
import type { WritableKind } from '@/lib/vocabulary/entry-kinds'
import type { IncidentRoleKey } from '@/lib/vocabulary/incident-roles'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** Open states in order, then `resolved`. Any open state may follow any other; resolving and reopening are acts of their own. */
export const INCIDENT_STATUSES = ['investigating', 'identified', 'recovering', 'monitoring', 'resolved'] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

export type IncidentMode = 'live' | 'drill'

/** The times of an incident, in the order in which they are shown. */
export const MILESTONES = [
  'impactStarted',
  'detected',
  'declared',
  'acknowledged',
  'writesStopped',
  'restored',
  'verified',
  'resumed',
  'resolved',
] as const
export type Milestone = (typeof MILESTONES)[number]

/** Epoch milliseconds; null is "not recorded", never zero. */
export type Milestones = Record<Milestone, number | null>

/** The words of DOMAIN.md for each time. */
export const MILESTONE_WORDS: Record<Milestone, string> = {
  impactStarted: 'Impact started',
  detected: 'Detected',
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  writesStopped: 'Writes stopped',
  restored: 'Restored',
  verified: 'Verified',
  resumed: 'Resumed',
  resolved: 'Resolved',
}

/** An objective as it stood when the incident was declared. Durations in milliseconds. */
export type IncidentObjective = {
  id: string
  name: string
  environment: string | null
  rto: { target: number; max: number | null } | null
  rpo: { target: number; max: number | null; realTime: boolean } | null
  /** the stricter of what applies */
  governsRto: boolean
  governsRpo: boolean
  /** where the plan says it */
  where: string
}

/** One line of the timeline. Instants are epoch milliseconds, UTC. */
export type EntryDto = KindEntry & {
  id: string
  seq: number
  text: string
  occurredAt: number
  recordedAt: number
  authorId: string
  authorName: string
  correctsId: string | null
}

export type RoleHolder = {
  role: IncidentRoleKey
  userId: string
  userName: string
  since: number
}

/** A handover that waits to be accepted. */
export type RoleOffer = {
  entryId: string
  role: IncidentRoleKey
  toId: string
  toName: string
  byName: string
  at: number
}

/** What the exposure clock counts from. */
export type ExposureBasis =
  | { kind: 'recovered'; at: number }
  | { kind: 'chosen'; at: number; restore: number }
  | { kind: 'newest'; at: number; asset: string; observedAt: number; distrust: Distrust | null }
  | { kind: 'none'; why: string }

/** The facts that clocks and durations are computed from. */
export type IncidentFacts = {
  status: IncidentStatus
  milestones: Milestones
  objectives: IncidentObjective[]
  basis: ExposureBasis
  /** whether any restore was linked; without one there may be no data loss to speak of */
  restored: boolean
}

/** An incident in lists and strips. */
export type IncidentSummary = IncidentFacts & {
  number: number
  title: string
  system: string
  systemName: string
  environment: string | null
  severity: SeverityLevel
  mode: IncidentMode
  commander: string | null
  version: number
  restore: LinkedRestore | null
}

/** Everything the incident's page shows beside its entries. */
export type IncidentDto = IncidentSummary & {
  id: string
  declaredByName: string
  planVersion: string | null
  planHash: string | null
  entryCount: number
  recoveredToAt: number | null
  roles: RoleHolder[]
  offers: RoleOffer[]
  restores: LinkedRestore[]
  /** ids of the starred entries */
  starred: string[]
  /** every act on a step of a runbook, by order of recording */
  stepActs: StepAct[]
  /** every act on an item of a checklist, by order of recording */
  checkActs: CheckAct[]
  /** when somebody was told last, as the messages of the timeline have it; null when nobody was */
  lastMessageAt: number | null
}

/** What GET /api/incidents/[number] answers: facts, and the entries after the given seq. */
export type IncidentUpdate = {
  incident: IncidentDto
  entries: EntryDto[]
  /** true when entries older than the oldest one sent exist */
  more: boolean
  serverNow: number
}

/** One entry on its way from a browser, made there and sent until it is committed. */
export type OutgoingEntry = {
  /** UUID made in the browser */
  id: string
  /** number of the incident */
  incident: number
  /** who wrote it: it is never sent under another name */
  authorId: string
  kind: WritableKind | 'correction'
  text: string
  occurredAt: number
  correctsId?: string
  newOccurredAt?: number
  newText?: string
}

/** What became of one outgoing entry. `conflict`: another text is there under this id. */
export type EntryOutcome =
  | { id: string; outcome: 'recorded' | 'duplicate'; seq: number }
  | { id: string; outcome: 'refused'; message: string }
  | { id: string; outcome: 'not-yours'; message: string }
  | {
      id: string
      outcome: 'conflict'
      message: string
      recorded: { text: string; occurredAt: number; authorName: string }
    }
