import type { PlanSource } from '@/lib/plans/model/base'
import type { PlanChannel } from '@/lib/plans/model/response'

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
