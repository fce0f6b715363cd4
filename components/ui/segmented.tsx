import type { Route } from 'next'
import Link from 'next/link'

/** One choice of a segmented switch: a link that sets it in the URL. */
export type Segment = {
  href: string
  label: string
  active: boolean
}

/** A switch between views of one thing (7 d, 35 d …), as links. */
export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {segments.map((segment) => (
        <Link
          key={segment.label}
          href={segment.href as Route}
          aria-current={segment.active ? 'true' : undefined}
          prefetch={false}
          scroll={false}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  )
}
