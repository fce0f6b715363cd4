import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import { lockIncident } from '@/lib/incidents/lock-incident'
import { stepSchema } from '@/lib/incidents/schema'
import { stepActs } from '@/lib/incidents/step-acts'
import { progressOf, stepActFault, stepText } from '@/lib/incidents/step-rules'
import type { StepDetail } from '@/lib/incidents/step-types'
import { incidentName } from '@/lib/incidents/types'
import { auditIncident } from '@/lib/incidents/write-entry'
import { parseInput } from '@/lib/parse-input'
import { planInForce } from '@/lib/plans/queries'
import { appendEntry } from '@/lib/timeline/append'

/**
 * Records what became of a step of a runbook, as an entry of the incident's timeline: once, however often the same form
 * is sent. The plan in force counts, because that is what people read while they work.
 *
 * @throws NotFound for no such incident, runbook or step; Precondition when it is resolved, or when the step stands so
 *   already; Forbidden
 */
export async function recordStep(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  authorise(actor, 'incident.write')
  const { id, number, runbook: runbookId, step: stepId, outcome, note } = parseInput(stepSchema, input)
  const name = incidentName(number)
  // The plan is read before the lock is taken: a held connection that waits for another one can starve the pool.
  const known = await db.incident.findUnique({ where: { number }, select: { system: true } })
  if (!known) throw new NotFound(`There is no incident ${name}.`)
  const inForce = await planInForce(actor, known.system)
  const runbook = inForce?.plan.runbooks.find((one) => one.id === runbookId)
  const step = runbook?.steps.find((one) => one.id === stepId)
  if (!inForce || !runbook || !step) {
    throw new NotFound(`The plan in force of "${known.system}" has no step "${stepId}" in a runbook "${runbookId}".`)
  }
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, number)
    const sent = await tx.timelineEntry.findUnique({ where: { id }, select: { incidentId: true } })
    if (sent?.incidentId === incident.id) return
    if (sent) throw new Conflict('This form was used for another incident. Load the page again.')
    if (incident.status === 'resolved') {
      throw new Precondition(`${name} is resolved. Reopen it to go on with its runbooks.`)
    }
    const state = progressOf(runbook, await stepActs(tx, incident.id)).steps[stepId]
    const fault = state ? stepActFault(state, outcome, note) : null
    if (fault) throw new Precondition(`${step.name}: ${fault}`)
    const detail: StepDetail = { runbook: runbookId, step: stepId, outcome, revision: inForce.contentHash }
    const { entry } = await appendEntry(tx, incident.id, {
      id,
      kind: 'runbook',
      text: stepText(runbook, step, outcome, note),
      detail: { step: { ...detail } } satisfies Prisma.InputJsonObject,
      occurredAt: new Date(now),
      author: { id: actor.id, name: actor.name },
    })
    await auditIncident(tx, actor, 'incident.step', incident, { seq: entry.seq, ...detail })
  })
}
