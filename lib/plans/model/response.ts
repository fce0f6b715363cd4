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

export type PlanAudience = { id: string; name: string; inside: boolean; who: string }

/** How often, or how soon, an audience hears something. Milliseconds. */
export type Cadence = {
  id: string
  /** `first`: the first word; `active`: until recovery runs; `recovery`; `resolved`: once it is over. */
  when: 'first' | 'active' | 'recovery' | 'resolved'
  audiences: string[]
  channels: string[]
  /** Again and again; null for something said once. */
  every: number | null
  /** At the latest so long after it began. */
  within: number | null
  says: string
  source: PlanSource
}

/** What a message says, in the plan's own words, with typed places to fill in: `{{ status }}`. */
export type MessageTemplate = {
  id: string
  name: string
  when: 'first' | 'active' | 'recovery' | 'resolved'
  audiences: string[]
  channels: string[]
  subject: string | null
  body: string
  variables: Variable[]
  source: PlanSource
}

export const VARIABLE_TYPES = [
  'text',
  'number',
  'percent',
  'instant',
  'duration',
  'url',
  'host',
  'region',
  'arn',
  'identifier',
  'path',
] as const
export type VariableType = (typeof VARIABLE_TYPES)[number]

/** A place to fill in, written `{{ name }}`. */
export type Variable = {
  name: string
  type: VariableType
  /** What it is, for the person who fills it in. */
  what: string
  from: VariableSource | null
  /** The document's own text for it: `$TARGET_GROUP_ARN`, `[TIME]`. */
  placeholder: string | null
}

/**
 * Where Tidemark takes a value from. Written `asset phaserai-prod endpoint`, `environment production drRegion`,
 * `account id`, `incident startedAt`, `value db.t3.small`; without it a person fills it in.
 */
export type VariableSource =
  | { kind: 'asset'; asset: string; fact: AssetFact }
  | { kind: 'environment'; environment: string; fact: 'primaryRegion' | 'drRegion' }
  | { kind: 'account'; fact: 'id' }
  | { kind: 'incident'; fact: IncidentFact }
  | { kind: 'value'; value: string }

export const ASSET_FACTS = [
  'identifier',
  'region',
  'arn',
  'endpoint',
  'instanceClass',
  'subnetGroup',
  'securityGroups',
  'databaseName',
  'databaseUser',
  'databaseTable',
  'newestPoint',
  'newestPointAt',
  'newestSnapshot',
  'latestRestorableAt',
] as const
export type AssetFact = (typeof ASSET_FACTS)[number]

export const INCIDENT_FACTS = [
  'number',
  'title',
  'severity',
  'status',
  'startedAt',
  'resumedAt',
  'duration',
  'nextUpdateAt',
] as const
export type IncidentFact = (typeof INCIDENT_FACTS)[number]

export type Communications = {
  channels: PlanChannel[]
  audiences: PlanAudience[]
  cadence: Cadence[]
  templates: MessageTemplate[]
  /** States that the plan's own status page uses, in their order. */
  publicStates: string[]
}
