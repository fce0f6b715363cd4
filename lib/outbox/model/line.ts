import type { EndState, MessageKind } from '@/lib/outbox/model/message'

/** What a receiver was certainly told last of a subject that can stand and be taken back. */
export type Heard = 'nothing' | 'raised' | 'cleared'

/** A message that has not ended. Instants are epoch milliseconds of the database's clock. */
export type Pending = {
  id: string
  kind: MessageKind
  createdAt: number
  nextAttemptAt: number
  expiresAt: number
  attempts: number
  /** whose attempt is under way, and until when it counts as such; null while nobody tries */
  claim: { by: string; until: number } | null
  /** an attempt was made of which nobody knows whether it arrived */
  doubtful: boolean
  lastError: string | null
}

/** Everything that decides what is said next on one subject over one channel; `pending` in the order of saying. */
export type Line = { heard: Heard; pending: readonly Pending[] }

/** A message that ended, and why. */
export type Ended = { id: string; state: EndState; why: string | null }

/** A line after something happened, and what ended by it. */
export type Step = Line & { ended: readonly Ended[] }
