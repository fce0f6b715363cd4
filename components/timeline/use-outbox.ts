'use client'

import { useSyncExternalStore } from 'react'
import { emptyOutbox, type OutboxState, outboxState, watchOutbox } from '@/components/timeline/outbox'

/** The queue of entries that wait in this browser. */
export function useOutbox(): OutboxState {
  return useSyncExternalStore(watchOutbox, outboxState, emptyOutbox)
}
