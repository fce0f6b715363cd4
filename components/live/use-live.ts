'use client'

import { useEffect, useEffectEvent } from 'react'
import { listen } from '@/components/live/browser-stream'
import { concernsAny, type LiveSignal } from '@/components/live/signals'

/**
 * Calls back when something changed that concerns one of the topics, and with null after a gap, when all must be read again.
 *
 * @param topics `board`, `incident` (any), `incident:INC-0042` (that one)
 */
export function useLive(topics: readonly string[], onSignal: (signal: LiveSignal) => void): void {
  const hear = useEffectEvent((signal: LiveSignal) => {
    if (concernsAny(signal, topics)) onSignal(signal)
  })
  useEffect(() => listen((signal) => hear(signal)), [])
}
