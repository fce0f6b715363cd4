import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** What was decided: part of the narrative from the start. */
export type DecisionEntry = { kind: 'decision'; detail: Record<string, never> }

export const decision: EntryRule<'decision'> = {
  kind: 'decision',
  shape: 'decision',
  offered: 'Decision',
  narrative: true,
}
