import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Precondition } from '@/lib/errors'
import { statusFault, statusWord } from '@/lib/incidents/rules/rules'
import { statusSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'

/** Sets an open incident's status to another open one. Throws Precondition when the status does not allow it. */
export async function setStatus(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.command')
  const { number, to, note } = parseInput(statusSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.command', number)
    const from = incident.status
    const fault = statusFault(from, to)
    if (fault) throw new Precondition(fault)
    await tx.incident.update({ where: { id: incident.id }, data: { status: to } })
    await auditIncident(tx, actor, 'incident.status', incident, { from, to })
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: note ? said`${statusWord(to)}: ${note}` : said`${statusWord(to)}`,
      detail: { status: { from, to } },
      occurredAt: now,
    })
  })
}
