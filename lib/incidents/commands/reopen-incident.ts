import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Precondition } from '@/lib/errors'
import { reopenFault, statusWord } from '@/lib/incidents/rules/rules'
import { reopenSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/** Opens a resolved incident again. The time of its end is withdrawn; the timeline and the review keep what was said. */
export async function reopenIncident(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.command')
  const { number, to, note } = parseInput(reopenSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.command', number)
    const fault = reopenFault(incident.status, to)
    if (fault) throw new Precondition(fault)
    const previous = incident.resolvedAt?.getTime() ?? null
    await tx.incident.update({ where: { id: incident.id }, data: { status: to, resolvedAt: null } })
    await auditIncident(tx, actor, 'incident.reopen', incident, { to })
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: said`Reopened, ${statusWord(to).toLowerCase()}${note ? `: ${note}` : ''}`,
      detail: { status: { from: 'resolved', to }, milestone: 'resolved', at: null, previous },
      occurredAt: now,
      starred: true,
    })
    await publish(tx, { topic: 'review', id: String(number) })
    await publish(tx, { topic: 'board', id: incident.system })
  })
}
