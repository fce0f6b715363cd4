'use client'

import styles from '@/components/board/board.module.css'
import type { CellProps } from '@/components/board/cells'
import { LiveExposure } from '@/components/live/live-figures'
import { Duration } from '@/components/ui/duration'
import { overFactor, TidemarkBar } from '@/components/ui/tidemark-bar'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { formatDuration } from '@/lib/time/durations'

/** Exposure of RPO with its bar; all bars are scaled to their own target, which is the one line. */
export function ExposureCell({ row, tall }: CellProps) {
  return (
    <td className={`${styles.target} ${styles.rpoCell}`}>
      <div className="flex items-center">
        <div className={styles.figure}>
          <ExposureFigure row={row} tall={tall} />
        </div>
        {row.rpo === null ? null : (
          <TidemarkBar
            ratio={barRatio(row)}
            unknown={row.mark === 'unknown' || row.doubted}
            tone={row.mark === 'cannot-meet' && (row.ratio ?? 0) > 1 ? 'breach' : undefined}
            height={tall ? 34 : 26}
          />
        )}
      </div>
    </td>
  )
}

function barRatio(row: BoardRow): number | null {
  if (row.sync === 'in-sync') return 0.01
  if (row.sync === 'not-in-sync') return 2
  return row.ratio
}

function ExposureFigure({ row, tall }: CellProps) {
  if (row.rpo === null) return <span className={styles.quietWord}>no RPO stated</span>
  const of = row.rpo === 0 ? 'of 0' : `of ${formatDuration(row.rpo)}`
  const max = row.rpoMax === null ? '' : `, max ${formatDuration(row.rpoMax)}`
  const over = overFactor(row.ratio)
  const value = <ExposureValue row={row} />
  if (!tall) {
    return (
      <>
        {value} <span className={styles.quietWord}>{of}</span>
      </>
    )
  }
  return (
    <>
      {value}
      <br />
      <span className="text-small text-t-2">
        {of}
        {over ? ` · ${over}` : max}
      </span>
    </>
  )
}

const SYNC_WORDS = { 'in-sync': 'In sync', 'not-in-sync': 'Not in sync', unknown: 'Unknown' }

function ExposureValue({ row }: { row: BoardRow }) {
  if (row.sync) return <b className={row.sync === 'unknown' ? 'text-unknown' : ''}>{SYNC_WORDS[row.sync]}</b>
  if (row.doubted) return <b className="text-unknown">Unknown</b>
  if (row.exposure === null || row.restorableTo === null)
    return <b>{row.mark === 'unknown' ? 'Unknown' : 'No point yet'}</b>
  const tone = (row.ratio ?? 0) > 1 ? 'text-breach' : (row.ratio ?? 0) > 0.8 ? 'text-risk' : ''
  return <b className={tone}>{row.follows ? <Duration ms={row.exposure} /> : <LiveExposure at={row.restorableTo} />}</b>
}
