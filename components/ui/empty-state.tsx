import type { ReactNode } from 'react'

/** Nothing here yet: one sentence on what would be here, one action. No drawings. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="box">
      <p>{children}</p>
      {action ? <div className="mt-1.5">{action}</div> : null}
    </div>
  )
}
