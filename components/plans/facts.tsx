import { Fragment, type ReactNode } from 'react'

/** Terms and values inside a statement; a value of null leaves its line out. */
export function Facts({ items }: { items: readonly [term: string, value: ReactNode][] }) {
  const stated = items.filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (stated.length === 0) return null
  return (
    <dl className="mt-[3px] grid grid-cols-[minmax(110px,max-content)_minmax(0,1fr)] gap-x-3.5 gap-y-0.5">
      {stated.map(([term, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term may stand twice, and the lines never move
        <Fragment key={`${term}-${index}`}>
          <dt className="text-t-3">{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
