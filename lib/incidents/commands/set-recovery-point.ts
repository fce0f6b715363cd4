import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { InvalidInput, Precondition } from '@/lib/errors'
import { recoveryPointSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { formatInstant } from '@/lib/time/instants'

/** Records to which moment the data was recovered (consistent-at of the point, epoch milliseconds), or withdraws it. */
export async function setRecoveryPoint(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, at, note } = parseInput(recoveryPointSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    if ((incident.recoveredToAt?.getTime() ?? null) === at) throw new Precondition('That is what is recorded already.')
    await recordRecoveryPoint(tx, actor, incident, at, now, note)
  })
}

/** The same inside a transaction that holds the incident's row. */
export async function recordRecoveryPoint(
  tx: Tx,
  actor: Actor,
  incident: Incident,
  at: number | null,
  now: number,
  note?: string,
): Promise<void> {
  if (at !== null && at > now) {
    throw new InvalidInput('Data cannot be recovered to a time to come.', {
      recoveredToAt: 'This time has not come yet.',
    })
  }
  const previous = incident.recoveredToAt?.getTime() ?? null
  await tx.incident.update({ where: { id: incident.id }, data: { recoveredToAt: at === null ? null : new Date(at) } })
  await auditIncident(tx, actor, 'incident.recovery-point', incident, { at, previous })
  const fact = at === null ? 'Recovery point withdrawn' : `Data recovered to ${formatInstant(at, now)} UTC`
  const was = previous === null || at === null ? '' : `, was ${formatInstant(previous, now)}`
  await writeEntry(tx, incident.id, actor, {
    kind: 'status',
    text: said`${fact}${was}${note ? `: ${note}` : ''}`,
    detail: { recoveredTo: at, previous },
    occurredAt: now,
    starred: at !== null,
  })
}
