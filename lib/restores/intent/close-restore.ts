import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { parseInput } from '@/lib/parse-input'
import { allowed, loadRestore, written } from '@/lib/restores/intent/load-restore'
import { transition } from '@/lib/restores/machine/transition'
import { reasoned } from '@/lib/restores/schema'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Ends a restore that needs a person, once that person has looked at AWS: it becomes FAILED with the reason, and its
 * point and name are free again. Nothing is sent. Throws Forbidden, NotFound, Precondition, Conflict.
 */
export async function closeRestore(actor: Actor, input: unknown, now = Date.now()): Promise<{ number: string }> {
  systemsFor(actor, 'restore.cancel')
  const { number, reason } = parseInput(reasoned, input)
  return transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.cancel', number)
    const step = allowed(transition(machineRestore(row), { kind: 'close', at: now, by: actor, reason }))
    written(await writeTransition(tx, row, step, { at: now, actor, also: { decisionNote: reason } }))
    const subject = { type: 'restore', id: restoreName(row.number) }
    await recordAudit(tx, { actor, action: 'restore.close', subject, system: row.system, detail: { reason } })
    return { number: subject.id }
  })
}
