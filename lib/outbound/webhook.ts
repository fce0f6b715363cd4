/** What became of one attempt to deliver. `again`: worth another try later. The text names no address. */
export type Delivery = { ok: true } | { ok: false; again: boolean; text: string }

export type WebhookMessage = { url: string; id: string; payload: unknown; signal?: AbortSignal | undefined }

const TIME_OUT_MS = 10_000

/**
 * Posts a message as JSON to a webhook, once. Its id travels as `Idempotency-Key`, so that the receiver can tell a
 * repetition. Redirects are not followed: the address may hold a secret. Never throws, and never repeats the address.
 */
export async function postWebhook({ url, id, payload, signal }: WebhookMessage): Promise<Delivery> {
  const address = httpAddress(url)
  if (!address) return { ok: false, again: false, text: 'The webhook address is not an http or https address.' }
  try {
    const limit = AbortSignal.timeout(TIME_OUT_MS)
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Tidemark', 'idempotency-key': id },
      body: JSON.stringify(payload),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    await response.body?.cancel()
    if (response.status >= 200 && response.status < 300) return { ok: true }
    const again = response.status === 408 || response.status === 429 || response.status >= 500
    return { ok: false, again, text: `The webhook answers ${response.status}.` }
  } catch (error) {
    return { ok: false, again: true, text: `The webhook could not be reached (${reasonOf(error)}).` }
  }
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
  return name === 'TimeoutError' ? 'no answer in 10 s' : (name ?? 'fault')
}
