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

/** Refuses a restore that waits for approval, with a reason. Throws Forbidden, NotFound, Precondition, Conflict. */
export async function rejectRestore(actor: Actor, input: unknown, now = Date.now()): Promise<{ number: string }> {
  systemsFor(actor, 'restore.approve')
  const { number, reason } = parseInput(reasoned, input)
  return transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.approve', number)
    const step = allowed(transition(machineRestore(row), { kind: 'reject', at: now, by: actor, reason }))
    written(await writeTransition(tx, row, step, { at: now, actor, also: { decisionNote: reason } }))
    const subject = { type: 'restore', id: restoreName(row.number) }
    await recordAudit(tx, { actor, action: 'restore.reject', subject, system: row.system, detail: { reason } })
    return { number: subject.id }
  })
}
