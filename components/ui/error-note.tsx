import type { ReactNode } from 'react'
import { StateTag } from '@/components/ui/state-tag'

type Props = {
  /** What failed, and since when. */
  children: ReactNode
  /** What still works; never left out where something does. */
  stillWorks?: ReactNode
  /** A button or link that tries again. */
  retry?: ReactNode
  /** The id under which the log has the details. */
  id?: string
  /** Announce at once: only for what the user is waiting for. */
  alert?: boolean
}

/** An error in place, never a full page: what failed, since when, what still works, a retry. */
export function ErrorNote({ children, stillWorks, retry, id, alert }: Props) {
  return (
    <div className="box box-error" role={alert ? 'alert' : undefined}>
      <StateTag state="failed" plain />
      <p className="mt-1">
        {children}
        {stillWorks ? <> {stillWorks}</> : null}
      </p>
      {id ? (
        <p className="text-small text-t-3">
          In the log as <span className="mono">{id}</span>
        </p>
      ) : null}
      {retry ? <div className="mt-1.5">{retry}</div> : null}
    </div>
  )
}
