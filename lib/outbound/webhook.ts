import { type Answer, type Posted, SEND_LIMIT_MS } from '@/lib/outbox/model/channels'

/**
 * Posts a message as JSON to a webhook, once. Its key travels as `Idempotency-Key`, so that the receiver can tell a
 * repetition, and `Tidemark-Sequence` grows with each word on a subject. Redirects are not followed: the address may hold
 * a secret. Never throws, and never repeats the address.
 */
export async function postWebhook({ address, key, sequence, payload, signal }: Posted): Promise<Answer> {
  const url = httpAddress(address)
  if (!url) return { kind: 'refused', again: false, text: 'The webhook address is not an http or https address.' }
  try {
    const limit = AbortSignal.timeout(SEND_LIMIT_MS)
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Tidemark',
        'idempotency-key': key,
        'tidemark-sequence': sequence,
      },
      body: JSON.stringify(payload),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    // The answer is the status: a body that breaks off takes nothing back.
    response.body?.cancel().catch(() => {})
    return answerOf(response.status)
  } catch (error) {
    return faultOf(error)
  }
}

/** These speak of the message itself, so that the same one would be refused again; every other refusal may pass. */
const OF_THE_MESSAGE = new Set([400, 413, 415, 422])

function answerOf(status: number): Answer {
  if (status >= 200 && status < 300) return { kind: 'heard' }
  const text = `The webhook answers ${status}.`
  // Who fails while at it, or stands before a receiver, cannot know what the receiver has heard.
  if (status >= 500 && status !== 503) return { kind: 'unknown', text }
  return { kind: 'refused', again: !OF_THE_MESSAGE.has(status), text }
}

/** Faults of finding and greeting the receiver: nothing of the message was sent yet. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/

function faultOf(error: unknown): Answer {
  const reason = reasonOf(error)
  const text = `The webhook could not be reached (${reason}).`
  return BEFORE_SENDING.test(reason) ? { kind: 'refused', again: true, text } : { kind: 'unknown', text }
}

function httpAddress(text: string): URL | null {
  try {
    const url = new URL(text)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

/** A code or a kind, never a message: messages of fetch may repeat the address. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } }
  if (typeof cause?.code === 'string') return cause.code
  return name === 'TimeoutError' ? 'no answer in 15 s' : (name ?? 'fault')
}
