import type { Variable } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import type { Runbook } from '@/lib/plans/model/recovery'

/**
 * A place to fill in and what is known for it. `value` null: a person fills it in, or the fact is not known now; `why`
 * says which. `trusted` false: the value is what was known last.
 */
export type FilledPlace = {
  variable: Variable
  value: string | null
  trusted: boolean
  why: string
  /** what a person typed for it, and what is wrong with that; null where nothing was typed, or it fits */
  typed: string | null
  fault: string | null
}

/** A runbook with its places filled in. Instants are epoch milliseconds. */
export type RunbookPageDto = {
  asOf: number
  system: string
  plan: Plan
  contentHash: string
  runbook: Runbook
  /** by name of the variable */
  places: Record<string, FilledPlace>
  /** the strictest RTO of the assets it works on; null where none holds */
  rto: { ms: number; objective: string } | null
}
