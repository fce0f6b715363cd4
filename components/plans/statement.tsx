import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { PlanSource } from '@/lib/plans/model/base'

/** A section of the plan as a document: a head that the table of contents leads to, and its statements. */
export function PlanSection({
  id,
  title,
  note,
  children,
}: {
  id: string
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section id={id} className="plan-section" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>
        {title}
        {note ? <span className="ml-2 text-body font-normal text-t-3">{note}</span> : null}
      </h2>
      {children}
    </section>
  )
}

/**
 * One statement: what the plan says, and beside it what is true now. Without `now` the margin stays empty: nothing is
 * measured, and nothing is claimed.
 */
export function Statement({ id, now, children }: { id?: string; now?: ReactNode; children: ReactNode }) {
  return (
    <div id={id} className="plan-statement break-inside-avoid">
      <div className="min-w-0">{children}</div>
      <div className="plan-now">{now ?? null}</div>
    </div>
  )
}

/** Where the document says it. */
export function Source({ source }: { source: PlanSource }) {
  return (
    <p className="mt-1 text-small text-t-3" title={source.section}>
      {source.says} <cite className="not-italic">({source.section})</cite>
    </p>
  )
}

/** The source of an entry of a list, said once, after the last of the entries beside each other that share it. */
export function SharedSource({ of, index }: { of: readonly { source: PlanSource }[]; index: number }) {
  const source = of[index]?.source
  const next = of[index + 1]?.source
  if (!source || (next && next.section === source.section && next.says === source.says)) return null
  return <Source source={source} />
}

/** A short list in running text; nothing for an empty one. */
export function Points({ items, className }: { items: readonly string[]; className?: string }) {
  if (items.length === 0) return null
  return (
    <ul className={classNames('list-disc pl-[17px] marker:text-t-3', className)}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

/** Said wherever the document leaves a section out: an empty section is a gap, not an omission of the page. */
export function NotStated({ children }: { children: string }) {
  return (
    <Statement>
      <p className="text-t-3">{children}</p>
    </Statement>
  )
}
