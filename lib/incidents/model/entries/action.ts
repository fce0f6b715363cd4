import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** What somebody did. */
export type ActionEntry = { kind: 'action'; detail: Record<string, never> }

export const action: EntryRule<'action'> = { kind: 'action', shape: 'action', offered: 'Action', narrative: false }
