'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { ASK_EVERY, askServer } from '@/components/live/use-refresh'
import { ErrorNote } from '@/components/ui/error-note'
import { toldBy } from '@/lib/db/model/told'

type Props = {
  error: Error & { digest?: string }
  retry?: () => void
  reset: () => void
}

const WHY = {
  'no-database': 'This page could not be shown: Tidemark’s database is not answering.',
  'no-server': 'This page could not be shown: the server cannot be reached.',
}

/**
 * In place of a page that could not be made: what failed, what still works, the id in the log, a retry. While the server
 * or its database is away it says so, and draws the page as soon as they are back.
 */
export function PageFailed({ error, retry, reset }: Props) {
  const again = retry ?? reset
  const told = toldBy(error.digest)
  const away = useAway(again)
  useLater(told?.retryAfterS, again)
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <div className="page-pad">
      <h1 className="sr-only">This page failed</h1>
      <ErrorNote
        alert
        id={away || told ? undefined : error.digest}
        stillWorks={
          away || told
            ? 'Nothing recorded is lost; entries not yet sent wait here. The page comes by itself.'
            : 'Nothing recorded is lost; other pages may still work.'
        }
        retry={
          // No Button: only the script draws this, and every page loads it a second time beside the frame's.
          <button type="button" className="btn btn-small" onClick={again}>
            Try again
          </button>
        }
      >
        {told && away !== 'no-server'
          ? `This page could not be shown. ${told.sentence}`
          : away
            ? WHY[away]
            : 'This page could not be shown.'}
      </ErrorNote>
    </div>
  )
}

/** Calls again when it is worth it: a database that answers may still be held, slow or full. */
function useLater(retryAfterS: number | undefined, again: () => void): void {
  const draw = useEffectEvent(again)
  useEffect(() => {
    if (!retryAfterS) return
    const timer = setInterval(draw, retryAfterS * 1_000)
    return () => clearInterval(timer)
  }, [retryAfterS])
}

/** What is away; null when nothing is, so that the fault is the page's own. Calls back once it is there again. */
function useAway(onBack: () => void): keyof typeof WHY | null {
  const [away, setAway] = useState<keyof typeof WHY | null>(null)
  const back = useEffectEvent(onBack)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    let wasAway = false
    async function ask() {
      const found = await askServer()
      if (gone) return
      // It is asked once more after the page was drawn again: it may have failed again.
      if (found !== 'ready' || wasAway) timer = setTimeout(() => void ask(), ASK_EVERY)
      if (found === 'ready' && wasAway) back()
      else setAway(found === 'ready' ? null : found)
      wasAway = found !== 'ready'
    }
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return away
}
