'use client'

import { useSyncExternalStore } from 'react'
import { liveState, watchState } from '@/components/live/browser-stream'
import type { LiveState } from '@/components/live/signals'

/** State of the live stream; undefined until it first answered. */
export function useLiveState(): LiveState | undefined {
  return useSyncExternalStore(watchState, liveState, () => undefined)
}
