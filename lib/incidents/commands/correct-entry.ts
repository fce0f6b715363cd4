import type { Actor } from '@/lib/auth/model/actor'
import type { Tx } from '@/lib/db/client'
import type { Incident, Prisma, TimelineEntry } from '@/lib/db/generated/client'
import type { WellFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput, NotFound, Precondition } from '@/lib/errors'
import { authoriseMoving, entryOfMilestone } from '@/lib/incidents/commands/set-milestone'
import type { CorrectionDetail } from '@/lib/incidents/model/entries/correction'
import type { StatusDetail } from '@/lib/incidents/model/entries/status'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import { milestoneFault } from '@/lib/incidents/rules/milestones'
import { entryTextFault, occurredAtFault } from '@/lib/incidents/rules/rules'
import { MILESTONE_COLUMN } from '@/lib/incidents/store/lock-incident'
import { toEntryDto, toMilestones } from '@/lib/incidents/store/rows'
import { auditIncident } from '@/lib/incidents/store/write-entry'
import { appendEntry } from '@/lib/timeline/append'
import { correctionsOf, entryById } from '@/lib/timeline/entries'

/** What a correction says: another time, another text, or both, and from what it is known. */
export type Correction = {
  id: string
  correctsId?: string
  newOccurredAt?: number
  newText?: WellFormed
  reason: WellFormed
}

/**
 * Writes a correction as a new entry that names the old one, inside a transaction that holds the incident's row. When
 * the old entry stands for one of the incident's times, that time is corrected with it, so clocks and review recalculate.
 *
 * @throws NotFound, InvalidInput, Precondition, Forbidden where the time is not this person's to move
 */
export async function writeCorrection(
  tx: Tx,
  actor: Actor,
  incident: Incident,
  { id, correctsId, newOccurredAt, newText, reason }: Correction,
  now: number,
): Promise<{ entry: TimelineEntry; appended: boolean }> {
  const known = await entryById(tx, id)
  if (known) return { entry: known.entry, appended: false }
  const named = correctsId ? await entryById(tx, correctsId) : null
  const target = named?.incident === incident.number ? named.entry : null
  if (!target) throw new NotFound('The entry to correct is not in this incident.')
  if (target.kind === 'correction') throw new InvalidInput('Correct the entry itself, not its correction.')
  const standing = await asItStands(tx, target)
  const time = newOccurredAt !== undefined && newOccurredAt !== standing.occurredAt ? newOccurredAt : undefined
  const text = newText !== undefined && newText !== standing.text ? newText : undefined
  if (time === undefined && text === undefined) throw new InvalidInput('The correction changes neither time nor text.')
  const fault =
    (time === undefined ? null : occurredAtFault(time, now)) ?? (text === undefined ? null : entryTextFault(text))
  if (fault) throw new InvalidInput(fault)
  const milestone = target.kind === 'status' ? (target.detail as StatusDetail).milestone : undefined
  const moves = time !== undefined && milestone && (await entryOfMilestone(tx, incident.id, milestone)) === target.id
  if (moves && milestone && time !== undefined) {
    authoriseMoving(actor, milestone, incident)
    const order = milestoneFault(toMilestones(incident), milestone, time, now)
    if (order) throw new Precondition(order)
    await tx.incident.update({ where: { id: incident.id }, data: { [MILESTONE_COLUMN[milestone]]: new Date(time) } })
  }
  const detail: CorrectionDetail = {
    ...(time === undefined ? {} : { newOccurredAt: time, previous: standing.occurredAt }),
    ...(text === undefined ? {} : { newText: text }),
    ...(moves && milestone ? { milestone, at: time } : {}),
  }
  const written = await appendEntry(tx, incident.id, {
    id,
    kind: 'correction',
    text: reason,
    detail: detail as Prisma.InputJsonObject,
    occurredAt: new Date(now),
    recordedAt: new Date(now),
    author: { id: actor.id, name: actor.name },
    correctsId: target.id,
  })
  await auditIncident(tx, actor, 'entry.correct', incident, {
    seq: written.entry.seq,
    corrects: target.seq,
    milestone: moves && milestone ? milestone : null,
  })
  return written
}

async function asItStands(tx: Tx, target: TimelineEntry): Promise<{ occurredAt: number; text: string }> {
  const corrections = await correctionsOf(tx, target.id)
  const [drawn] = drawEntries([target, ...corrections].map(toEntryDto))
  return drawn ?? { occurredAt: target.occurredAt.getTime(), text: target.text }
}
