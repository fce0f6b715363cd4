import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** Something that was seen or said. */
export type NoteEntry = { kind: 'note'; detail: Record<string, never> }

export const note: EntryRule<'note'> = { kind: 'note', shape: 'note', offered: 'Note', narrative: false }
