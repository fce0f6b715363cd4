import type { Actor } from '@/lib/auth/model/actor'
import { authorise, can } from '@/lib/auth/rules/roles'
import { db, type Tx } from '@/lib/db/client'
import type { Incident, Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import type { WellFormed } from '@/lib/door/rules/well-formed'
import { Conflict, NotFound } from '@/lib/errors'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident } from '@/lib/incidents/store/write-entry'
import { planInForce } from '@/lib/plans/in-force/queries'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import { appendEntry } from '@/lib/timeline/append'
import { entryById } from '@/lib/timeline/entries'
import { star } from '@/lib/timeline/stars'
import type { EntryKind } from '@/lib/vocabulary/entry-kinds'
import { incidentName } from '@/lib/vocabulary/numbers'

/** What is written of an act on something the plan asks for. */
export type FollowedAct = {
  kind: EntryKind
  text: WellFormed
  detail: Prisma.InputJsonObject
  /** part of the narrative from the start */
  starred?: boolean
}

/**
 * The plan that counts while an incident is worked: the one in force, because that is what people read. It is read before
 * any lock is taken: a held connection that waits for another one can starve the pool.
 *
 * @throws NotFound when there is no such incident that the person may read; Forbidden when they may not write in it
 */
export async function planFollowed(
  actor: Actor,
  number: number,
): Promise<{ system: string; inForce: PlanInForce | null }> {
  const known = await db.incident.findUnique({ where: { number }, select: { system: true } })
  if (!known || !can(actor, 'incident.read', known)) throw new NotFound(`There is no incident ${incidentName(number)}.`)
  authorise(actor, 'incident.write', known)
  return { system: known.system, inForce: await planInForce(actor, known.system) }
}

/**
 * Appends one entry to an incident's timeline and audits it: once, however often the same form is sent.
 *
 * @param form `id`: made in the browser, the same for every retry
 * @param decide what to write, on the locked incident; throws to refuse
 */
export async function appendOnce(
  actor: Actor,
  form: { id: string; number: number; action: string },
  now: number,
  decide: (tx: Tx, incident: Incident) => Promise<FollowedAct>,
): Promise<void> {
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', form.number)
    const sent = await entryById(tx, form.id)
    if (sent?.incident === incident.number) return
    if (sent) throw new Conflict('This form was used for another incident. Load the page again.')
    const { starred, ...act } = await decide(tx, incident)
    const author = { id: actor.id, name: actor.name }
    const { entry } = await appendEntry(tx, incident.id, { ...act, id: form.id, occurredAt: new Date(now), author })
    if (starred) await star(tx, entry.id, actor.name)
    await auditIncident(tx, actor, form.action, incident, { seq: entry.seq, ...act.detail })
  })
}
