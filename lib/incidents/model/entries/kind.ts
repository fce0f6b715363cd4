/** The shapes of the timeline: ring, diamond, cross, triangle, speech, bar, and a dash for all that the system writes. */
export type EntryShape = 'note' | 'decision' | 'objection' | 'action' | 'message' | 'state' | 'system'

/** What is known of one kind of entry, beside what its detail holds. */
export type EntryRule<K extends string> = {
  kind: K
  shape: EntryShape
  /** how the entry line offers it to a person: `Note`; null where only commands and the system write it */
  offered: string | null
  /** part of the narrative from the start, unless somebody takes it out */
  narrative: boolean
}
