import type { Contradiction, PlanSource } from '@/lib/plans/model/base'

export type ObjectiveScope = 'system' | 'environment' | 'tier' | 'component'

export type PlanObjective = {
  id: string
  /** As people say it: `Production`, `P0 critical`, `Database`. */
  name: string
  scope: ObjectiveScope
  environment: string | null
  /** Keys of the assets it applies to; empty when no asset can stand for what the document names. */
  covers: string[]
  /** True when the document does not say which assets belong here and the plan assumes it. */
  coversAssumed: boolean
  /** Services the document names under this objective. */
  services: string[]
  rto: TimeTarget | null
  rpo: RpoTarget | null
  /** The longest stretch of data the document is ready to lose, where it says so beside the RPO. Milliseconds. */
  dataLossTolerance: number | null
  /** Percent of time, such as 99.9. */
  availability: { target: number } | null
  mttr: TimeTarget | null
  /** Percent of data; `minimum` is the worst the document accepts. */
  integrity: { target: number; minimum: number } | null
  source: PlanSource
  contradictions: Contradiction[]
}

/** Milliseconds. `max` is the document's own maximum, null where it has only a target. */
export type TimeTarget = { target: number; max: number | null }

/** `realTime` (RPO 0) asks for "in sync": no ratio is computed and `target` is 0. */
export type RpoTarget = TimeTarget & { realTime: boolean }
