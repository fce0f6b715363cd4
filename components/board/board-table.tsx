'use client'

import { useState } from 'react'
import styles from '@/components/board/board.module.css'
import { QuietRow } from '@/components/board/quiet-row'
import { TallRow } from '@/components/board/tall-row'
import { Button } from '@/components/ui/button'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { partsOf } from '@/lib/screens/board/rules/filter'

/** Quiet rows beyond this wait for a click: nobody reads a thousand of them, and typing stays quick. */
const QUIET_SHOWN = 60

type Props = {
  rows: readonly BoardRow[]
  filtered: boolean
}

/** One table, one unbroken target line: trouble tall on top, the rest low, least headroom first. */
export function BoardTable({ rows, filtered }: Props) {
  const { loud, quiet, unmeasured } = partsOf(rows)
  return (
    <table className={styles.table}>
      <caption className="sr-only">Recovery status of {rows.length} objectives, worst first</caption>
      <colgroup>
        <col className="w-28" />
        <col className="w-52" />
        <col className="w-28" />
        <col className="w-59" />
        <col className="w-29" />
        <col className="w-28 md:max-lg:hidden" />
        <col className="w-15.5 max-xl:hidden" />
        <col className="w-29 max-xl:hidden" />
        <col className="max-xl:hidden" />
        <col className="w-11" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">System and tier</th>
          <th scope="col">Restorable to</th>
          <th scope="col" className={styles.target}>
            Exposure of RPO<span className={styles.targetWord}>target</span>
          </th>
          <th scope="col">Next expected</th>
          <th scope="col" className="md:max-lg:hidden">
            Slots, 7&nbsp;d
          </th>
          <th scope="col" className="max-xl:hidden">
            PITR
          </th>
          <th scope="col" className="max-xl:hidden">
            Last restore of RTO
          </th>
          <th scope="col" className="max-xl:hidden">
            Copies, age per region
          </th>
          <th scope="col" className="text-right">
            Alarms
          </th>
        </tr>
      </thead>
      <tbody>
        {loud.map((row) => (
          <TallRow key={row.key} row={row} />
        ))}
      </tbody>
      {quiet.length > 0 ? (
        <LowPart head={`Within objectives, ${quiet.length}. Least headroom first`} rows={quiet} whole={filtered} />
      ) : null}
      {unmeasured.length > 0 ? (
        <LowPart
          head={`Not measured yet, ${unmeasured.length}. A restore measures a recovery time`}
          rows={unmeasured}
          whole={filtered}
        />
      ) : null}
    </table>
  )
}

function LowPart({ head, rows, whole }: { head: string; rows: readonly BoardRow[]; whole: boolean }) {
  const [all, setAll] = useState(false)
  const most = all ? rows.length : whole ? QUIET_SHOWN * 2 : QUIET_SHOWN
  return (
    <tbody>
      <tr className={styles.split}>
        <th scope="rowgroup" colSpan={3}>
          {head}
        </th>
        <td className={styles.target} />
        <td colSpan={6} className="max-md:hidden" />
      </tr>
      {rows.slice(0, most).map((row) => (
        <QuietRow key={row.key} row={row} />
      ))}
      {rows.length > most ? (
        <tr className={styles.low}>
          <td colSpan={3}>
            <Button size="small" look="quiet" onClick={() => setAll(true)}>
              Show {rows.length - most} more
            </Button>
          </td>
          <td className={styles.target} />
          <td colSpan={6} className="max-md:hidden" />
        </tr>
      ) : null}
    </tbody>
  )
}
