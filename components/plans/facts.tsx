import { Fragment, type ReactNode } from 'react'

/** Terms and values inside a statement; a value of null leaves its line out. */
export function Facts({ items }: { items: readonly [term: string, value: ReactNode][] }) {
  const stated = items.filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (stated.length === 0) return null
  return (
    <dl className="plan-facts">
      {stated.map(([term, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term may stand twice, and the lines never move
        <Fragment key={`${term}-${index}`}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
