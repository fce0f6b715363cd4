import { SYSTEM } from '@/lib/audit/record'
import type { AwsPlace } from '@/lib/aws/types'
import type { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { isOurs } from '@/lib/restores/drive/look'
import type { Claimed, DriveDeps } from '@/lib/restores/drive/types'
import type { Effect } from '@/lib/restores/machine/types'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'

/**
 * Deletes the instance that a restore made, once its identity was looked at: never one that only has the same name.
 * The intent is committed before AWS is asked; after a kill it looks again, and absent means deleted.
 */
export async function driveDeletion(deps: DriveDeps, claimed: Claimed, place: AwsPlace): Promise<unknown> {
  const { row } = claimed
  const name = row.targetName
  const found = await deps.aws.findInstance(place, name)
  await deps.between?.('looked', row)
  const at = claimed.now()
  if (found.kind === 'failed') return save(claimed, null, { nextLookAt: later(at, deps, 4) })
  if (found.kind === 'absent') return save(claimed, `${name} is deleted`, { deletedAt: new Date(at), nextLookAt: null })
  if (!isOurs(row, found.value)) {
    const deleteError = `${name} now names an instance that this restore did not make. Nothing was deleted.`
    return save(claimed, `Not deleted: ${deleteError}`, { deleteError, nextLookAt: null })
  }
  const recently = row.deleteSentAt !== null && at - row.deleteSentAt.getTime() < deps.settings.settleMs
  if (found.value.status === 'deleting' || recently) return save(claimed, null, { nextLookAt: later(at, deps, 1) })
  const held = await save(claimed, null, { deleteSentAt: new Date(at) })
  await deps.between?.('delete-committed', row)
  if (!held || claimed.expired()) return null
  const outcome = await deps.aws.deleteInstance(place, name)
  await deps.between?.('delete-called', row)
  const next = { nextLookAt: later(claimed.now(), deps, 1) }
  const again = { ...claimed, row: held }
  if (outcome.kind === 'done') return save(again, `AWS is deleting ${name}`, next)
  if (outcome.kind === 'rejected' && !/NotFound|InvalidDBInstanceState/.test(outcome.code)) {
    const deleteError = outcome.sentence
    return save(again, `Not deleted: ${deleteError}`, { deleteError, nextLookAt: null })
  }
  return save(again, null, next)
}

async function save(claimed: Claimed, text: string | null, also: Prisma.RestoreUncheckedUpdateManyInput) {
  const { row, fence } = claimed
  const effects: Effect[] = text === null ? [] : [{ kind: 'record', text }]
  const step = { next: machineRestore(row), effects, refused: null }
  return transaction((tx) => writeTransition(tx, row, step, { at: claimed.now(), actor: SYSTEM, fence, also }))
}

function later(at: number, { settings }: DriveDeps, polls: number): Date {
  return new Date(at + polls * settings.pollMs)
}
