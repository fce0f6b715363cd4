import { SYSTEM } from '@/lib/audit/record'
import type { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import type { Claimed, DriveDeps, Held } from '@/lib/restores/drive/types'
import type { Effect } from '@/lib/restores/machine/types'
import { orderOf } from '@/lib/restores/store/order'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'

/**
 * Removes what a restore made, once its identity was looked at: never one that only has the same name.
 * The intent is committed before AWS is asked; after a kill it looks again, and absent means deleted.
 */
export async function driveDeletion(deps: DriveDeps, claimed: Held): Promise<unknown> {
  const { row, method, place } = claimed
  const { targetName: name } = row
  if (!method.undo) {
    const deleteError = `What is restored by ${method.words.one} is not deleted from here.`
    return save(claimed, `Not deleted: ${deleteError}`, { deleteError, nextLookAt: null })
  }
  const order = orderOf(row, place)
  const found = await method.undo.find(deps.ports, order)
  await deps.between?.('looked', row)
  const at = claimed.clock()
  if (found.kind === 'failed') return save(claimed, null, { nextLookAt: later(at, deps, 4) })
  if (found.kind === 'absent') return save(claimed, `${name} is deleted`, { deletedAt: new Date(at), nextLookAt: null })
  if (!found.value.ours) {
    const deleteError = `${name} now names an instance that this restore did not make. Nothing was deleted.`
    return save(claimed, `Not deleted: ${deleteError}`, { deleteError, nextLookAt: null })
  }
  const recently = row.deleteSentAt !== null && at - row.deleteSentAt.getTime() < deps.settings.settleMs
  if (found.value.going || recently) return save(claimed, null, { nextLookAt: later(at, deps, 1) })
  const held = await save(claimed, null, { deleteSentAt: new Date(at) })
  await deps.between?.('delete-committed', row)
  if (!held || claimed.expired()) return null
  const outcome = await method.undo.remove(deps.ports, order)
  await deps.between?.('delete-called', row)
  const next = { nextLookAt: later(claimed.clock(), deps, 1) }
  const again = { ...claimed, row: held }
  if (outcome.kind === 'done') return save(again, `AWS is deleting ${name}`, next)
  if (outcome.kind === 'rejected') {
    const deleteError = outcome.sentence
    return save(again, `Not deleted: ${deleteError}`, { deleteError, nextLookAt: null })
  }
  return save(again, null, next)
}

async function save(claimed: Claimed, text: string | null, also: Prisma.RestoreUncheckedUpdateManyInput) {
  const { row, fence } = claimed
  const effects: Effect[] = text === null ? [] : [{ kind: 'record', text }]
  const step = { next: machineRestore(row), effects, refused: null }
  return transaction((tx) => writeTransition(tx, row, step, { at: claimed.clock(), actor: SYSTEM, fence, also }))
}

function later(at: number, { settings }: DriveDeps, polls: number): Date {
  return new Date(at + polls * settings.pollMs)
}
