import { useEffect, useEffectEvent, useState } from 'react'
import { ReadFailed, readJson } from '@/components/live/read-json'
import type { SearchAnswer } from '@/lib/search/model/search'

/** How long nothing has to be typed before the server is asked, in ms. */
const PAUSE = 90

/** Why the server did not answer; `ended` is a session that is over. */
export type SearchFailure = {
  sentence: string
  ended: boolean
}

/** The last answer stays until the next one is there; `pending` says that it is of an earlier text. */
export type PaletteSearch = {
  answer: SearchAnswer | null
  pending: boolean
  failure: SearchFailure | null
  retry: () => void
}

/** Asks the server for what is typed, after a pause, once at a time: a newer text cancels the question before it. */
export function usePaletteSearch(q: string): PaletteSearch {
  const [answer, setAnswer] = useState<SearchAnswer | null>(null)
  const [failure, setFailure] = useState<(SearchFailure & { q: string }) | null>(null)
  const [attempt, setAttempt] = useState(0)
  const failed = failure !== null && failure.q === q

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the same again
  useEffect(() => {
    if (q === '') return
    const asked = new AbortController()
    const timer = setTimeout(async () => {
      try {
        setAnswer(await readJson<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}`, asked.signal))
        setFailure(null)
      } catch (error) {
        if (!asked.signal.aborted) setFailure({ ...failureOf(error), q })
      }
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [q, attempt])

  const retry = () => setAttempt((count) => count + 1)
  // A question that was asked into the dead network may fail after this moment: what has no answer is asked again.
  const onOnline = useEffectEvent(() => q !== '' && answer?.q !== q && retry())
  useEffect(() => {
    const listener = () => onOnline()
    window.addEventListener('online', listener)
    return () => window.removeEventListener('online', listener)
  }, [])

  return { answer, pending: q !== '' && answer?.q !== q && !failed, failure: q === '' ? null : failure, retry }
}

function failureOf(error: unknown): SearchFailure {
  if (error instanceof ReadFailed) return { sentence: error.message, ended: error.status === 401 }
  return {
    sentence: 'The server cannot be reached: pages and systems only.',
    ended: false,
  }
}
