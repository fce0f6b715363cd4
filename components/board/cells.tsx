'use client'

import styles from '@/components/board/board.module.css'
import { LiveAge, LiveExposure, NextAge } from '@/components/live/live-figures'
import { Duration } from '@/components/ui/duration'
import { Instant } from '@/components/ui/instant'
import { overFactor, TidemarkBar } from '@/components/ui/tidemark-bar'
import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { DAY, formatDuration } from '@/lib/time/durations'

type CellProps = {
  row: BoardRow
  tall?: boolean
}

/** The newest moment the asset can be brought back to; grey and marked "last known" where it is not to be trusted. */
export function RestorableCell({ row, tall }: CellProps) {
  if (row.restorableTo === null) {
    const word = row.rpo === null ? 'n/a' : row.mark === 'unknown' ? 'unknown' : 'no point yet'
    return (
      <td className={styles.restorable}>
        <span className={styles.quietWord}>{word}</span>
      </td>
    )
  }
  const age = row.follows ? 'follows' : row.doubted ? 'last known' : <LiveAge at={row.restorableTo} suffix={tall} />
  const value = (
    <Instant
      at={row.restorableTo}
      as={(row.exposure ?? 0) > DAY ? 'day' : (row.exposure ?? 0) > DAY / 2 ? 'minute' : 'time'}
    />
  )
  if (!tall) {
    return (
      <td className={styles.restorable}>
        {value} <span className={styles.quietWord}>{age}</span>
      </td>
    )
  }
  return (
    <td className={styles.restorable}>
      <span className={`${styles.big} ${row.doubted ? 'text-t-3' : ''}`}>{value}</span>
      <br />
      <span className="text-small text-t-2">{age}</span>
    </td>
  )
}

/** Exposure of RPO with its bar; all bars are scaled to their own target, which is the one line. */
export function ExposureCell({ row, tall }: CellProps) {
  return (
    <td className={`${styles.target} ${styles.rpoCell}`}>
      <div className={styles.rpo}>
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

function ExposureValue({ row }: { row: BoardRow }) {
  if (row.sync) return <b className={row.sync === 'unknown' ? 'text-unknown' : ''}>{SYNC_WORDS[row.sync]}</b>
  if (row.doubted) return <b className="text-unknown">Unknown</b>
  if (row.exposure === null || row.restorableTo === null)
    return <b>{row.mark === 'unknown' ? 'Unknown' : 'No point yet'}</b>
  const tone = (row.ratio ?? 0) > 1 ? 'text-breach' : (row.ratio ?? 0) > 0.8 ? 'text-risk' : ''
  return <b className={tone}>{row.follows ? <Duration ms={row.exposure} /> : <LiveExposure at={row.restorableTo} />}</b>
}

const SYNC_WORDS = { 'in-sync': 'In sync', 'not-in-sync': 'Not in sync', unknown: 'Unknown' }

/** The next expected run; what is late, missed or running is said. */
export function NextCell({ row, tall }: CellProps) {
  const { next } = row
  const classes = styles.next
  if (next.kind === 'live') {
    return (
      <td className={classes}>
        live <span className={styles.quietWord}>{next.name}</span>
      </td>
    )
  }
  if (next.kind !== 'run') {
    const none = row.rpo === null && row.assetId === null
    return (
      <td className={classes}>
        <span className={styles.quietWord}>{next.kind === 'unknown' ? (none ? 'n/a' : 'unknown') : 'none stated'}</span>
      </td>
    )
  }
  const risk = next.state === 'late' || next.state === 'missed'
  const note =
    next.slotAt !== null && next.state !== 'due' ? (
      <span className={risk ? 'text-risk' : 'text-running'}>
        <Instant at={next.slotAt} as="minute" /> {next.state}
      </span>
    ) : (
      <NextAge at={next.at} />
    )
  return (
    <td className={classes} title={next.name}>
      <Instant at={next.at} as="minute" />
      {tall ? <br /> : ' '}
      <span className={tall ? 'text-small text-t-2' : styles.quietWord}>{note}</span>
    </td>
  )
}

/** How far back continuous backup reaches. */
export function WindowCell({ row }: { row: BoardRow }) {
  const off = row.window === 'off' || row.window === 'none'
  return (
    <td className={styles.q}>
      {typeof row.window === 'number' ? (
        <Duration ms={row.window} />
      ) : row.window === null ? (
        <span className={styles.quietWord}>n/a</span>
      ) : (
        <span
          className={
            off && row.windowRequired
              ? 'font-semibold text-breach'
              : row.window === 'unknown'
                ? 'text-unknown'
                : styles.quietWord
          }
        >
          {row.window}
        </span>
      )}
    </td>
  )
}

/** The last measured restore against the RTO; "none yet" until there is one. */
export function RestoreCell({ row, tall }: CellProps) {
  const { rto } = row.targets
  const of = rto === null ? 'no RTO stated' : `of ${formatDuration(rto)}`
  const value = row.lastRestore ? <Duration ms={row.lastRestore.took} /> : 'none yet'
  const over = row.lastRestore !== null && rto !== null && row.lastRestore.took > rto
  return (
    <td className={styles.q}>
      <span className={over ? 'font-semibold text-breach' : row.lastRestore ? '' : styles.quietWord}>{value}</span>
      {tall ? <br /> : ' '}
      {tall || rto !== null ? <span className={tall ? 'text-small text-t-3' : styles.quietWord}>{of}</span> : null}
    </td>
  )
}

/** The newest point of each region; a hollow box and a question mark where facts do not hold. */
export function CopyCells({ row }: { row: BoardRow }) {
  return (
    <td className={`${styles.copies} ${styles.q}`}>
      {row.copies.length === 0 ? <span className={styles.quietWord}>{row.assetId ? 'none' : 'n/a'}</span> : null}
      {row.copies.map((copy) => (
        <span
          key={copy.place}
          className={styles.copy}
          title={copy.distrust ? `${copy.title}: ${DISTRUST_WORDS[copy.distrust]}` : copy.title}
        >
          <i className={copy.distrust ? `${styles.dot} ${styles.dotUnknown}` : styles.dot} />
          {copy.place}{' '}
          <b className={styles.copyAge}>
            {copy.distrust ? (
              '?'
            ) : copy.follows ? (
              'live'
            ) : copy.at === null ? (
              'none'
            ) : (
              <LiveAge at={copy.at} units={1} />
            )}
          </b>
        </span>
      ))}
    </td>
  )
}

/** How many alarms ring now. */
export function AlarmCell({ row }: { row: BoardRow }) {
  return (
    <td
      className={`${styles.right} ${styles.alarms} ${row.alarms.length > 0 ? 'font-semibold text-t-1' : styles.quietWord}`}
      title={row.alarms.join(', ') || undefined}
    >
      {row.alarms.length === 0 ? <span className="sr-only">none</span> : row.alarms.length}
    </td>
  )
}
