'use client'

import { useSyncExternalStore } from 'react'
import type { OutboxState } from '@/components/timeline/outbox'

let offlineSince: number | null = null

/**
 * Since when the server is away, as far as this browser can tell: no network, entries that cannot be sent, or facts that
 * cannot be read. The earliest of them; null while all is well.
 */
export function useOffline(outbox: OutboxState, failedSince: number | null): number | null {
  const noNetwork = useSyncExternalStore(watch, read, () => null)
  const times = [noNetwork, outbox.unreachableSince, failedSince].filter((at) => at !== null)
  return times.length > 0 ? Math.min(...times) : null
}

function watch(notify: () => void): () => void {
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

function read(): number | null {
  offlineSince = navigator.onLine ? null : (offlineSince ?? Date.now())
  return offlineSince
}
