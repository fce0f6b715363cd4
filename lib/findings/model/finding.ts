import type { Mark } from '@/lib/freshness/types'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** Something where plan and account disagree, or where the plan does not hold by itself. Computed, never stored. */
export type Finding = {
  /** stable as long as the matter is the same */
  id: string
  severity: FindingSeverity
  /** how it is drawn */
  mark: Mark | 'info'
  system: string
  subject: string
  assetKey: string | null
  sentence: string
  planSays: string
  found: string
  whatToDo: string
  /** what says so: the places of the plan, quoted */
  places?: readonly { text: string; where: string }[]
  /** from the plan's text alone, or from the plan against what was observed */
  origin: 'plan' | 'account'
}
