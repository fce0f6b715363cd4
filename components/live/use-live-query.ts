'use client'

import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { readAgain } from '@/components/live/read-again'
import { ReadFailed, readJson } from '@/components/live/read-json'
import { useLive } from '@/components/live/use-live'
import { useServerTime } from '@/components/ui/now'

/** A DTO may say when it was true and when time alone will change it; both epoch ms. */
type Timed = {
  asOf?: number
  nextChangeAt?: number | null
}

type Options<T> = {
  /** Unique for the data, e.g. `['incident', 'INC-0042']`. */
  key: QueryKey
  /** The guarded JSON route that gives the same DTO as the server-rendered page. */
  url: string
  /** Topics upon which it is read again. */
  topics: readonly string[]
  /** What the page was rendered with. */
  initial: T
}

/** What a live view needs: the data, whether it could last be read, and a retry. */
export type LiveQuery<T> = {
  data: T
  /** Since when reading fails; epoch ms on the browser's clock, null while it works. */
  failedSince: number | null
  /** Why, as a plain sentence for the screen; null while it works. */
  failure: string | null
  isFetching: boolean
  refetch: () => void
}

/** Data that stays true: rendered by the server first, read again upon its topics, after a gap, and at `nextChangeAt`. */
export function useLiveQuery<T extends object>({ key, url, topics, initial }: Options<T>): LiveQuery<T> {
  const client = useQueryClient()
  const serverTime = useServerTime()
  const query = useQuery<T>({
    queryKey: key,
    queryFn: ({ signal }) => readJson<T>(url, signal),
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const hash = JSON.stringify(key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key
  const again = useMemo(() => readAgain(() => client.refetchQueries({ queryKey: key, exact: true })), [client, hash])

  useLive(topics, () => again())

  // A later server render brings newer data than the cache; a page restored from the browser's history brings older.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new render of the page counts
  useEffect(() => {
    const known = client.getQueryData<Timed>(key)?.asOf ?? 0
    if (((initial as Timed).asOf ?? Number.POSITIVE_INFINITY) > known) client.setQueryData(key, initial)
  }, [initial])

  const nextChangeAt = (query.data as Timed).nextChangeAt
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer sets a new timer, also for the same moment
  useEffect(() => {
    if (!nextChangeAt) return
    const wait = Math.max(1_000, nextChangeAt - serverTime() + 250)
    const timer = setTimeout(() => again(), Math.min(wait, 0x7fffffff))
    return () => clearTimeout(timer)
  }, [nextChangeAt, query.dataUpdatedAt, again])

  useRetry(query.isError, query.errorUpdatedAt, again)

  return {
    data: query.data,
    failedSince: query.isError ? query.dataUpdatedAt || query.errorUpdatedAt : null,
    failure: query.isError ? sentence(query.error) : null,
    isFetching: query.isFetching,
    refetch: () => again('act'),
  }
}

function sentence(error: Error): string {
  return error instanceof ReadFailed ? error.message : 'The server cannot be reached.'
}

// While reading fails it is tried again every 5 to 10 s; the stream's return tries it at once.
function useRetry(failed: boolean, failedAt: number, again: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure sets a new timer
  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(() => again(), 5_000 + Math.random() * 5_000)
    return () => clearTimeout(timer)
  }, [failed, failedAt, again])
}
