'use client'

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'

const ServerTime = createContext(0)
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let offset: number | undefined

/**
 * Gives every clock below it the server's time, so that a wrong clock in a laptop cannot shift an objective.
 *
 * @param serverNow epoch ms at which the server rendered the document
 */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  return <ServerTime value={serverNow}>{children}</ServerTime>
}

/**
 * The server's time, ticking.
 *
 * @param step ms between re-renders; the value is cut to a multiple of it
 * @returns epoch ms; during hydration exactly what the server rendered with
 */
export function useNow(step = 1_000): number {
  const serverNow = useContext(ServerTime)
  return useSyncExternalStore(
    watch,
    () => cut(serverTime(serverNow), step),
    () => cut(serverNow, step),
  )
}

/** The server's time now, for use in event handlers; epoch ms. */
export function useServerTime(): () => number {
  const serverNow = useContext(ServerTime)
  return () => serverTime(serverNow)
}

function serverTime(serverNow: number): number {
  offset ??= serverNow === 0 ? 0 : serverNow - renderedAt()
  return Date.now() + offset
}

// The document's first byte left the server about when it was rendered: that moment on our clock against the server's.
function renderedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.responseStart ? performance.timeOrigin + navigation.responseStart : Date.now()
}

function watch(onTick: () => void): () => void {
  watchers.add(onTick)
  timer ??= schedule()
  return () => {
    watchers.delete(onTick)
    if (watchers.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

// One timer for all clocks, on the server's full second, so that they step together.
function schedule(): ReturnType<typeof setTimeout> {
  const untilNextSecond = 1_000 - ((Date.now() + (offset ?? 0)) % 1_000)
  return setTimeout(() => {
    for (const onTick of watchers) onTick()
    timer = schedule()
  }, untilNextSecond + 5)
}

function cut(at: number, step: number): number {
  return Math.floor(at / step) * step
}
