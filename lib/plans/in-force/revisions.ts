import type { Db } from '@/lib/db/client'
import { planOfDocument } from '@/lib/plans/document/plan-of-document'
import type { PlanRevision } from '@/lib/plans/model/in-force'

// A revision never changes, so that a process keeps those it has read; a handful at a time are asked for.
const known = new Map<string, PlanRevision>()
const MOST_KNOWN = 100

/**
 * Revisions by their ids; unknown ids are left out. All that were asked for are answered, however many the process keeps.
 *
 * @param on the transaction of a caller that holds one: a held connection must not wait for another
 */
export async function readRevisions(on: Db, ids: Iterable<string>): Promise<ReadonlyMap<string, PlanRevision>> {
  const wanted = [...new Set(ids)]
  const found = new Map(wanted.flatMap((id) => known.get(id) ?? []).map((one) => [one.revisionId, one]))
  const missing = wanted.filter((id) => !found.has(id))
  if (missing.length > 0) {
    const rows = await on.planRevision.findMany({
      where: { id: { in: missing } },
      select: { id: true, system: true, version: true, contentHash: true, document: true },
    })
    for (const { id, document, ...row } of rows) {
      found.set(id, { revisionId: id, ...row, plan: planOfDocument(document) })
    }
  }
  for (const one of found.values()) keep(one)
  return found
}

/** The ones asked for longest ago go first. */
function keep(revision: PlanRevision): void {
  known.delete(revision.revisionId)
  known.set(revision.revisionId, revision)
  for (const id of known.keys()) {
    if (known.size <= MOST_KNOWN) return
    known.delete(id)
  }
}
