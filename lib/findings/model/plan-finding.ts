import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** Something about a plan that a person has to settle. It is computed, never stored. */
export type PlanFinding = {
  /** Stable over revisions as long as the matter is the same. */
  id: string
  /** The id of the rule that says it. */
  kind: string
  severity: FindingSeverity
  /** What it is about, in words. */
  subject: string
  sentence: string
  planSays: string
  found: string
  whatToDo: string
  places: { text: string; where: string }[]
  /** Key of the asset concerned, where there is one. */
  asset: string | null
}
