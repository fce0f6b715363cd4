import type { EntryRule } from '@/lib/incidents/model/entries/kind'
import type { Milestone } from '@/lib/incidents/model/incident'

/** Another time or text of the entry that it names; drawn on that entry. */
export type CorrectionEntry = { kind: 'correction'; detail: CorrectionDetail }

export const correction: EntryRule<'correction'> = {
  kind: 'correction',
  shape: 'note',
  offered: null,
  narrative: false,
}

/** What stands instead. Instants are epoch milliseconds; with a milestone, that time of the incident moved with it. */
export type CorrectionDetail = {
  newOccurredAt?: number
  newText?: string
  milestone?: Milestone
  at?: number | null
  previous?: number | null
}
