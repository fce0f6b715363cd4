import type { WorkerSight } from '@/lib/jobs/model/worker-sight'
import type { SeverityLevel } from '@/lib/vocabulary/severities'
/** The person at the console, as the top bar shows them. */
export type ShellActor = {
  name: string
  email: string
  /** what they are, in a word or two: "DBA", "Approver, phaserai" */
  role: string
  may: { audit: boolean; admin: boolean; declare: boolean; restore: boolean }
}

/** Health of Tidemark itself, for the foot. Null is "not known", never "well". */
export type ShellHealth = {
  worker: WorkerSight | null
  collectors: { reporting: number; total: number } | null
  /** timelines and audit: how many entries of their chains were verified, when they were looked at last */
  record: { entries: number; verifiedAt: number | null; broken: boolean } | null
  /** How full the disk of the data folder is, and whether that needs somebody. */
  disk: { words: string; tight: boolean } | null
}

/** One line of the foot: `at` (epoch milliseconds) stands after what it says. */
export type FootLine = {
  mark: 'ok' | 'risk' | 'breach' | 'unknown' | 'info'
  name: string
  says: string
  at?: number
}

/** An open incident, for the strip. Times are epoch ms. */
export type StripIncident = {
  /** `INC-0042`, as in the route. */
  number: string
  title: string
  systemName: string
  severity: SeverityLevel
  drill: boolean
  /** When the governing RTO ends; null when there is none or the impact start is not known. */
  rtoEndsAt: number | null
  /** The exposure clock: since when data is unprotected, and when it was held; null when not known. */
  exposure: { since: number; heldAt: number | null } | null
  /** When the next update is due; null when no cadence is stated. */
  updateDueAt: number | null
}

/** What the frame shows around every page. */
export type ShellStatus = {
  health: ShellHealth
  /** the same in words */
  foot: readonly FootLine[]
  /** Open incidents, worst first; null is "not known", which is not "none". */
  incidents: readonly StripIncident[] | null
  /** The systems with a plan in force, by name; null is "not known". */
  systems: readonly { key: string; name: string }[] | null
  asOf: number
  /** when the worker counts as silent unless it is heard before; null when that is not known */
  nextChangeAt: number | null
}
