import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** Something about a plan that a person has to settle. It is computed, never stored. */
export type PlanFinding = {
  /** Stable over revisions as long as the matter is the same. */
  id: string
  kind:
    | 'contradiction'
    | 'no-schedule'
    | 'restore-without-backup'
    | 'estimate-over-objective'
    | 'to-fill-in'
    | 'assumed'
    | 'no-asset'
    | 'review'
    | 'retention'
    | 'no-runbook'
    | 'runbook-over-objective'
    | 'design'
    | 'no-rpo'
    | 'contacts'
    | 'no-rule'
    | 'never-scheduled'
    | 'no-approval'
    | 'collision'
    | 'care'
    | 'no-evidence'
    | 'communications'
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
