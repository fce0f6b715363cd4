import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { NotFound } from '@/lib/errors'
import type { IncidentFacts } from '@/lib/freshness/fill-in-rules'
import { knownOf } from '@/lib/freshness/known-assets'
import { loadPlans } from '@/lib/freshness/load'
import { placesOf, runbookDocument } from '@/lib/freshness/runbook-page-rules'
import type { RunbookPageDto } from '@/lib/freshness/runbook-page-types'

/** `typed`: what a person filled in, by name of the place. `incident`: facts of the one it is worked in, by name. */
export type RunbookAsked = {
  system: string
  runbookId: string
  typed: Readonly<Record<string, string>>
  incident: IncidentFacts | null
}

/**
 * A runbook with its places filled in from what is known of the assets now.
 *
 * @param now epoch milliseconds
 * @throws NotFound when the plan in force has no such runbook; Forbidden
 */
export async function runbookPage(
  actor: Actor,
  { system, runbookId, typed, incident }: RunbookAsked,
  now: number,
): Promise<RunbookPageDto> {
  authorise(actor, 'plan.read')
  const [state] = await loadPlans(system)
  const runbook = state?.plan.runbooks.find(({ id }) => id === runbookId)
  if (!state || !runbook) throw new NotFound(`The plan in force of "${system}" has no runbook "${runbookId}".`)
  const known = await knownOf(system, placesOf(state.plan, runbook), now)
  return runbookDocument({ state, runbook, known, typed, incident }, now)
}
