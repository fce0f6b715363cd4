import type { CheckDetail } from '@/lib/incidents/model/acts'
import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** The item of a checklist that was ticked, or of which the tick was taken back. */
export type ChecklistEntry = { kind: 'checklist'; detail: { check?: CheckDetail } }

export const checklist: EntryRule<'checklist'> = { kind: 'checklist', shape: 'action', offered: null, narrative: false }
