'use client'

import { instantTitle } from '@/components/ui/instant-title'
import { useNow } from '@/components/ui/now'
import { ageRefreshInterval, formatAge } from '@/lib/time/instants'

type Props = {
  /** Epoch ms. */
  at: number
  className?: string
}

/** How long ago (or until): `12 m ago`, `in 5 m`. Ticks each second under 1 h, each minute under 1 d. Not announced. */
export function Age({ at, className }: Props) {
  const second = useNow(1_000)
  const step = ageRefreshInterval(at, second)
  const now = Math.floor(second / step) * step
  return (
    <time
      className={className}
      dateTime={new Date(at).toISOString()}
      onPointerEnter={(event) => {
        event.currentTarget.title = instantTitle(at, Date.now())
      }}
    >
      {formatAge(at, Math.max(now, Math.min(at, second)))}
    </time>
  )
}
