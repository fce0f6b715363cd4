import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { parseInput } from '@/lib/parse-input'
import { allowed, loadRestore, written } from '@/lib/restores/intent/load-restore'
import { transition } from '@/lib/restores/machine/transition'
import { namedRestore } from '@/lib/restores/schema'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Withdraws a restore that AWS has not been asked for yet; later it is refused, because AWS may already be making the
 * instance. Throws Forbidden, NotFound, Precondition, Conflict.
 */
export async function cancelRestore(actor: Actor, input: unknown, now = Date.now()): Promise<{ number: string }> {
  systemsFor(actor, 'restore.cancel')
  const { number } = parseInput(namedRestore, input)
  return transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.cancel', number)
    const step = allowed(transition(machineRestore(row), { kind: 'cancel', at: now, by: actor }))
    written(await writeTransition(tx, row, step, { at: now, actor }))
    const subject = { type: 'restore', id: restoreName(row.number) }
    await recordAudit(tx, { actor, action: 'restore.cancel', subject, system: row.system })
    return { number: subject.id }
  })
}
