import { SYSTEM } from '@/lib/audit/record'
import type { AwsPlace } from '@/lib/aws/types'
import { db } from '@/lib/db/client'
import type { Prisma, Restore } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { planInForce } from '@/lib/plans/in-force/queries'
import { askAws } from '@/lib/restores/drive/ask-aws'
import { claim, release } from '@/lib/restores/drive/claim'
import { driveDeletion } from '@/lib/restores/drive/drive-deletion'
import { tellWaiting } from '@/lib/restores/drive/tell-waiting'
import type { DriveDeps, Held } from '@/lib/restores/drive/types'
import { transition } from '@/lib/restores/machine/transition'
import type { RestoreEvent, Transition } from '@/lib/restores/machine/types'
import { methodNamed } from '@/lib/restores/methods/registry'
import { approvalAgain, approvalNow } from '@/lib/restores/preflight/approval-now'
import { orderOf } from '@/lib/restores/store/order'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Takes one restore that is due and moves it on by one step: asks AWS, or looks what became of it, or deletes what it
 * made. False when nothing is due. Killed anywhere, the next call goes on from the last commit: what may have been
 * sent is looked for before anything is sent again.
 */
export async function driveOnce(deps: DriveDeps): Promise<boolean> {
  const claimed = await claim(deps.owner, deps.settings.leaseMs)
  if (!claimed) return false
  await deps.between?.('claimed', claimed.row)
  const { row } = claimed
  try {
    const method = methodNamed(row.method, deps.methods)
    if (!method) throw new Error(`${restoreName(row.number)}: this version does not know the way "${row.method}"`)
    const held = { ...claimed, method, place: await placeOf(row) }
    if (row.deleteRequestedAt && !row.deletedAt && !row.deleteError) {
      await driveDeletion(deps, held)
    } else if (row.state === 'PENDING_APPROVAL') {
      await commit(deps, held, row, { kind: 'expire', at: held.clock() })
    } else if (row.state === 'APPROVED') {
      await sendFirst(deps, held)
    } else {
      await lookFirst(deps, held)
    }
  } catch (error) {
    // A restore that cannot be moved on must not keep the others waiting.
    const nextLookAt = new Date(claimed.clock() + 4 * deps.settings.pollMs)
    await db.restore.updateMany({ where: { id: row.id, fence: claimed.fence }, data: { nextLookAt } })
    throw error
  } finally {
    await release(claimed)
    await deps.between?.('released', row)
  }
  return true
}

async function sendFirst(deps: DriveDeps, held: Held): Promise<void> {
  const { row } = held
  const [approval, again] = await Promise.all([approvalNow(row), approvalAgain(row)])
  const rule = approval && row.approvedById === null ? { approvalRule: approval.by } : {}
  const known = again ? { approvedByName: null, approvedAt: null } : rule
  const event = { kind: 'send' as const, at: held.clock(), approval, again }
  await sendCommitted(deps, held, await commit(deps, held, row, event, known))
}

async function lookFirst(deps: DriveDeps, held: Held): Promise<void> {
  const { row, method, place } = held
  const { answer, facts } = await method.look(deps.ports, orderOf(row, place))
  const at = held.clock()
  await deps.between?.('looked', row)
  const asked = answer.kind === 'absent' ? { approval: await approvalNow(row), again: await approvalAgain(row) } : {}
  const event = { ...answer, at, ...asked }
  const usable = event.kind === 'available' ? { availableAt: new Date(at) } : {}
  const result = await commit(deps, held, row, event, { ...facts, ...usable })
  if (result?.step.effects.some(({ kind }) => kind === 'send')) return sendCommitted(deps, held, result)
  await deps.between?.('look-committed', row)
}

type Committed = { row: Restore; step: Transition } | null

/** SENDING is committed: only now is AWS asked, and only while the lease holds. */
async function sendCommitted(deps: DriveDeps, held: Held, sent: Committed): Promise<void> {
  if (sent?.row.state !== 'SENDING') return
  await deps.between?.('sending-committed', sent.row)
  if (held.expired()) {
    deps.log.warn(
      { restore: restoreName(sent.row.number) },
      'restores: the lease ended before AWS was asked; not asking',
    )
    return
  }
  const answer = await askAws(held.method, deps.ports, orderOf(sent.row, held.place))
  await deps.between?.('called', sent.row)
  await commit(deps, held, sent.row, { ...answer, at: held.clock() })
  await deps.between?.('outcome-committed', sent.row)
}

async function commit(
  deps: DriveDeps,
  held: Held,
  row: Restore,
  event: RestoreEvent,
  facts: Prisma.RestoreUncheckedUpdateManyInput = {},
): Promise<Committed> {
  const step = transition(machineRestore(row, deps.methods), event, deps.settings)
  const name = restoreName(row.number)
  if (step.refused !== null) {
    deps.log.warn({ restore: name, event: event.kind, state: row.state, why: step.refused }, 'restores: refused')
    return null
  }
  const change = { at: event.at, actor: SYSTEM, fence: held.fence, also: facts }
  const updated = await transaction(async (tx) => {
    const written = await writeTransition(tx, row, step, change)
    const waits =
      written?.state === 'PENDING_APPROVAL' && event.kind === 'send' ? (event.again ?? event.approval) : null
    if (written && waits) await tellWaiting(tx, written, waits)
    return written
  })
  if (!updated) {
    deps.log.warn(
      { restore: name, event: event.kind, fence: held.fence },
      'restores: another was first, nothing written',
    )
    return null
  }
  if (updated.state !== row.state) {
    deps.log.info({ restore: name, from: row.state, to: updated.state, event: event.kind }, 'restores: moved on')
  }
  return { row: updated, step }
}

/** Where the restore happens, and the role that the plan in force names for restores. */
async function placeOf(row: Restore): Promise<AwsPlace> {
  const account = (await planInForce(SYSTEM, row.system))?.plan.system.account
  const roleArn = account?.id === row.accountId ? account.restoreRole : null
  return { accountId: row.accountId, region: row.region, roleArn }
}
