import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '@/lib/env'
import type { log as Log } from '@/lib/log'
import { postWebhook } from '@/lib/outbound/webhook'
import { type ClaimedMessage, claimMessages, settleMessage } from '@/lib/outbox/deliver'
import { sweepOutbox } from '@/lib/outbox/sweep'

type Context = { log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; url?: string | undefined }

const PAUSE_MS = 2_000
const SWEEP_EVERY_MS = 60_000

/**
 * Delivers what the outbox holds until `signal` aborts; any number of workers may. A failed message is tried again after
 * 10 s, 20 s, 40 s … at most an hour, for as long as it is worth hearing. With an address or without, each minute what has
 * grown too old is withdrawn, and what ended long ago is removed.
 */
export async function startDeliverMessages({ log, signal, url = env.TIDEMARK_WEBHOOK_URL }: Context): Promise<void> {
  let sweptAt = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    try {
      const now = Date.now()
      if (now - sweptAt >= SWEEP_EVERY_MS) {
        const { withdrawn, removed } = await sweepOutbox(now)
        if (withdrawn + removed > 0) log.info({ withdrawn, removed }, 'messages: the outbox was swept')
        sweptAt = now
      }
      if (url) await deliverDue({ log, signal, url })
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message : String(error) },
        'messages: the outbox could not be read',
      )
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
  }
}

/** Delivers what is due now. @returns how many messages were delivered */
export async function deliverDue({ log, signal, url }: Context & { url: string }): Promise<number> {
  const messages = await claimMessages(new Date())
  const results = await Promise.all(messages.map((message) => deliver(message, { log, signal, url })))
  return results.filter(Boolean).length
}

async function deliver(message: ClaimedMessage, { log, signal, url }: Context & { url: string }): Promise<boolean> {
  const result = await postWebhook({ url, id: message.dedupeKey, payload: message.payload, signal })
  // Stopping is no fault of the receiver: the claim runs out, and the message is sent again.
  if (!result.ok && signal.aborted) return false
  await settleMessage(message, result, new Date())
  if (!result.ok)
    log.warn({ message: message.id, attempts: message.attempts, why: result.text }, 'messages: not delivered')
  return result.ok
}
