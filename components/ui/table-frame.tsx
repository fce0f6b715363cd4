import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

/** A column head; `numeric` sets head and cells to the right. */
export type TableColumn = {
  key: string
  head: ReactNode
  numeric?: boolean
  className?: string
}

type Props = {
  /** Said to screen readers before the table: what it holds and in which order. */
  caption: string
  captionVisible?: boolean
  columns: readonly TableColumn[]
  className?: string
  /** The rows. */
  children: ReactNode
}

/** What every table stands in: it scrolls sideways by keyboard too, and says what it holds and what its columns are. */
export function TableFrame({ caption, captionVisible, columns, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
    <section className="scroll-x relative" aria-label={`${caption}, scrolls sideways`} tabIndex={0}>
      <table className={classNames('tb', className)}>
        <caption className={captionVisible ? 'pb-2 text-left text-small text-t-3' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames(column.numeric && 'num', column.className)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
