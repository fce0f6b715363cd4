import type { MessageKind } from '@/lib/outbox/model/message'
import { DAY, HOUR } from '@/lib/time/durations'

/**
 * For how long each kind of message is worth hearing, in milliseconds: an alarm of yesterday is no alarm, and that it
 * cleared is news for as long; that somebody asked for a restore holds until the approval it waits for has lapsed.
 */
export const MESSAGE_AGE: Record<MessageKind, number> = {
  'notice-began': 12 * HOUR,
  'notice-cleared': 12 * HOUR,
  restore: 4 * HOUR,
}

/** How long a message that has ended stays to be looked at, in milliseconds. */
export const KEPT_AFTER_END = 30 * DAY
