'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useLive } from '@/components/live/use-live'

/** At most one re-render of the page in this time, however much changes. Milliseconds. */
const PAUSE_MS = 5_000

/** Renders the page anew when one of the topics changes; draws nothing. */
export function RefreshOn({ topics }: { topics: readonly string[] }) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useLive(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      router.refresh()
    }, PAUSE_MS)
  })
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  return null
}
