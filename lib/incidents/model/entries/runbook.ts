import type { StepDetail } from '@/lib/incidents/model/acts'
import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** What was done with a step of a runbook. */
export type RunbookEntry = { kind: 'runbook'; detail: { step?: StepDetail } }

export const runbook: EntryRule<'runbook'> = { kind: 'runbook', shape: 'action', offered: null, narrative: false }
