import type { EntryRule } from '@/lib/incidents/model/entries/kind'

/** A step of a restore that belongs to the incident, written by the system. */
export type RestoreEntry = { kind: 'restore'; detail: RestoreDetail }

export const restore: EntryRule<'restore'> = { kind: 'restore', shape: 'system', offered: null, narrative: false }

/** The restore that the line is about, `RST-0001`, and how it stands. */
export type RestoreDetail = {
  restore?: string
  state?: string
  target?: string
  source?: string
  pointAt?: string
}
