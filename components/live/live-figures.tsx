'use client'

import { useNow } from '@/components/ui/now'
import { formatDuration, HOUR } from '@/lib/time/durations'
import { formatAge } from '@/lib/time/instants'

/** Exposure that grows with time: now − p, ticking each second under an hour, each minute above. */
export function LiveExposure({ at }: { at: number }) {
  const now = useNow(1_000)
  const ms = Math.max(0, now - at)
  return <>{formatDuration(ms < HOUR ? ms : Math.floor(ms / 60_000) * 60_000)}</>
}

/** An age beside its instant: `12 m`, with `suffix` `12 m ago` or `in 5 m`. */
export function LiveAge({ at, suffix, units = 2 }: { at: number; suffix?: boolean; units?: 1 | 2 }) {
  const now = useNow(1_000)
  if (suffix) return <>{formatAge(at, now)}</>
  const age = Math.abs(now - at)
  return <>{formatDuration(age, age < HOUR ? 1 : units)}</>
}

/** How far the next run is: `in 5 m`, and `due` once its time has come and it may still begin. */
export function NextAge({ at }: { at: number }) {
  const now = useNow(1_000)
  return <>{now >= at ? 'due' : formatAge(at, now)}</>
}
