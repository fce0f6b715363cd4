import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { MARK_LOOK, type Mark } from '@/components/ui/mark'

type Props = {
  /** The page's address with this filter set (or taken off): the filter lives in the URL. */
  href: string
  children: ReactNode
  /** Is this filter the one in force? */
  active: boolean
  count?: number
  mark?: Mark
}

/** A filter as a link. The chosen one is marked with `aria-current`. */
export function FilterChip({ href, children, active, count, mark }: Props) {
  return (
    <Link
      href={href as Route}
      className="chip"
      aria-current={active ? 'true' : undefined}
      prefetch={false}
      scroll={false}
    >
      {mark ? <Glyph name={MARK_LOOK[mark].glyph} /> : null}
      {children}
      {count === undefined ? null : <b>{count.toLocaleString('en-GB')}</b>}
    </Link>
  )
}
