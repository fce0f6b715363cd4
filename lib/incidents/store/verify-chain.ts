import type { Actor } from '@/lib/auth/model/actor'
import { can, systemsFor } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { Timeline } from '@/lib/db/generated/client'
import { NotFound } from '@/lib/errors'
import { entriesOf, timelineHeads } from '@/lib/timeline/entries'
import type { EntryContent } from '@/lib/timeline/model/entry'
import { type ChainVerdict, verifyChain } from '@/lib/timeline/rules/chain'
import { incidentName } from '@/lib/vocabulary/numbers'

/** Health of the journal for the foot: how many entries there are, and whether every chain was whole when last walked. */
export type JournalHealth = {
  entries: number
  whole: boolean
  /** epoch milliseconds of the walk */
  verifiedAt: number
  /** the first break, as a sentence; null while whole */
  broken: string | null
}

/** A walk holds for so long (ms), so that a page view costs no walk of its own. */
const HOLDS_FOR = 60_000
let last: Promise<JournalHealth> | null = null
let lastAt = 0

/** Walks the chain of one incident's timeline from its first entry and reports the first break. */
export async function verifyIncidentChain(actor: Actor, number: number): Promise<ChainVerdict> {
  const incident = await db.incident.findUnique({ where: { number }, select: { id: true, system: true } })
  const [head] = incident && can(actor, 'incident.read', incident) ? await timelineHeads(db, [incident.id]) : []
  if (!head) throw new NotFound('There is no such incident.')
  return walk(head)
}

/** Verifies every timeline, at most once a minute in this process. The answer names no system. */
export async function journalHealth(actor: Actor, now = Date.now()): Promise<JournalHealth> {
  systemsFor(actor, 'incident.read')
  if (!last || now - lastAt > HOLDS_FOR || now < lastAt) {
    lastAt = now
    last = verifyJournal(now)
    last.catch(() => {
      last = null
    })
  }
  return last
}

/** Walks every incident's chain, now. */
export async function verifyJournal(now = Date.now()): Promise<JournalHealth> {
  let entries = 0
  let broken: string | null = null
  for (const head of await timelineHeads(db)) {
    const verdict = await walk(head)
    entries += verdict.entries
    if (!verdict.whole && broken === null) broken = `${incidentName(head.number)}, entry ${verdict.seq}: ${verdict.why}`
  }
  return { entries, whole: broken === null, verifiedAt: now, broken }
}

async function walk(head: Timeline): Promise<ChainVerdict> {
  const rows = await entriesOf(db, head.incidentId)
  const contents: (EntryContent & { prevHash: string; hash: string })[] = rows.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
  }))
  const verdict = verifyChain(contents)
  if (!verdict.whole) return verdict
  // Entries cut off at the end leave a whole chain: the head says how long it was.
  const tail = rows.at(-1)
  if (rows.length >= head.entryCount && (tail?.hash === head.lastHash || rows.length > head.entryCount)) return verdict
  if (rows.length === 0 && head.entryCount === 0) return verdict
  return { whole: false, entries: rows.length, seq: rows.length + 1, why: 'the newest entries are missing' }
}
