import { Duration } from '@/components/ui/duration'
import type { IncidentObjective } from '@/lib/incidents/model/incident'

/** The objectives as they stood at the declaration: the governing ones marked, the others beside them. */
export function ObjectivesPanel({
  objectives,
  plan,
}: {
  objectives: readonly IncidentObjective[]
  plan: string | null
}) {
  return (
    <section className="sec" aria-label="Objectives">
      <div className="h2row">
        <h2>Objectives</h2>
        <span className="text-small text-t-3">{plan === null ? 'no plan in force' : `plan ${plan}`}</span>
      </div>
      {objectives.length === 0 ? (
        <p className="text-small text-t-2">The plan states none for this environment.</p>
      ) : null}
      <ul>
        {objectives.map((objective) => (
          <li
            key={objective.id}
            className="flex flex-wrap items-baseline gap-x-3 border-b border-line-1 py-1 text-small"
          >
            <span className="flex-1">
              {objective.name}
              {objective.governsRto || objective.governsRpo ? (
                <span className="text-t-3">
                  {' '}
                  governs{' '}
                  {[objective.governsRto ? 'RTO' : '', objective.governsRpo ? 'RPO' : ''].filter(Boolean).join(' and ')}
                </span>
              ) : null}
            </span>
            {objective.rto ? (
              <span className={objective.governsRto ? 'font-semibold' : 'text-t-2'}>
                RTO <Target {...objective.rto} />
              </span>
            ) : null}
            {objective.rpo ? (
              <span className={objective.governsRpo ? 'font-semibold' : 'text-t-2'}>
                RPO {objective.rpo.realTime ? 'in sync' : <Target {...objective.rpo} />}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Target({ target, max }: { target: number; max: number | null }) {
  return (
    <>
      <Duration ms={target} />
      {max === null ? null : (
        <>
          , max <Duration ms={max} />
        </>
      )}
    </>
  )
}
