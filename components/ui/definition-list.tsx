import { Fragment, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

/** One line: the term, and its value. A value is never blank: say "none", "n/a", "not measured" or "unknown". */
export type Definition = {
  term: string
  value: ReactNode
}

/** Terms at the left, values at the right, one rule between lines. */
export function DefinitionList({ items, className }: { items: readonly Definition[]; className?: string }) {
  return (
    <dl className={classNames('dl', className)}>
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
