import { type LiveSignal, type LiveState, reconnectDelay } from '@/components/live/signals'
import type { LiveEvent } from '@/lib/live/model/event'

type Handlers = {
  onSignal: (signal: LiveSignal) => void
  onState: (state: LiveState) => void
}

/** The server says `here` every 15 seconds; after two and a half of them in silence the connection counts as dead. */
const SILENCE_MS = 38_000

/**
 * Holds the EventSource of this browser open until stopped. It reconnects by itself with jitter, and after every
 * (re)connection says that events may have been missed.
 *
 * @returns stops the stream
 */
export function openStream(url: string, { onSignal, onState }: Handlers): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let connected: boolean | undefined

  function connect() {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(url)
    source.onopen = () => {
      attempt = 0
      heard()
      tell(true)
      onSignal(null)
    }
    source.addEventListener('here', heard)
    source.onmessage = ({ data }) => {
      heard()
      const event = read(data)
      if (event) onSignal(event)
    }
    source.addEventListener('away', () => {
      heard()
      tell(false)
    })
    source.addEventListener('resync', () => {
      heard()
      tell(true)
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
    tell(false)
    clearTimeout(retry)
    retry = setTimeout(connect, reconnectDelay(attempt++, Math.random()))
  }

  function tell(next: boolean) {
    if (connected === next) return
    connected = next
    onState({ connected: next, since: Date.now() })
  }

  connect()
  window.addEventListener('online', connect)
  return () => {
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
