import type { SettingLine } from '@/lib/findings/model/setting-line'
import type { FindingCounts } from '@/lib/findings/rules/life'
import type { Mark } from '@/lib/freshness/types'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'
import type { AssetLine, ObjectiveLine } from '@/lib/screens/system/model/system'

/** What is known now of one backup policy. Instants are epoch milliseconds. */
export type BackupLine = {
  /** consistent-at of its newest point; null where none is known */
  newestAt: number | null
  /** facts that hold; false: `newestAt` is what was known last */
  trusted: boolean
  observed: boolean
  mark: Mark
  /** runs of 35 days; null where no schedule could be judged */
  runs: { onTime: number; late: number; missed: number; unknown: number } | null
  nextAt: number | null
}

/** A plan as a document, with what is true now beside its statements. */
export type PlanPageDto = {
  asOf: number
  nextChangeAt: number | null
  system: string
  plan: Plan
  contentHash: string
  since: number | null
  file: string
  faults: PlanFault[]
  faultSince: number | null
  /** how long the review is overdue; null when it is not, or no day is named */
  reviewOverdueBy: number | null
  objectives: ObjectiveLine[]
  assets: Record<string, AssetLine & { settings: SettingLine[] }>
  backups: Record<string, BackupLine>
  findings: FindingCounts
}
