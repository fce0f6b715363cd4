import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { isDuplicate } from '@/lib/db/faults'
import { transaction } from '@/lib/db/transaction'
import { Conflict, NotFound } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'
import { allowed, loadRestore, pickedBy, written } from '@/lib/restores/intent/load-restore'
import { refuseFailures } from '@/lib/restores/intent/request-restore'
import { transition } from '@/lib/restores/machine/transition'
import { findChoice, loadPreflightFacts } from '@/lib/restores/preflight/load-facts'
import { paramsHash } from '@/lib/restores/rules/params-hash'
import { preflight } from '@/lib/restores/rules/preflight'
import { retarget } from '@/lib/restores/schema'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Gives a restore that AWS was not asked for another target name. The preflight is made anew and the fingerprint
 * changes with it, so an approval becomes void; who has to agree is asked anew, too. Throws Forbidden, NotFound, Precondition, Conflict.
 */
export async function retargetRestore(actor: Actor, input: unknown, now = Date.now()): Promise<{ number: string }> {
  systemsFor(actor, 'restore.request')
  const { number, targetName } = parseInput(retarget, input)
  const work = transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.request', number)
    const id = restoreName(row.number)
    if (targetName === row.targetName) return { number: id }
    const choice = await findChoice(tx, pickedBy(row))
    if (!choice) throw new NotFound('The recovery point is no longer known.')
    const facts = await loadPreflightFacts(tx, choice, targetName, null, now)
    const otherRestores = facts.otherRestores.filter((one) => one.number !== row.number)
    const { approval } = facts
    const { checks, configuration, options, loss, estimate } = preflight({ ...facts, otherRestores })
    refuseFailures({ checks })
    const kept = { checks, configuration, loss, estimate }
    const hash = paramsHash({
      ...row,
      ...{ targetName, options, preflight: kept, pointAt: row.pointAt.getTime() },
    })
    const event = { kind: 'change' as const, at: now, by: actor, paramsHash: hash, targetName, approval }
    const step = allowed(transition(machineRestore(row), event))
    written(
      await writeTransition(tx, row, step, {
        at: now,
        actor,
        also: { options, preflight: kept, approvalRule: approval?.by ?? row.approvalRule },
      }),
    )
    const detail = { from: row.targetName, to: targetName, paramsHash: hash }
    await recordAudit(tx, {
      actor,
      action: 'restore.retarget',
      subject: { type: 'restore', id },
      system: row.system,
      detail,
    })
    return { number: id }
  })
  return work.catch((error) => {
    throw isDuplicate(error) ? new Conflict(`${targetName} is taken by another restore.`) : error
  })
}
