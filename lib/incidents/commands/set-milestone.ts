import type { Actor } from '@/lib/auth/model/actor'
import { can, type Subject, systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { said, type WellFormed } from '@/lib/door/rules/well-formed'
import { Forbidden, Precondition } from '@/lib/errors'
import type { StatusDetail } from '@/lib/incidents/model/entries/status'
import { MILESTONE_WORDS, type Milestone } from '@/lib/incidents/model/incident'
import { milestoneFault, movingFault } from '@/lib/incidents/rules/milestones'
import { milestoneSchema } from '@/lib/incidents/schema'
import { lockIncident, MILESTONE_COLUMN } from '@/lib/incidents/store/lock-incident'
import { toMilestones } from '@/lib/incidents/store/rows'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { newestSaying } from '@/lib/timeline/entries'

/** Milestones that are not part of the narrative by themselves. */
const UNSTARRED = new Set<Milestone>(['acknowledged'])

/**
 * Records, corrects or withdraws (`at: null`) one time of an incident; epoch milliseconds. A time that stood before is
 * corrected on its own entry, so the original stays visible. Resolving and the time of it belong to resolve-incident.
 *
 * @throws Precondition when the order of the times would break, Forbidden for a time that only a commander moves
 */
export async function setMilestone(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, milestone, at, note } = parseInput(milestoneSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    authoriseMoving(actor, milestone, incident)
    if (milestone === 'resolved' && incident.status !== 'resolved') {
      throw new Precondition('Resolving is a step of its own: it asks for the times that the review needs.')
    }
    if (milestone === 'resolved' && at === null) throw new Precondition('Reopen the incident to withdraw its end.')
    await recordMilestone(tx, actor, incident, { milestone, at, note }, now)
  })
}

/** Lets a person move a time of an incident, or throws Forbidden with the sentence that says who may. */
export function authoriseMoving(actor: Actor, milestone: Milestone, incident: Subject): void {
  const fault = movingFault(milestone, can(actor, 'incident.command', incident))
  if (fault) throw new Forbidden(fault)
}

/** The same inside a transaction that holds the incident's row; returns the incident as it is then. */
export async function recordMilestone(
  tx: Tx,
  actor: Actor,
  incident: Incident,
  { milestone, at, note }: { milestone: Milestone; at: number | null; note?: WellFormed },
  now: number,
): Promise<void> {
  const times = toMilestones(incident)
  const previous = times[milestone]
  if (previous === at) {
    throw new Precondition(
      `${MILESTONE_WORDS[milestone]} is ${at === null ? 'not recorded' : 'recorded at that time'} already.`,
    )
  }
  const fault = milestoneFault(times, milestone, at, now)
  if (fault) throw new Precondition(fault, { at: fault })
  const column = MILESTONE_COLUMN[milestone]
  await tx.incident.update({ where: { id: incident.id }, data: { [column]: at === null ? null : new Date(at) } })
  await auditIncident(tx, actor, 'incident.milestone', incident, { milestone, at, previous })
  const standing = at !== null && previous !== null ? await entryOfMilestone(tx, incident.id, milestone) : null
  if (standing && at !== null) {
    await writeEntry(tx, incident.id, actor, {
      kind: 'correction',
      text: note ?? said``,
      detail: { milestone, at, previous, newOccurredAt: at },
      occurredAt: now,
      correctsId: standing,
    })
    return
  }
  const word = MILESTONE_WORDS[milestone]
  await writeEntry(tx, incident.id, actor, {
    kind: 'status',
    text:
      at === null ? said`${word}: withdrawn${note ? `, ${note}` : ''}` : note ? said`${word}: ${note}` : said`${word}`,
    detail: { milestone, at, previous },
    occurredAt: at ?? now,
    starred: at !== null && !UNSTARRED.has(milestone),
  })
}

/** The entry that now stands for a milestone: the newest that set it and was not withdrawn since. */
export async function entryOfMilestone(tx: Tx, incidentId: string, milestone: Milestone): Promise<string | null> {
  const entry = await newestSaying(tx, incidentId, 'milestone', milestone)
  if (!entry) return null
  return (entry.detail as StatusDetail).at === null ? null : entry.id
}
