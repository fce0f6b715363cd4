import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import type { StepAct } from '@/lib/incidents/model/acts'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { nextWord } from '@/lib/incidents/rules/next-word'
import { incidentPlaces } from '@/lib/incidents/rules/place-words'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import { openIncidents } from '@/lib/incidents/store/queries'
import { planInForce } from '@/lib/plans/in-force/queries'
import type { IncidentFact } from '@/lib/plans/model/messages'
import { parseIncidentName } from '@/lib/vocabulary/numbers'

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
  const open = (await openIncidents(actor, now)).filter((one) => one.system === system)
  const incident = open.find(({ number }) => number === parseIncidentName(chosen ?? '')) ?? open[0]
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
