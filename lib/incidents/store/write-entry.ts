import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import type { Tx } from '@/lib/db/client'
import type { Incident, Prisma } from '@/lib/db/generated/client'
import type { WellFormed } from '@/lib/door/rules/well-formed'
import type { KindEntry } from '@/lib/incidents/model/entries/entries'
import { appendEntry } from '@/lib/timeline/append'
import { star } from '@/lib/timeline/stars'
import { incidentName } from '@/lib/vocabulary/numbers'

/** One act on an incident as the record tells it. `occurredAt` is epoch milliseconds. */
export type ActEntry = KindEntry & {
  text: WellFormed
  occurredAt: number
  correctsId?: string
  /** part of the narrative from the start */
  starred?: boolean
}

/** Appends the entry of an act, starred where it belongs to the narrative. */
export async function writeEntry(
  tx: Tx,
  incidentId: string,
  author: { id: string; name: string },
  entry: ActEntry,
): Promise<string> {
  const { entry: written } = await appendEntry(tx, incidentId, {
    kind: entry.kind,
    text: entry.text,
    detail: entry.detail as Prisma.InputJsonObject,
    occurredAt: new Date(entry.occurredAt),
    author: { id: author.id, name: author.name },
    correctsId: entry.correctsId,
  })
  if (entry.starred) await star(tx, written.id, author.name)
  return written.id
}

/** Writes the audit record of an act on an incident. */
export async function auditIncident(
  tx: Tx,
  actor: Actor,
  action: string,
  incident: Pick<Incident, 'number' | 'system'>,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const subject = { type: 'incident', id: incidentName(incident.number) }
  await recordAudit(tx, { actor, action, subject, system: incident.system, detail })
}
