'use client'

import Link from 'next/link'
import { memo } from 'react'
import styles from '@/components/board/board.module.css'
import { AlarmCell, CopyCells, NextCell, RestorableCell, RestoreCell, WindowCell } from '@/components/board/cells'
import { ExposureCell } from '@/components/board/exposure-cell'
import { SlotsCell } from '@/components/board/slots-cell'
import { StateTag } from '@/components/ui/state-tag'
import type { BoardRow } from '@/lib/screens/board/model/board'

/** An objective that needs nobody's attention: one low, grey line. */
export const QuietRow = memo(function QuietRow({ row }: { row: BoardRow }) {
  return (
    <tr
      className={styles.low}
      data-row
      data-state={row.mark}
      data-objective={row.key}
      title={row.sentence || undefined}
    >
      <td className={styles.state}>
        <StateTag state={row.mark} plain className="pl-[7px]" />
      </td>
      <th scope="row" className={styles.system} title={`${row.assetName} ${row.identifier}`.trim()}>
        <Link href={`/systems/${row.system}`} prefetch={false}>
          {row.systemName}
        </Link>{' '}
        <span className="text-t-2 font-stretch-(--w-narrow)">{row.objective}</span>
      </th>
      <RestorableCell row={row} />
      <ExposureCell row={row} />
      <NextCell row={row} />
      <SlotsCell slots={row.slots} />
      <WindowCell row={row} />
      <RestoreCell row={row} />
      <CopyCells row={row} />
      <AlarmCell row={row} />
    </tr>
  )
})
