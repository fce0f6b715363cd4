import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'

/** One published text of a plan. It never changes. */
export type PlanRevision = {
  revisionId: string
  system: string
  /** the document's own version; `not stated` where it has none */
  version: string
  contentHash: string
  plan: Plan
}

/** What became of a plan's file when it was last read. Instants are epoch milliseconds, UTC. */
type PlanCheck = {
  file: string
  /** Faults of a newer text that was refused; empty when the file holds what is in force. */
  faults: PlanFault[]
  faultSince: number | null
  /** When the file was last read. */
  checkedAt: number
}

/** The plan of a system as it holds now; `since`: when this revision was put in force. */
export type PlanInForce = PlanRevision & PlanCheck & { since: number | null }

/** A plan file that was refused and has no earlier sound revision: the system is named, and nothing of it is known. */
export type PlanWithoutRevision = PlanCheck & { system: string; revisionId: null }
