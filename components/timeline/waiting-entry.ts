import type { EntryOutcome, OutgoingEntry } from '@/lib/incidents/model/incident'

/** An entry kept in this browser until the server has committed it. */
export type WaitingEntry = OutgoingEntry & {
  /** place in the queue: a later entry has a greater number */
  order: number
  authorName: string
  /** why it cannot be sent as it is; it stays here until somebody decides */
  problem?: Extract<EntryOutcome, { message: string }>
}
