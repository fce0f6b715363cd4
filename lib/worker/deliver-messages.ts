import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '@/lib/env'
import type { log as Log } from '@/lib/log'
import { SENDERS } from '@/lib/outbound/channels'
import { BEGIN_WITHIN_MS, type ClaimedMessage, claimMessages, settleMessage } from '@/lib/outbox/deliver'
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '@/lib/outbox/model/channels'
import { sweepOutbox } from '@/lib/outbox/sweep'

type Context = { log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal }

/** Where each channel's messages go; a channel without an address is left out. */
type Addresses = Partial<Record<ChannelName, string>>

const PAUSE_MS = 2_000
const SWEEP_EVERY_MS = 60_000

/**
 * Delivers what the outbox holds until `signal` aborts; any number of workers may. A failed message is tried again after
 * 10 s, 20 s, 40 s … at most an hour, for as long as it is worth hearing. With an address or without, each minute what has
 * grown too old is withdrawn, and what ended long ago is removed.
 */
export async function startDeliverMessages({ log, signal }: Context): Promise<void> {
  const addresses = addressesOf(env)
  let sweptAt = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    try {
      const now = performance.now()
      if (now - sweptAt >= SWEEP_EVERY_MS) {
        const { withdrawn, removed } = await sweepOutbox()
        if (withdrawn + removed > 0) log.info({ withdrawn, removed }, 'messages: the outbox was swept')
        sweptAt = now
      }
      await deliverDue({ log, signal, addresses })
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message : String(error) },
        'messages: the outbox could not be read',
      )
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
  }
}

function addressesOf(settings: typeof env): Addresses {
  return Object.fromEntries(
    CHANNEL_NAMES.flatMap((name) => {
      const address = settings[CHANNELS[name].setting]
      return address ? [[name, address]] : []
    }),
  )
}

/** Delivers what is due now. @returns how many messages were delivered */
export async function deliverDue({ log, signal, addresses }: Context & { addresses: Addresses }): Promise<number> {
  const beginBy = performance.now() + BEGIN_WITHIN_MS
  const messages = await claimMessages(
    CHANNEL_NAMES.filter((name) => addresses[name]),
    log,
  )
  const results = await Promise.all(messages.map((each) => deliver(each, beginBy, { log, signal, addresses })))
  return results.filter(Boolean).length
}

async function deliver(
  message: ClaimedMessage,
  beginBy: number,
  { log, signal, addresses }: Context & { addresses: Addresses },
): Promise<boolean> {
  const { id, channel, dedupeKey: key, sequence, payload, attempts } = message
  const address = addresses[channel]
  // Who was held up until now might speak after another who took the message over.
  if (!address || performance.now() > beginBy) return false
  const answer = await SENDERS[channel]({ address, key, sequence, payload, signal })
  // Stopping is no fault of the receiver: the claim runs out, and the message is sent again.
  if (answer.kind !== 'heard' && signal.aborted) return false
  await settleMessage(message, answer)
  if (answer.kind === 'heard') return true
  log.warn({ message: id, channel, attempts, why: answer.text }, 'messages: not delivered')
  return false
}
