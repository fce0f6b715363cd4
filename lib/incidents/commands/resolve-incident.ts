import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Precondition } from '@/lib/errors'
import { recordMilestone } from '@/lib/incidents/commands/set-milestone'
import { recordRecoveryPoint } from '@/lib/incidents/commands/set-recovery-point'
import { milestoneFault } from '@/lib/incidents/rules/milestones'
import { resolveFault } from '@/lib/incidents/rules/rules'
import { resolveSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { toMilestones } from '@/lib/incidents/store/rows'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/** Begins the review of an incident in the same transaction, or marks the one that there is as changed. */
export type OpenReview = (tx: Tx, incident: { id: string; number: number }) => Promise<void>

/**
 * Ends an incident and opens its review. `resumedAt` and `recoveredToAt` (epoch milliseconds) are recorded on the way
 * where they are given and new; null leaves what stands.
 *
 * @throws Precondition when it is resolved already or the order of the times would break
 */
export async function resolveIncident(
  actor: Actor,
  input: unknown,
  { openReview, now = Date.now() }: { openReview: OpenReview; now?: number },
): Promise<void> {
  systemsFor(actor, 'incident.command')
  const { number, resumedAt, recoveredToAt, note } = parseInput(resolveSchema, input)
  await transaction(async (tx) => {
    let incident = await lockIncident(tx, actor, 'incident.command', number)
    const fault = resolveFault(incident.status)
    if (fault) throw new Precondition(fault)
    if (recoveredToAt !== null && recoveredToAt !== incident.recoveredToAt?.getTime()) {
      await recordRecoveryPoint(tx, actor, incident, recoveredToAt, now)
    }
    if (resumedAt !== null && resumedAt !== incident.resumedAt?.getTime()) {
      await recordMilestone(tx, actor, incident, { milestone: 'resumed', at: resumedAt }, now)
    }
    incident = await lockIncident(tx, actor, 'incident.command', number)
    const order = milestoneFault(toMilestones(incident), 'resolved', now, now)
    if (order) throw new Precondition(order)
    const from = incident.status
    await tx.incident.update({ where: { id: incident.id }, data: { status: 'resolved', resolvedAt: new Date(now) } })
    await auditIncident(tx, actor, 'incident.resolve', incident, { from })
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: note ? said`Resolved: ${note}` : said`Resolved`,
      detail: { status: { from, to: 'resolved' }, milestone: 'resolved', at: now, previous: null },
      occurredAt: now,
      starred: true,
    })
    await openReview(tx, incident)
    await publish(tx, { topic: 'review', id: String(number) })
    await publish(tx, { topic: 'board', id: incident.system })
  })
}
