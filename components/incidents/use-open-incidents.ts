'use client'

import { useLiveQuery } from '@/components/live/use-live-query'
import type { IncidentSummary } from '@/lib/incidents/model/incident'

/** What GET /api/incidents answers: the open incidents, the worst first, and when that was true (epoch ms). */
export type OpenIncidents = {
  incidents: IncidentSummary[]
  asOf: number
}

/** The open incidents, read again whenever any of them, or the facts beneath their exposure, change. */
export function useOpenIncidents(initial: OpenIncidents): OpenIncidents {
  const systems = [...new Set(initial.incidents.map(({ system }) => `system:${system}`))]
  return useLiveQuery({
    key: ['incidents', 'open'],
    url: '/api/incidents',
    topics: ['incident', 'restore', ...systems],
    initial,
  }).data
}
