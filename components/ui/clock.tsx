'use client'

import { Figure, type FigureSize } from '@/components/ui/figure'
import { useNow } from '@/components/ui/now'

type Props = {
  /** Counts up from here; epoch ms. Give either `since` or `until`. */
  since?: number
  /** Counts down to here; epoch ms. Past it the clock counts up and says "over". */
  until?: number
  /** The clock does not run: it shows the length at this moment (epoch ms) and says "held". */
  heldAt?: number
  size?: FigureSize
  units?: number
  /** Where the surroundings already say "held", do not write it again. */
  quiet?: boolean
  className?: string
}

/** A running clock on the server's time. Ticks without easing, is not announced, and says when it is held. */
export function Clock({ since, until, heldAt, size = 'middle', units = 3, quiet, className }: Props) {
  const ticking = useNow(1_000)
  const now = heldAt ?? ticking
  const length = until === undefined ? now - (since ?? now) : until - now
  const over = until !== undefined && length < 0
  return (
    <span className={className} role="timer" aria-live="off">
      <Figure ms={Math.abs(length)} size={size} units={units} className={over ? 'text-breach' : undefined} />
      {over ? <span className="ml-1 text-small font-semibold text-breach">over</span> : null}
      {heldAt !== undefined && !quiet ? <span className="ml-1 text-small text-t-2">held</span> : null}
    </span>
  )
}
