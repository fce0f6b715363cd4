import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'

type Props = {
  /** The small label above the title, e.g. "Chosen point, recommended". */
  label: string
  title: ReactNode
  /** Where closing leads: the same page without the selection. `Esc` follows it. */
  closeHref?: string
  children: ReactNode
}

/** The side panel that shows the chosen thing in full; under the list below 1280 px. */
export function Drawer({ label, title, closeHref, children }: Props) {
  return (
    <aside className="drawer" aria-label={label}>
      <div className="flex items-start justify-between gap-3 pb-2.5">
        <div>
          <div className="lb">{label}</div>
          <h2 className="text-[18px] leading-6">{title}</h2>
        </div>
        {closeHref ? (
          <Link
            href={closeHref as Route}
            className="flex min-h-(--target) items-center"
            data-escape="true"
            prefetch={false}
            scroll={false}
          >
            <span className="sr-only">Close</span>
            <Kbd>Esc</Kbd>
          </Link>
        ) : null}
      </div>
      {children}
    </aside>
  )
}
