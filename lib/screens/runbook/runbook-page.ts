import type { Actor } from '@/lib/auth/model/actor'
import { NotFound } from '@/lib/errors'
import { planInForce } from '@/lib/plans/in-force/queries'
import { knownOf } from '@/lib/screens/runbook/known-assets'
import type { RunbookPageDto } from '@/lib/screens/runbook/model/runbook-page'
import type { IncidentFacts } from '@/lib/screens/runbook/rules/fill-in'
import { placesOf, runbookDocument } from '@/lib/screens/runbook/rules/runbook-document'

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
  const state = await planInForce(actor, system)
  const runbook = state?.plan.runbooks.find(({ id }) => id === runbookId)
  if (!state || !runbook) throw new NotFound(`The plan in force of "${system}" has no runbook "${runbookId}".`)
  const known = await knownOf(system, placesOf(state.plan, runbook), now)
  return runbookDocument({ state, runbook, known, typed, incident }, now)
}
