import type { PlanSource, ToFillIn } from '@/lib/plans/model/base'
import type { PlanRoleKey } from '@/lib/vocabulary/incident-roles'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** A role of the plan: who does what, in the document's words. */
export type PlanRole = {
  id: string
  name: string
  duties: string[]
  /** The role of an incident that it stands for; null where none fits. */
  stands: PlanRoleKey | null
  /** Who takes it, where the document says so: `CTO or the engineer on call`. */
  takenBy: string | null
  source: PlanSource
}

/** Somebody to reach: a person as the document names them, a team, a rota or a vendor. */
export type PlanContact = {
  id: string
  kind: 'person' | 'team' | 'rota' | 'vendor'
  /** What the document calls them: `Engineering Lead`, `AWS Support`. */
  title: string
  /** The person's name, where the document has one. */
  name: string | null
  /** Id of a role of the plan. */
  role: string | null
  phone: string | null
  email: string | null
  chat: string | null
  link: string | null
  note: string | null
  toFillIn: ToFillIn[]
  source: PlanSource
}

/** A time that something has to be done in: at once, within milliseconds, or by the next business day. */
export type Deadline = { kind: 'at-once' } | { kind: 'within'; ms: number } | { kind: 'next-business-day' }

export type PlanSeverity = {
  id: string
  /** As the document writes it: `SEV1`, `2`. */
  name: string
  /** Tidemark's own severity it is treated as, 1 the worst. */
  treatedAs: SeverityLevel
  /** What makes an incident of this severity; empty where the document does not say. */
  examples: string[]
  /** How soon somebody answers. */
  respond: Deadline | null
  /** How soon people inside, and people outside, are told. */
  tellInside: Deadline | null
  tellOutside: Deadline | null
  /** Who it is escalated to. */
  escalateTo: string | null
  assumed: string[]
  source: PlanSource
}

/** One step of the escalation path. `from`, `to`: milliseconds since the start; both null where no time is stated. */
export type EscalationStep = {
  id: string
  /** Who is called. */
  who: string
  contact: string | null
  from: number | null
  to: number | null
  /** Another ground than time: `a major incident`. */
  orWhen: string | null
  source: PlanSource
}

export const CHANNEL_KINDS = [
  'chat',
  'email',
  'phone',
  'sms',
  'pager',
  'topic',
  'status-page',
  'social',
  'support-portal',
  'briefing',
] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export type PlanChannel = {
  id: string
  kind: ChannelKind
  name: string
  /** Where it is: `#incidents`, an address, a topic's ARN. Null where the document leaves it open. */
  address: string | null
  /** Sender, where the document names one. */
  from: string | null
  /** Ids of audiences it reaches. */
  audiences: string[]
  rank: 'primary' | 'secondary' | null
  note: string | null
  toFillIn: ToFillIn[]
  source: PlanSource
}
