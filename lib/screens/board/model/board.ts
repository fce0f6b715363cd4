import type { Mark } from '@/lib/freshness/types'
import type { Distrust } from '@/lib/inventory/rules/trust'

/** Instants are epoch milliseconds in UTC, lengths are milliseconds. */

/** Age of the newest point in one region. `ms` by the last known facts; `distrust` says why they do not hold. */
export type CopyAge = {
  /** short place: `use1` */
  place: string
  /** region and stores in full */
  title: string
  /** consistent-at of the newest point; null when there is none, or when it follows all the time */
  at: number | null
  follows: boolean
  distrust: Distrust | null
}

/** Expected runs of seven days of one schedule, as letters: o on time, l late, m missed, u unknown, r running, w waiting, · none due. */
export type SlotSummary = {
  name: string
  codes: string
  onTime: number
  late: number
  missed: number
  unknown: number
}

/** What comes next: a run at a time, protection all the time, or nothing that could be expected. */
export type NextExpected =
  | { kind: 'run'; at: number; name: string; state: 'due' | 'running' | 'late' | 'missed'; slotAt: number | null }
  | { kind: 'live'; name: string }
  | { kind: 'none-stated' }
  | { kind: 'unknown' }

/** What an objective asks for, apart from its RPO. */
export type ObjectiveTargets = {
  rto: number | null
  rtoMax: number | null
  availability: number | null
  mttr: number | null
  integrity: number | null
}

/** One objective of a plan against one asset it covers. */
export type BoardRow = {
  /** unique and stable: system, objective, asset */
  key: string
  system: string
  systemName: string
  objective: string
  objectiveId: string
  assetId: string | null
  assetName: string
  identifier: string
  assumed: boolean
  mark: Mark
  /** every mark that holds, for filters */
  marks: Mark[]
  severity: 0 | 1 | 2 | 3
  /** needs height and a sentence */
  loud: boolean
  sentence: string
  restorableTo: number | null
  /** facts do not hold: `restorableTo` is what was known last */
  doubted: boolean
  /** when the last trusted fact was read, where that has ended; null where nothing was ever read */
  unknownSince: number | null
  /** the point is a replica's, or a versioned store's: it follows by itself */
  follows: boolean
  exposure: number | null
  rpo: number | null
  rpoMax: number | null
  ratio: number | null
  sync: 'in-sync' | 'not-in-sync' | 'unknown' | null
  targets: ObjectiveTargets
  next: NextExpected
  slots: SlotSummary | null
  /** length of the restore window; 'off' where RDS keeps none, null where the word means nothing */
  window: number | 'off' | 'none' | 'unknown' | null
  windowRequired: boolean
  lastRestore: { number: number; at: number; took: number } | null
  copies: CopyAge[]
  alarms: string[]
  nextChangeAt: number | null
}

/** A plan whose newer text was refused; the last good one stays in force. */
export type PlanTrouble = {
  system: string
  systemName: string
  file: string
  faults: number
  /** the first of them, with its line and column: what to look at */
  first: string | null
  /** false: no earlier text was sound, so nothing of the system is known */
  lastGood: boolean
  since: number | null
}

/** How many findings of a system are open, how many of those are high, and how many are acknowledged. */
export type SystemFindings = {
  system: string
  systemName: string
  open: number
  high: number
  acknowledged: number
}

/** The board: every objective of every plan in force, worst first. */
export type BoardDto = {
  asOf: number
  nextChangeAt: number | null
  objectives: number
  systems: number
  rows: BoardRow[]
  collectors: { reporting: number; total: number }
  planTroubles: PlanTrouble[]
  /** the systems, most high findings first */
  findings: SystemFindings[]
}
