import { recordAudit } from '@/lib/audit/record'
import { inOneHand } from '@/lib/auth/hands'
import type { SignedIn } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { requirePassword } from '@/lib/auth/rules/session-life'
import { transaction } from '@/lib/db/transaction'
import { Forbidden, NotFound } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'
import { agreementFault } from '@/lib/plans/rules/approvers'
import { allowed, loadRestore, pickedBy, written } from '@/lib/restores/intent/load-restore'
import { refuseFailures } from '@/lib/restores/intent/request-restore'
import { transition } from '@/lib/restores/machine/transition'
import { mappedTo } from '@/lib/restores/preflight/approval-now'
import { findChoice, loadPreflightFacts } from '@/lib/restores/preflight/load-facts'
import { approval } from '@/lib/restores/schema'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Lets a restore go ahead: by another person than the requester who acts as what the plans ask for and was in no one hand
 * with the requester, for exactly the fingerprint they saw, and only while the point still stands (window and point are
 * checked once more). Throws Forbidden, NotFound, Precondition, Conflict,
 * and PasswordNeeded when this session's password was asked for too long ago.
 */
export async function approveRestore(actor: SignedIn, input: unknown, now = Date.now()): Promise<{ number: string }> {
  systemsFor(actor, 'restore.approve')
  const { number, hash } = parseInput(approval, input)
  return transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.approve', number)
    const step = allowed(transition(machineRestore(row), { kind: 'approve', at: now, by: actor, hash }))
    const requester = { id: row.requesterId, name: row.requesterName }
    const [one] = await inOneHand(tx, { requester, approvers: [actor] }, now)
    if (one) throw new Forbidden(one.says, 'restore.approve')
    requirePassword(actor, now)
    const choice = await findChoice(tx, pickedBy(row))
    if (!choice) throw new NotFound('The recovery point is no longer known.')
    const facts = await loadPreflightFacts(tx, choice, row.targetName, null, now)
    const roles = facts.approval?.roles ?? []
    const fault = agreementFault(actor, { ...row, roles }, await mappedTo(tx, roles))
    if (fault) throw new Forbidden(fault)
    refuseFailures({ checks: choice.method.stands(facts) })
    const also = { approvedByName: actor.name, approvedAt: new Date(now) }
    written(await writeTransition(tx, row, step, { at: now, actor, also }))
    const subject = { type: 'restore', id: restoreName(row.number) }
    const detail = { paramsHash: hash, requester: row.requesterName, target: row.targetName }
    await recordAudit(tx, { actor, action: 'restore.approve', subject, system: row.system, detail })
    return { number: subject.id }
  })
}
