import type { AdherenceCell, AdherenceRow } from '@/components/charts/types'
import { Table } from '@/components/ui/table'
import { formatDay } from '@/lib/time/instants'

/** The word for each outcome of a day. */
export const ADHERENCE_WORDS: Record<AdherenceCell, string> = {
  'on-time': 'on time',
  late: 'late',
  missed: 'missed',
  breached: 'breached',
  unknown: 'unknown',
  running: 'running',
  waiting: 'waiting',
  none: 'none due',
}
type Props = {
  days: readonly number[]
  rows: readonly AdherenceRow[]
}

/** The grid as numbers: days by outcome for each schedule, and which days were not kept. */
export function AdherenceTable({ days, rows }: Props) {
  const now = days.at(-1) ?? 0
  const count = (row: AdherenceRow, cell: AdherenceCell) => row.cells.filter((one) => one === cell).length
  return (
    <Table
      caption={`Days by outcome, ${days.length} days`}
      columns={[
        { key: 'schedule', head: 'Schedule' },
        { key: 'kept', head: 'On time', numeric: true },
        { key: 'late', head: 'Late', numeric: true },
        { key: 'missed', head: 'Missed', numeric: true },
        { key: 'unknown', head: 'Unknown', numeric: true },
        { key: 'none', head: 'None due', numeric: true },
        { key: 'which', head: 'Days not on time' },
      ]}
      rows={rows.map((row) => ({
        key: `${row.name} ${row.schedule}`,
        cells: {
          schedule: `${row.name}, ${row.schedule}`,
          kept: count(row, 'on-time'),
          late: count(row, 'late'),
          missed: count(row, 'missed') + count(row, 'breached'),
          unknown: count(row, 'unknown'),
          none: count(row, 'none'),
          which: notKept(row, days, now) || 'none',
        },
      }))}
    />
  )
}

function notKept(row: AdherenceRow, days: readonly number[], now: number): string {
  return row.cells
    .flatMap((cell, index) =>
      cell === 'late' || cell === 'missed' || cell === 'breached'
        ? [`${formatDay(days[index] ?? now, now)} ${ADHERENCE_WORDS[cell]}`]
        : [],
    )
    .join(', ')
}
