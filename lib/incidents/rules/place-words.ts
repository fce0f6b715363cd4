import type { IncidentSummary } from '@/lib/incidents/model/incident'
import type { IncidentFact } from '@/lib/plans/model/messages'
import { formatDuration } from '@/lib/time/durations'
import { incidentName } from '@/lib/vocabulary/numbers'
import { severityName } from '@/lib/vocabulary/severities'

/**
 * The facts of an incident as they are written into runbooks and messages; what is not recorded is left out. Instants
 * are ISO 8601 in UTC.
 *
 * @param nextWordAt when the plan wants the next update; null where it states none. Epoch milliseconds
 * @param now epoch milliseconds
 */
export function incidentPlaces(
  incident: IncidentSummary,
  nextWordAt: number | null,
  now: number,
): Partial<Record<IncidentFact, string>> {
  const { impactStarted, resumed } = incident.milestones
  const iso = (at: number) => `${new Date(at).toISOString().slice(0, -5)}Z`
  return {
    number: incidentName(incident.number),
    title: incident.title,
    severity: severityName(incident.severity),
    status: incident.status,
    ...(impactStarted === null ? {} : { startedAt: iso(impactStarted) }),
    ...(resumed === null ? {} : { resumedAt: iso(resumed) }),
    ...(nextWordAt === null ? {} : { nextUpdateAt: iso(nextWordAt) }),
    ...(impactStarted === null ? {} : { duration: formatDuration((resumed ?? now) - impactStarted) }),
  }
}
