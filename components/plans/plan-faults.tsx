import { Instant } from '@/components/ui/instant'
import type { PlanFault } from '@/lib/plans/model/fault'

const SHOWN = 5

/** That a newer text of the plan was refused: what is wrong with it, and that the last good revision stays in force. */
export function PlanFaults({
  name,
  file,
  faults,
  since,
}: {
  name: string
  file: string
  faults: readonly PlanFault[]
  since: number | null
}) {
  if (faults.length === 0) return null
  return (
    <section className="box box-error mt-3" aria-label={`Faults of the newer text of ${name}`}>
      <p className="font-semibold">
        The newer text of this plan was refused{since === null ? '' : ' '}
        {since === null ? null : <Instant at={since} zone />}. The last good revision stays in force.
      </p>
      <ul className="mt-1">
        {faults.slice(0, SHOWN).map(({ line, column, message }) => (
          <li key={`${line}:${column}${message}`}>
            <span className="mono">
              {file}:{line}:{column}
            </span>{' '}
            {message}
          </li>
        ))}
      </ul>
      {faults.length > SHOWN ? (
        <p className="text-t-2">
          And {faults.length - SHOWN} more: <span className="mono">npm run plans -- check</span> lists them all.
        </p>
      ) : null}
    </section>
  )
}
