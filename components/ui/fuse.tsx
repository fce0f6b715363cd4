'use client'

import { useEffect, useRef, useState } from 'react'
import { FuseDrawing } from '@/components/ui/fuse-drawing'
import { useNow } from '@/components/ui/now'

/** What has happened between impact and now; epoch ms. */
export type FuseMoment = {
  at: number
  label: string
}

/** When service is expected back; p50 and p90 are epoch ms, `n` the measurements behind them. */
export type FuseEta = {
  p50: number
  p90: number
  n: number
}

export type FuseProps = {
  impactAt: number
  /** The end of the governing RTO; null when none is stated. */
  deadlineAt: number | null
  /** `RTO 4 h`. */
  deadlineLabel?: string
  moments?: readonly FuseMoment[]
  eta?: FuseEta | null
  /** When service resumed: the fuse has stopped. */
  endedAt?: number
  /** Width before the first measurement, px. */
  width?: number
}

/** One incident from impact to deadline, with what happened, now, the expected return and the margin. */
export function Fuse({ width: firstWidth = 1040, endedAt, ...rest }: FuseProps) {
  const ticking = useNow(10_000)
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(firstWidth)

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(280, Math.round(entry.contentRect.width)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  return (
    <div ref={frame} className="w-full overflow-hidden">
      <FuseDrawing {...rest} now={endedAt ?? ticking} ended={endedAt !== undefined} width={width} />
    </div>
  )
}
