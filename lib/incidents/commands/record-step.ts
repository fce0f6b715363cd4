import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { asSaid } from '@/lib/door/rules/well-formed'
import { NotFound, Precondition } from '@/lib/errors'
import { progressOf, stepActFault, stepText } from '@/lib/incidents/rules/steps'
import { stepSchema } from '@/lib/incidents/schema'
import { appendOnce, planFollowed } from '@/lib/incidents/store/append-once'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import { parseInput } from '@/lib/parse-input'
import { incidentName } from '@/lib/vocabulary/numbers'

/**
 * Records what became of a step of a runbook, as an entry of the incident's timeline.
 *
 * @throws NotFound for no such incident, runbook or step; Precondition when it is resolved, or when the step stands so
 *   already; Forbidden
 */
export async function recordStep(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { id, number, runbook: runbookId, step: stepId, outcome, note } = parseInput(stepSchema, input)
  const { system, inForce } = await planFollowed(actor, number)
  const runbook = inForce?.plan.runbooks.find((one) => one.id === runbookId)
  const step = runbook?.steps.find((one) => one.id === stepId)
  if (!inForce || !runbook || !step) {
    throw new NotFound(`The plan in force of "${system}" has no step "${stepId}" in a runbook "${runbookId}".`)
  }
  await appendOnce(actor, { id, number, action: 'incident.step' }, now, async (tx, incident) => {
    if (incident.status === 'resolved') {
      throw new Precondition(`${incidentName(number)} is resolved. Reopen it to go on with its runbooks.`)
    }
    const { steps } = await followedActs(tx, incident.id)
    const state = progressOf(runbook, steps).steps[stepId]
    const fault = state ? stepActFault(state, outcome, note) : null
    if (fault) throw new Precondition(`${step.name}: ${fault}`)
    const detail = { step: { runbook: runbookId, step: stepId, outcome, revision: inForce.contentHash } }
    // What failed, and what was undone, belongs to the narrative unless somebody takes it out.
    const starred = outcome === 'failed' || outcome === 'undone'
    return { kind: 'runbook', text: asSaid(stepText(runbook, step, outcome, note)), detail, starred }
  })
}
