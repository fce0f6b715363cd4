import type { EntryRule } from '@/lib/incidents/model/entries/kind'
import type { IncidentStatus, Milestone } from '@/lib/incidents/model/incident'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** How the incident stands: its status, its severity, or one of its times. */
export type StatusEntry = { kind: 'status'; detail: StatusDetail }

export const status: EntryRule<'status'> = { kind: 'status', shape: 'state', offered: null, narrative: false }

/** Which of it changed. Instants are epoch milliseconds; `at` is null when a time was withdrawn. */
export type StatusDetail = {
  milestone?: Milestone
  at?: number | null
  previous?: number | null
  status?: { from: IncidentStatus; to: IncidentStatus }
  /** the recovery point that was used, epoch milliseconds; null when it was withdrawn */
  recoveredTo?: number | null
  severity?: { from: SeverityLevel; to: SeverityLevel }
}
