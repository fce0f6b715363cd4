import type { LiveEvent } from '@/lib/live/model/event'

/** What a view hears: an event, or null after a gap, when everything it shows must be read again. */
export type LiveSignal = LiveEvent | null

/** State of the one stream, shown in the foot. */
export type LiveState = {
  connected: boolean
  /** The account has too many streams open: this browser asks every ten seconds instead. */
  asks?: boolean
  /** Since when it is as it is; epoch ms on this browser's clock. */
  since: number
}

/**
 * Whether an event concerns a topic. `incident` takes every incident, `incident:INC-0042` only that one.
 *
 * @param topic `board`, `incident`, `incident:INC-0042`, `asset:phaserai:phaserai-prod`
 */
export function concerns(event: LiveEvent, topic: string): boolean {
  const cut = topic.indexOf(':')
  if (cut === -1) return event.topic === topic
  return event.topic === topic.slice(0, cut) && event.id === topic.slice(cut + 1)
}

/** Whether a signal concerns any of the topics; a gap concerns everyone. */
export function concernsAny(signal: LiveSignal, topics: readonly string[]): boolean {
  return signal === null || topics.some((topic) => concerns(signal, topic))
}

/**
 * How long to wait before the next attempt: doubling from 1 s to 30 s, with half of it by chance, so that two hundred
 * browsers do not come back in the same instant.
 *
 * @param attempt 0 for the first retry
 * @param chance a number in [0, 1)
 * @returns milliseconds
 */
export function reconnectDelay(attempt: number, chance: number): number {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 5))
  return longest / 2 + (longest / 2) * chance
}
