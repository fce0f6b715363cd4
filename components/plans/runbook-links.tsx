import Link from 'next/link'
import type { Plan } from '@/lib/plans/types'

/** The way from an incident into the plan: the runbook of each scenario, and who to call. */
export function RunbookLinks({ plan }: { plan: Plan }) {
  const system = plan.system.key
  const answered = plan.scenarios.flatMap((scenario) => {
    const runbook = plan.runbooks.find(({ id }) => id === scenario.runbook)
    return runbook ? [{ scenario, runbook }] : []
  })
  return (
    <section className="sec" aria-label="Runbooks">
      <div className="h2row">
        <h2>Runbooks</h2>
        <span className="sp" />
        <Link href={`/systems/${system}/contacts`} prefetch={false}>
          Who to call
        </Link>
      </div>
      {answered.length === 0 ? (
        <p className="text-t-2">The plan of {plan.system.name} has no runbook for any scenario.</p>
      ) : (
        <ul>
          {answered.map(({ scenario, runbook }) => (
            <li key={scenario.id} className="border-b border-line-1 py-1.5">
              <Link href={`/systems/${system}/runbooks/${runbook.id}`} prefetch={false}>
                {scenario.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
