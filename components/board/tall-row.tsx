'use client'

import Link from 'next/link'
import { memo } from 'react'
import styles from '@/components/board/board.module.css'
import { AlarmCell, CopyCells, NextCell, RestorableCell, RestoreCell, WindowCell } from '@/components/board/cells'
import { ExposureCell } from '@/components/board/exposure-cell'
import { SlotsCell } from '@/components/board/slots-cell'
import { StateTag } from '@/components/ui/state-tag'
import type { BoardRow } from '@/lib/screens/board/model/board'

/** An objective in trouble: two lines of figures and a sentence. */
export const TallRow = memo(function TallRow({ row }: { row: BoardRow }) {
  const rest = row.marks.filter((mark) => mark !== row.mark)
  return (
    <>
      <tr className={styles.tall} data-row data-state={row.mark} data-objective={row.key}>
        <td className={styles.state}>
          <StateTag state={row.mark} title={rest.length > 0 ? `also: ${rest.join(', ')}` : undefined} />
        </td>
        <th scope="row" className={styles.system}>
          <Link href={`/systems/${row.system}`} prefetch={false}>
            {row.systemName}
          </Link>{' '}
          <span className="text-t-2 font-stretch-(--w-narrow)">{row.objective}</span>
          <div className={styles.sub} title={row.identifier}>
            {row.assetName}
            {row.assumed ? ', assumed' : ''}
          </div>
        </th>
        <RestorableCell row={row} tall />
        <ExposureCell row={row} tall />
        <NextCell row={row} tall />
        <SlotsCell slots={row.slots} tall />
        <WindowCell row={row} />
        <RestoreCell row={row} tall />
        <CopyCells row={row} />
        <AlarmCell row={row} />
      </tr>
      <tr className={styles.said}>
        <td className="max-md:hidden" />
        <td colSpan={2} className={styles.sentence}>
          <Sentence row={row} />
        </td>
        <td className={styles.target} />
        <td colSpan={6} className="max-md:hidden" />
      </tr>
    </>
  )
})

function Sentence({ row }: { row: BoardRow }) {
  return <span>{row.sentence || row.identifier}</span>
}
