import type { LiveSignal, LiveState } from '@/components/live/signals'
import { openStream } from '@/components/live/stream'

const STREAM_URL = '/api/live'
const LOCK = 'tidemark-live'
const CHANNEL = 'tidemark-live'

type Message = { kind: 'signal'; signal: LiveSignal } | { kind: 'state'; state: LiveState } | { kind: 'hello' }

const listeners = new Set<(signal: LiveSignal) => void>()
const stateWatchers = new Set<() => void>()
let state: LiveState | undefined
let started = false

/**
 * Hears what changes, over the one stream of this browser: one tab holds it by a Web Lock and tells the others, because
 * on HTTP/1.1 a sixth open stream starves every other request. Without locks each tab holds its own.
 *
 * @returns stops listening
 */
export function listen(onSignal: (signal: LiveSignal) => void): () => void {
  listeners.add(onSignal)
  start()
  return () => listeners.delete(onSignal)
}

/** State of the stream; undefined before the first answer. For `useSyncExternalStore`. */
export function liveState(): LiveState | undefined {
  return state
}

/** Watches the state of the stream. For `useSyncExternalStore`. */
export function watchState(onChange: () => void): () => void {
  stateWatchers.add(onChange)
  start()
  return () => stateWatchers.delete(onChange)
}

function start(): void {
  if (started) return
  started = true
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') {
    openStream(STREAM_URL, { onSignal: hear, onState: show })
    return
  }
  shareStream(new BroadcastChannel(CHANNEL))
}

function shareStream(channel: BroadcastChannel): void {
  let leading = false
  const say = (message: Message) => channel.postMessage(message)

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello') {
      if (leading && state) say({ kind: 'state', state })
    } else if (data.kind === 'signal') {
      hear(data.signal)
    } else {
      // The first word from a leader: what happened between our render and now was not heard.
      if (!state && data.state.connected) hear(null)
      show(data.state)
    }
  }
  say({ kind: 'hello' })

  void navigator.locks.request(LOCK, () => {
    leading = true
    openStream(STREAM_URL, {
      onSignal: (signal) => {
        hear(signal)
        say({ kind: 'signal', signal })
      },
      onState: (next) => {
        show(next)
        say({ kind: 'state', state: next })
      },
    })
    // Held until this tab goes: the browser then gives the lock to the next one.
    return new Promise<never>(() => {})
  })
}

function hear(signal: LiveSignal): void {
  for (const listener of listeners) listener(signal)
}

function show(next: LiveState): void {
  state = next
  for (const notify of stateWatchers) notify()
}
