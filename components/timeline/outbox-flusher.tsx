'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { useLive } from '@/components/live/use-live'
import { isMarkedWaiting, providedOutbox, watchOutboxDoor } from '@/components/timeline/outbox-door'

/** When a page looks for waiting entries although nobody left word of any. Milliseconds after it was opened. */
const LOOK_ANYWAY = 60_000

/**
 * Sends entries that wait in this browser from every page of the console: at once, when the network or the stream returns,
 * when the tab is looked at, and every 20 s. The browser asks before it closes a tab that alone has some. Most pages have
 * nothing to send, and do not load what sends it.
 */
export function OutboxFlusher({ actorId }: { actorId: string }) {
  const outbox = useSyncExternalStore(watchOutboxDoor, providedOutbox, () => null)
  useEffect(() => {
    // It makes itself known. Without the network it comes too late to send anything anyway, and the next page has another try.
    const load = () => void import('@/components/timeline/outbox').catch(() => {})
    if (isMarkedWaiting()) load()
    const timer = setTimeout(load, LOOK_ANYWAY)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (!outbox) return
    outbox.openOutbox(actorId)
    const flush = () => void outbox.flushOutbox()
    const seen = () => document.visibilityState === 'visible' && flush()
    const warn = (event: BeforeUnloadEvent) => outbox.outboxState().inTab.size > 0 && event.preventDefault()
    window.addEventListener('online', flush)
    window.addEventListener('beforeunload', warn)
    document.addEventListener('visibilitychange', seen)
    const interval = setInterval(flush, 20_000)
    return () => {
      window.removeEventListener('online', flush)
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('visibilitychange', seen)
      clearInterval(interval)
    }
  }, [outbox, actorId])
  useLive([], () => void outbox?.flushOutbox())
  return null
}
