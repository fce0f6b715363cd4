import { type LiveSignal, type LiveState, reconnectDelay } from '@/components/live/signals'
import type { LiveEvent } from '@/lib/live/model/event'

type Handlers = {
  onSignal: (signal: LiveSignal) => void
  onState: (state: LiveState) => void
}

/** The server says `here` every 15 seconds; after two and a half of them in silence the connection counts as dead. */
const SILENCE_MS = 38_000

/** How often everything is read again while no stream may be opened. */
const ASK_EVERY_MS = 10_000

/**
 * Holds the EventSource of this browser open until stopped. It reconnects by itself with jitter, and after every
 * (re)connection says that events may have been missed. Superseded by a newer one of the same account, it reads again every
 * ten seconds and opens a stream when one is free, so that two browsers do not push each other out.
 *
 * @returns stops the stream
 */
export function openStream(url: string, { onSignal, onState }: Handlers): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let stopped = false
  let told: string | undefined

  function connect() {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(url)
    source.onopen = () => {
      attempt = 0
      heard()
      tell({ connected: true })
      onSignal(null)
    }
    source.addEventListener('here', heard)
    source.addEventListener('superseded', ask)
    source.onmessage = ({ data }) => {
      heard()
      const event = read(data)
      if (event) onSignal(event)
    }
    source.addEventListener('away', () => {
      heard()
      tell({ connected: false })
    })
    source.addEventListener('resync', () => {
      heard()
      tell({ connected: true })
      onSignal(null)
    })
    source.onerror = lost
  }

  function heard() {
    clearTimeout(silence)
    silence = setTimeout(lost, SILENCE_MS)
  }

  function lost() {
    clearTimeout(silence)
    source?.close()
    tell({ connected: false })
    clearTimeout(retry)
    retry = setTimeout(connect, reconnectDelay(attempt++, Math.random()))
  }

  function ask() {
    clearTimeout(silence)
    source?.close()
    tell({ connected: true, asks: true })
    clearTimeout(retry)
    retry = setTimeout(async () => {
      const place = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
      if (stopped) return
      if (!place?.ok) return lost()
      if (place.headers.get('tidemark-live') === 'free') return connect()
      onSignal(null)
      ask()
    }, ASK_EVERY_MS)
  }

  function tell(next: Omit<LiveState, 'since'>) {
    const said = JSON.stringify(next)
    if (told === said) return
    told = said
    onState({ ...next, since: Date.now() })
  }

  connect()
  window.addEventListener('online', connect)
  return () => {
    stopped = true
    window.removeEventListener('online', connect)
    clearTimeout(retry)
    clearTimeout(silence)
    source?.close()
  }
}

function read(data: unknown): LiveEvent | undefined {
  try {
    const event = JSON.parse(String(data)) as LiveEvent
    return typeof event.topic === 'string' && typeof event.id === 'string' ? event : undefined
  } catch {
    return undefined
  }
}
