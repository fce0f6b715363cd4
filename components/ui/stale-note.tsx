import type { ReactNode } from 'react'
import { StateTag } from '@/components/ui/state-tag'

/** A fact too old to trust: the value as last known, when it was last seen, and what went silent. */
export function StaleNote({ value, children }: { value?: ReactNode; children: ReactNode }) {
  return (
    <div className="box box-unknown">
      <StateTag state="unknown" />
      <p className="mt-1.5 text-t-3">
        {value ? <span className="mr-1 text-read font-semibold">{value}</span> : null}
        {children}
      </p>
    </div>
  )
}
