import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { transaction } from '@/lib/db/transaction'
import { Precondition } from '@/lib/errors'
import { lockIncident } from '@/lib/incidents/lock-incident'
import { toSeverity } from '@/lib/incidents/rows'
import { severitySchema } from '@/lib/incidents/schema'
import { auditIncident, writeEntry } from '@/lib/incidents/write-entry'
import { parseInput } from '@/lib/parse-input'

/** Sets the severity, 1 (worst) to 4, of an open or resolved incident. */
export async function setSeverity(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  authorise(actor, 'incident.command')
  const { number, to, note } = parseInput(severitySchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, number)
    const from = toSeverity(incident.severity)
    if (from === to) throw new Precondition(`The severity is SEV ${to} already.`)
    await tx.incident.update({ where: { id: incident.id }, data: { severity: `SEV${to}` } })
    await auditIncident(tx, actor, 'incident.severity', incident, { from, to })
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: note ? `SEV ${from} to SEV ${to}: ${note}` : `SEV ${from} to SEV ${to}`,
      detail: { severity: { from, to } },
      occurredAt: now,
    })
  })
}
