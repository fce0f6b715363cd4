'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef } from 'react'

/** How often a server that was away is asked whether it is back. Milliseconds. */
export const ASK_EVERY = 3_000

/** Whether the server answers now and can draw pages: its database does, too. Otherwise which of the two is away. */
export async function askServer(): Promise<'ready' | 'no-database' | 'no-server'> {
  try {
    return (await fetch('/api/health/ready', { cache: 'no-store' })).ok ? 'ready' : 'no-database'
  } catch {
    return 'no-server'
  }
}

/**
 * Draws the page anew, once the server answers. Asked of one that is away, Next would leave the page for the browser's
 * own error, and take what was typed with it.
 */
export function useRefresh(): () => void {
  const router = useRouter()
  const waiting = useRef<ReturnType<typeof setTimeout> | 'asking' | null>(null)
  const gone = useRef(false)

  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      if (waiting.current !== null && waiting.current !== 'asking') clearTimeout(waiting.current)
      waiting.current = null
    }
  }, [])

  return useCallback(() => {
    async function ask() {
      waiting.current = 'asking'
      const ready = (await askServer()) === 'ready'
      if (gone.current) return
      waiting.current = ready ? null : setTimeout(() => void ask(), ASK_EVERY)
      if (ready) router.refresh()
    }
    if (waiting.current === null) void ask()
  }, [router])
}
