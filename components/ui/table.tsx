import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { type TableColumn, TableFrame } from '@/components/ui/table-frame'

/** A row: one cell a column key. `selected` gives it the accent edge. */
export type TableRow = {
  key: string
  cells: Record<string, ReactNode>
  selected?: boolean
  className?: string
}

type Props = {
  /** Said to screen readers before the table: what it holds and in which order. */
  caption: string
  captionVisible?: boolean
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  /** Key of the column whose cells name their row. Default: the first. */
  rowHead?: string
  className?: string
}

/** A plain table for up to some fifty rows. The board and other long lists draw their own. */
export function Table({ caption, captionVisible, columns, rows, rowHead = columns[0]?.key, className }: Props) {
  return (
    <TableFrame caption={caption} captionVisible={captionVisible} columns={columns} className={className}>
      {rows.map((row) => (
        <tr key={row.key} className={classNames(row.selected && 'sel', row.className)}>
          {columns.map((column) => {
            const classes = classNames(column.numeric && 'num', column.className)
            return column.key === rowHead ? (
              <th key={column.key} scope="row" className={classes}>
                {row.cells[column.key]}
              </th>
            ) : (
              <td key={column.key} className={classes}>
                {row.cells[column.key]}
              </td>
            )
          })}
        </tr>
      ))}
    </TableFrame>
  )
}
