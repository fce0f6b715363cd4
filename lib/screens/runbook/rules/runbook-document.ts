import type { PlanInForce } from '@/lib/plans/model/in-force'
import type { Variable } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import type { Runbook } from '@/lib/plans/model/recovery'
import { governingTogether } from '@/lib/plans/rules/governing'
import type { RunbookPageDto } from '@/lib/screens/runbook/model/runbook-page'
import { type AssetKnown, fillByHand, fillIn, type IncidentFacts } from '@/lib/screens/runbook/rules/fill-in'

/** What a runbook's page is made of. `known`: what the account gave, by the asset's key. */
export type RunbookPageFacts = {
  state: Pick<PlanInForce, 'system' | 'plan' | 'contentHash'>
  runbook: Runbook
  known: ReadonlyMap<string, AssetKnown>
  typed: Readonly<Record<string, string>>
  incident: IncidentFacts | null
}

/**
 * The runbook with every place filled in that is known.
 *
 * @param now epoch milliseconds
 */
export function runbookDocument(
  { state, runbook, known, typed, incident }: RunbookPageFacts,
  now: number,
): RunbookPageDto {
  const { plan } = state
  const { rto } = governingTogether(plan, runbook.assets)
  return {
    asOf: now,
    system: state.system,
    plan,
    contentHash: state.contentHash,
    runbook,
    places: Object.fromEntries(
      placesOf(plan, runbook).map((variable) => [
        variable.name,
        fillByHand(fillIn(variable, plan, known, incident), typed[variable.name]),
      ]),
    ),
    rto: rto ? { ms: rto.target.target, objective: rto.objective.name } : null,
  }
}

/** Every place to fill in: the runbook's own, which go first, and those of the messages and verifications its steps use. */
export function placesOf(plan: Plan, runbook: Runbook): Variable[] {
  const templates = new Set(runbook.steps.flatMap(({ template }) => template ?? []))
  const checks = new Set(runbook.steps.flatMap(({ verifications }) => verifications))
  const beside = [
    ...plan.communications.templates.filter(({ id }) => templates.has(id)),
    ...plan.verifications.filter(({ id }) => checks.has(id)),
  ]
  const own = new Set(runbook.variables.map(({ name }) => name))
  return [...runbook.variables, ...beside.flatMap(({ variables }) => variables.filter(({ name }) => !own.has(name)))]
}
