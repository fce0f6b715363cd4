'use client'

import { useEffect } from 'react'
import { useLive } from '@/components/live/use-live'
import { flushOutbox, openOutbox } from '@/components/timeline/outbox'

/** Sends entries that wait in this browser from every page of the console: at once, when the network or the stream returns, when the tab is looked at, and every 20 s. */
export function OutboxFlusher({ actorId }: { actorId: string }) {
  useEffect(() => {
    openOutbox(actorId)
    const flush = () => void flushOutbox()
    const seen = () => document.visibilityState === 'visible' && flush()
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', seen)
    const interval = setInterval(flush, 20_000)
    return () => {
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', seen)
      clearInterval(interval)
    }
  }, [actorId])
  useLive([], () => void flushOutbox())
  return null
}
