'use client'

import { useEffect, useRef } from 'react'
import { useLive } from '@/components/live/use-live'
import { useRefresh } from '@/components/live/use-refresh'
import { useServerTime } from '@/components/ui/now'

/** Charts are drawn by the server; changes come in bursts, one new drawing is enough for each. */
const AT_MOST_EVERY = 5_000

/**
 * Renders the page anew when one of the topics changes, or at the moment when time alone changes a verdict.
 *
 * @param nextChangeAt epoch milliseconds on the server's clock
 */
export function RefreshOn({
  topics,
  nextChangeAt = null,
}: {
  topics: readonly string[]
  nextChangeAt?: number | null
}) {
  const draw = useRefresh()
  const serverTime = useServerTime()
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null)
  const last = useRef(0)

  function refresh() {
    if (waiting.current !== null) return
    const wait = Math.max(0, last.current + AT_MOST_EVERY - Date.now())
    waiting.current = setTimeout(() => {
      waiting.current = null
      last.current = Date.now()
      draw()
    }, wait)
  }

  useLive(topics, refresh)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another moment sets another timer
  useEffect(() => {
    if (nextChangeAt === null) return
    const timer = setTimeout(refresh, Math.min(0x7fffffff, Math.max(1_000, nextChangeAt - serverTime() + 250)))
    return () => clearTimeout(timer)
  }, [nextChangeAt])

  useEffect(
    () => () => {
      if (waiting.current !== null) clearTimeout(waiting.current)
    },
    [],
  )
  return null
}
