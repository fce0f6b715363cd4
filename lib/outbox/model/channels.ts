import type { Env } from '@/lib/env'

/**
 * The ways a message leaves. Each has an address, in a setting of `lib/env.ts`, and its file in `lib/outbound`; every
 * message is written once for each of them.
 */
export const CHANNELS = {
  webhook: { setting: 'TIDEMARK_WEBHOOK_URL' },
} as const satisfies Record<string, { setting: keyof Env }>

/** The name of a channel. */
export type ChannelName = keyof typeof CHANNELS

/** The names of all channels. */
export const CHANNEL_NAMES = Object.keys(CHANNELS) as ChannelName[]

/**
 * What became of one attempt: heard; certainly not heard, and whether another try is worth anything; or nobody knows. The
 * texts name no address.
 */
export type Answer =
  | { kind: 'heard' }
  | { kind: 'refused'; again: boolean; text: string }
  | { kind: 'unknown'; text: string }

/** One message on its way. `sequence` grows with each word on a subject; `key` is the same at each repetition. */
export type Posted = { address: string; key: string; sequence: string; payload: unknown; signal?: AbortSignal }

/** A channel's door: one attempt, at most `SEND_LIMIT_MS` long, that never throws and never repeats the address. */
export type Send = (message: Posted) => Promise<Answer>

/** The longest that one attempt may take, in milliseconds. */
export const SEND_LIMIT_MS = 15_000
