import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import { followedActs } from '@/lib/incidents/followed-acts'
import { nextWord } from '@/lib/incidents/next-word-rules'
import { incidentPlaces } from '@/lib/incidents/place-words'
import { openIncidents } from '@/lib/incidents/queries'
import type { StepAct } from '@/lib/incidents/step-types'
import { type IncidentSummary, incidentNumber } from '@/lib/incidents/types'
import { planInForce } from '@/lib/plans/queries'
import type { IncidentFact } from '@/lib/plans/response-types'

/** The open incident a runbook is worked in, and the others it could be. */
export type RunbookWork = {
  incident: IncidentSummary
  others: IncidentSummary[]
  acts: StepAct[]
  /** what of the incident fills in places */
  places: Partial<Record<IncidentFact, string>>
}

/**
 * The open incident of a system that its runbooks are worked in; null when none is open.
 *
 * @param chosen `INC-0042`, where several are open; else the gravest live one, then the oldest
 * @param now epoch milliseconds
 */
export async function runbookWork(
  actor: Actor,
  system: string,
  chosen: string | null,
  now: number,
): Promise<RunbookWork | null> {
  authorise(actor, 'incident.read')
  const open = (await openIncidents(actor, now)).filter((one) => one.system === system)
  const incident = open.find(({ number }) => number === incidentNumber(chosen ?? '')) ?? open[0]
  if (!incident) return null
  const row = await db.incident.findUniqueOrThrow({ where: { number: incident.number }, select: { id: true } })
  const [followed, inForce] = await Promise.all([followedActs(db, row.id), planInForce(actor, system)])
  const { lastMessageAt } = followed
  const told = { ...incident, declaredAt: incident.milestones.declared ?? now, lastMessageAt }
  const due = inForce ? nextWord({ ...inForce.plan, cadence: inForce.plan.communications.cadence }, told) : null
  return {
    incident,
    others: open.filter((one) => one !== incident),
    acts: followed.steps,
    places: incidentPlaces(incident, due?.dueAt ?? null, now),
  }
}
