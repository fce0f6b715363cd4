'use client'

import styles from '@/components/board/board.module.css'
import { LiveAge, NextAge } from '@/components/live/live-figures'
import { classNames } from '@/components/ui/class-names'
import { Duration } from '@/components/ui/duration'
import { Instant } from '@/components/ui/instant'
import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { DAY, formatDuration } from '@/lib/time/durations'

export type CellProps = {
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
      <span className={classNames('text-[15px] font-semibold', row.doubted && 'text-t-3')}>{value}</span>
      <br />
      <span className="text-small text-t-2">{age}</span>
    </td>
  )
}

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
    <td className="max-xl:hidden">
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
    <td className="max-xl:hidden">
      <span className={over ? 'font-semibold text-breach' : row.lastRestore ? '' : styles.quietWord}>{value}</span>
      {tall ? <br /> : ' '}
      {tall || rto !== null ? <span className={tall ? 'text-small text-t-3' : styles.quietWord}>{of}</span> : null}
    </td>
  )
}

/** The newest point of each region; a hollow box and a question mark where facts do not hold. */
export function CopyCells({ row }: { row: BoardRow }) {
  return (
    <td className="overflow-hidden text-ellipsis max-xl:hidden">
      {row.copies.length === 0 ? <span className={styles.quietWord}>{row.assetId ? 'none' : 'n/a'}</span> : null}
      {row.copies.map((copy) => (
        <span
          key={copy.place}
          className={styles.copy}
          title={copy.distrust ? `${copy.title}: ${DISTRUST_WORDS[copy.distrust]}` : copy.title}
        >
          <i className={copy.distrust ? `${styles.dot} ${styles.dotUnknown}` : styles.dot} />
          {copy.place}{' '}
          <b className="font-medium text-t-1">
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
      className={classNames(
        'text-right',
        styles.alarms,
        row.alarms.length > 0 ? 'font-semibold text-t-1' : styles.quietWord,
      )}
      title={row.alarms.join(', ') || undefined}
    >
      {row.alarms.length === 0 ? <span className="sr-only">none</span> : row.alarms.length}
    </td>
  )
}
