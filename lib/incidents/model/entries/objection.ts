import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** Somebody's reason against what is being done; written by /objection. */
export type ObjectionEntry = { kind: 'objection'; detail: Record<string, never> }

export const objection: EntryRule<'objection'> = {
  kind: 'objection',
  shape: 'objection',
  offered: null,
  narrative: false,
}
