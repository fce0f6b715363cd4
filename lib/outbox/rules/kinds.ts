import type { MessageKind } from '@/lib/outbox/model/message'
import { DAY, HOUR } from '@/lib/time/durations'

/** How a message stands to others on its subject: it raises what then stands, takes it back, or just says something. */
export type Word = 'raise' | 'clear' | 'say'

/** How long what a receiver may wrongly believe is worth putting right, in milliseconds. */
export const BELIEF_AGE = 30 * DAY

/**
 * Each kind's word, and for how long it is worth hearing, in milliseconds: an alarm of yesterday is no alarm, but who heard
 * one has to hear that it cleared; that somebody asked for a restore holds until the approval it waits for has lapsed.
 */
export const KINDS: Record<MessageKind, { word: Word; age: number }> = {
  'notice-began': { word: 'raise', age: 12 * HOUR },
  'notice-cleared': { word: 'clear', age: BELIEF_AGE },
  restore: { word: 'say', age: 4 * HOUR },
}

/** How long a message that has ended stays to be looked at, in milliseconds. */
export const KEPT_AFTER_END = 30 * DAY
