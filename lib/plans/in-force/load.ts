import { db } from '@/lib/db/client'
import { planOfDocument } from '@/lib/plans/document/plan-of-document'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'

/** A plan in force, and what is wrong with a newer text of it. Instants are epoch milliseconds. */
export type PlanState = {
  system: string
  plan: Plan
  contentHash: string
  since: number | null
  file: string
  /** faults of a newer text that was refused; empty when there is none */
  faults: PlanFault[]
  faultSince: number | null
}

const ms = (date: Date | null) => date?.getTime() ?? null

// Revisions are immutable, so a parsed one may be kept for as long as the process lives.
const documents = new Map<string, { plan: Plan; contentHash: string }>()

/** The plans in force, by system, of one system or of all. */
export async function loadPlans(system?: string): Promise<PlanState[]> {
  const inForce = await db.planInForce.findMany({ where: system ? { system } : {}, orderBy: { system: 'asc' } })
  const missing = inForce.flatMap((row) => (row.revisionId && !documents.has(row.revisionId) ? [row.revisionId] : []))
  if (missing.length > 0) {
    const revisions = await db.planRevision.findMany({ where: { id: { in: missing } } })
    if (documents.size > 200) documents.clear()
    for (const { id, document, contentHash } of revisions) {
      documents.set(id, { plan: planOfDocument(document), contentHash })
    }
  }
  return inForce.flatMap((row) => {
    const known = documents.get(row.revisionId ?? '')
    if (!known) return []
    return {
      system: row.system,
      ...known,
      since: ms(row.since),
      file: row.file,
      faults: (row.faults as PlanFault[] | null) ?? [],
      faultSince: ms(row.faultSince),
    }
  })
}
