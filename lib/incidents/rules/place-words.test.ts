import { expect, test } from 'vitest'
import type { IncidentSummary, Milestones } from '@/lib/incidents/model/incident'
import { incidentPlaces } from '@/lib/incidents/rules/place-words'
import { factsWith, timesWith } from '@/lib/incidents/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const IMPACT = Date.UTC(2026, 10, 21, 13, 8)
const NOW = IMPACT + 3 * HOUR
const incident = (times: Partial<Milestones>): IncidentSummary => ({
  ...factsWith({ milestones: timesWith(times) }),
  ...{ number: 42, title: 'Corrupted rows', system: 'orders', systemName: 'Orders', environment: null, severity: 2 },
  ...{ mode: 'live', commander: null, version: 1, restore: null },
})
const always = { number: 'INC-0042', title: 'Corrupted rows', severity: 'SEV2', status: 'recovering' }

test('what is not recorded is left out of runbooks and messages', () => {
  expect(incidentPlaces(incident({}), null, NOW)).toEqual(always)
  expect(incidentPlaces(incident({ resumed: NOW }), null, NOW)).toEqual({
    ...always,
    resumedAt: '2026-11-21T16:08:00Z',
  })
})

test('instants are written to the second, in UTC', () => {
  expect(incidentPlaces(incident({}), NOW + 52_678, NOW)).toEqual({ ...always, nextUpdateAt: '2026-11-21T16:08:52Z' })
})

test('the duration runs from the impact until now, or until it was resumed', () => {
  const started = { ...always, startedAt: '2026-11-21T13:08:00Z' }
  expect(incidentPlaces(incident({ impactStarted: IMPACT }), null, NOW)).toEqual({
    ...{ ...started, duration: '3\u00a0h' },
  })
  const over = incident({ impactStarted: IMPACT, resumed: IMPACT + 90 * MINUTE })
  expect(incidentPlaces(over, null, NOW)).toEqual({
    ...{ ...started, resumedAt: '2026-11-21T14:38:00Z', duration: '1\u00a0h\u00a030\u00a0m' },
  })
})
