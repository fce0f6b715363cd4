import type { ReactNode } from 'react'

type Props = {
  /** What the drawing shows, as a sentence; also the name of the table behind it. */
  sentence: string
  /** The drawing is never set narrower than this (px), so that its text stays readable; then it scrolls. */
  minWidth: number
  /** Nor wider (px), where growing would only make it coarse. */
  maxWidth?: number
  /** The same numbers as a table; key `D` opens it. */
  table: ReactNode
  children: ReactNode
  className?: string
}

/** A chart and the table behind it. */
export function ChartFrame({ sentence, minWidth, maxWidth, table, children, className }: Props) {
  return (
    <figure className={className}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={sentence}>
        <div style={{ minWidth, maxWidth }}>{children}</div>
      </section>
      <details data-numbers className="mt-1 text-small">
        <summary className="inline-flex min-h-(--target) items-center text-t-3">Numbers as a table</summary>
        <div className="mt-1">{table}</div>
      </details>
    </figure>
  )
}
