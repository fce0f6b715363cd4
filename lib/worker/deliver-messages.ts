import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '@/lib/env'
import type { log as Log } from '@/lib/log'
import { postWebhook } from '@/lib/outbound/webhook'
import { type ClaimedMessage, claimMessages, settleMessage } from '@/lib/outbox/deliver'

type Context = { log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; url?: string | undefined }

const PAUSE_MS = 2_000

/**
 * Delivers what the outbox holds until `signal` aborts; any number of workers may. Without a webhook address messages
 * stay in the outbox. A failed one is tried again after 10 s, 20 s, 40 s … at most an hour, and given up after a day.
 */
export async function startDeliverMessages({ log, signal, url = env.TIDEMARK_WEBHOOK_URL }: Context): Promise<void> {
  while (url && !signal.aborted) {
    try {
      await deliverDue({ log, signal, url })
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
