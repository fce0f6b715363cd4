import type { FindingCounts, LivingFinding } from '@/lib/findings/rules/life'
import type { Compliance, Mark, Segment, SlotState } from '@/lib/freshness/types'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { BoardRow, ObjectiveTargets } from '@/lib/screens/board/model/board'

/** One asset's seven days. Instants are epoch milliseconds, lengths are milliseconds. */
export type ExposureHistory = {
  assetKey: string
  assetId: string
  assetName: string
  from: number
  to: number
  rpo: number | null
  segments: Segment[]
  compliance: Compliance | null
  peak: { ms: number; at: number } | null
  /** expected runs of the same days */
  runs: { name: string; slots: { at: number; state: SlotState }[] }[]
  /** the same if the home region is lost; null where no other region is spoken of */
  elsewhere: { region: string; segments: Segment[]; mark: Mark; worst: number | null } | null
}

/** One objective's figures against what is measured. */
export type ObjectiveLine = {
  id: string
  name: string
  section: string
  says: string
  covers: string
  assumed: boolean
  targets: ObjectiveTargets
  rpo: number | null
  rpoMax: number | null
  /** the worst of its rows; null where it has no RPO */
  row: BoardRow | null
  lastRestore: { number: number; at: number; took: number } | null
}

export type AssetLine = {
  id: string
  key: string
  name: string
  identifier: string
  kind: string
  region: string | null
  environment: string | null
  planned: boolean
  assumed: boolean
  status: string | null
  /** when it was last confirmed */
  confirmedAt: number | null
  goneAt: number | null
  collector: 'ok' | 'stale' | 'failing' | 'waiting' | 'unobserved'
  collectorError: string | null
  /** it has something to restore from: there is a page of its recovery points */
  hasPoints: boolean
}

export type AdherenceState = SlotState | 'none'

export type AdherenceLine = {
  name: string
  schedule: string
  cells: AdherenceState[]
  onTime: number
  late: number
  missed: number
  unknown: number
}

export type PlanLine = {
  version: string | null
  owner: string | null
  lastUpdated: string | null
  nextReview: string | null
  frequency: string | null
  /** how long the review is overdue; null when it is not, or no day is named */
  overdueBy: number | null
  contentHash: string
  since: number | null
  file: string
  faults: PlanFault[]
  faultSince: number | null
}

export type SystemDto = {
  asOf: number
  nextChangeAt: number | null
  system: string
  name: string
  description: string
  factsReadAt: number | null
  primaryAsset: {
    id: string
    key: string
    name: string
    identifier: string
    region: string | null
    engine: string | null
  } | null
  rows: BoardRow[]
  objectives: ObjectiveLine[]
  choices: { key: string; name: string; mark: Mark }[]
  history: ExposureHistory | null
  assets: AssetLine[]
  adherence: { from: number; days: number; lines: AdherenceLine[] }
  findings: LivingFinding[]
  findingCounts: FindingCounts
  plan: PlanLine
  restores: { number: number; assetName: string; at: number; took: number }[]
  alarms: string[]
}

/** One line of the list of systems. */
export type SystemSummary = {
  system: string
  name: string
  description: string
  mark: Mark
  marks: { mark: Mark; count: number }[]
  objectives: number
  assets: number
  findings: FindingCounts
  nextChangeAt: number | null
  version: string | null
  owner: string | null
  sentence: string
}
