import type { EntryDto } from '@/lib/incidents/model/incident'
import { type IncidentFacts, type IncidentObjective, MILESTONES, type Milestones } from '@/lib/incidents/model/incident'
import type { LinkedRestore } from '@/lib/restores/model/linked'
import { HOUR } from '@/lib/time/durations'

/** For tests of rules: an incident’s facts that say little; `more` is what the test is about. */

/** No time is recorded. */
export function timesWith(more: Partial<Milestones> = {}): Milestones {
  return { ...(Object.fromEntries(MILESTONES.map((one) => [one, null])) as Milestones), ...more }
}

/** An objective that governs both ways: an RTO of 4 h, an RPO of 1 h. */
export function objectiveWith(more: Partial<IncidentObjective> = {}): IncidentObjective {
  return {
    ...{ id: 'production', name: 'Production', environment: 'production', governsRto: true, governsRpo: true },
    ...{ rto: { target: 4 * HOUR, max: null }, rpo: { target: HOUR, max: null, realTime: false } },
    ...{ where: 'Recovery objectives', ...more },
  }
}

/** Recovering, without a time, an objective or a recovery point. */
export function factsWith(more: Partial<IncidentFacts> = {}): IncidentFacts {
  const none = { kind: 'none', why: 'No recovery point of its database is known.' } as const
  return { status: 'recovering', milestones: timesWith(), objectives: [], basis: none, restored: false, ...more }
}

/** A note by the scribe, recorded when it happened; id, text and times follow from its place in the timeline. */
export function entryWith(seq: number, more: Partial<EntryDto> = {}): EntryDto {
  const [id, at] = [`entry-${seq}`, seq * 1_000]
  const base = { id, seq, kind: 'note', text: id, detail: {}, occurredAt: at, recordedAt: at } as const
  return { ...base, authorId: 'u', authorName: 'Scribe', correctsId: null, ...more } as EntryDto
}

/** A restore that runs. */
export function restoreWith(number: number, more: Partial<LinkedRestore> = {}): LinkedRestore {
  return {
    ...{ number, targetName: 'db-restored', state: 'RUNNING', stateSince: 0, percent: null, pointAt: number },
    ...{ availableAt: null, ...more },
  }
}
