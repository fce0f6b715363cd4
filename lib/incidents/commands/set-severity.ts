import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Precondition } from '@/lib/errors'
import { severitySchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { severityLevel, severityName } from '@/lib/vocabulary/severities'

/** Sets the severity, 1 (worst) to 4, of an open or resolved incident. */
export async function setSeverity(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.command')
  const { number, to, note } = parseInput(severitySchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.command', number)
    const from = severityLevel(incident.severity)
    if (from === to) throw new Precondition(`The severity is SEV ${to} already.`)
    await tx.incident.update({ where: { id: incident.id }, data: { severity: severityName(to) } })
    await auditIncident(tx, actor, 'incident.severity', incident, { from, to })
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: note ? said`SEV ${from} to SEV ${to}: ${note}` : said`SEV ${from} to SEV ${to}`,
      detail: { severity: { from, to } },
      occurredAt: now,
    })
  })
}
