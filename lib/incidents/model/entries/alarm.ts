import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** An alarm that rang. */
export type AlarmEntry = { kind: 'alarm'; detail: Record<string, unknown> }

export const alarm: EntryRule<'alarm'> = { kind: 'alarm', shape: 'system', offered: null, narrative: false }
