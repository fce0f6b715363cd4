import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** What was told to somebody. */
export type MessageEntry = { kind: 'message'; detail: Record<string, never> }

export const message: EntryRule<'message'> = { kind: 'message', shape: 'message', offered: 'Message', narrative: false }
