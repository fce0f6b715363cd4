import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { InvalidInput, Precondition } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'
import { loadRestore, written } from '@/lib/restores/intent/load-restore'
import { DELETABLE } from '@/lib/restores/machine/states'
import { methodNamed } from '@/lib/restores/methods/registry'
import { typedDeletion } from '@/lib/restores/schema'
import { machineRestore, writeTransition } from '@/lib/restores/store/write-transition'
import { restoreName } from '@/lib/vocabulary/numbers'

/**
 * Asks the worker to delete the instance that a restore made: only our own, only when its name is typed. The worker
 * looks at its identity once more before it asks AWS. Throws Forbidden, NotFound, InvalidInput, Precondition, Conflict.
 */
export async function deleteRestoredInstance(
  actor: Actor,
  input: unknown,
  now = Date.now(),
): Promise<{ number: string }> {
  systemsFor(actor, 'restore.delete-target')
  const { number, typedName } = parseInput(typedDeletion, input)
  return transaction(async (tx) => {
    const row = await loadRestore(tx, actor, 'restore.delete-target', number)
    const id = restoreName(row.number)
    if (row.deletedAt) throw new Precondition(`${row.targetName} is deleted already.`)
    if (row.deleteRequestedAt && !row.deleteError) return { number: id }
    const made = row.awsResourceId !== null && DELETABLE.has(row.state)
    const method = methodNamed(row.method)
    if (made && !method?.undo) {
      throw new Precondition(`What is restored by ${method?.words.one ?? row.method} is not deleted from here.`)
    }
    if (!made) throw new Precondition('This restore has made no instance that could be deleted.')
    if (typedName !== row.targetName) {
      const sentence = `Type ${row.targetName} to confirm what is deleted.`
      throw new InvalidInput(sentence, { typedName: sentence })
    }
    const text = `Deletion of ${row.targetName} requested by ${actor.name}`
    const step = { next: machineRestore(row), effects: [{ kind: 'record' as const, text }], refused: null }
    const also = {
      deleteRequestedAt: new Date(now),
      deleteRequestedBy: actor.name,
      deleteError: null,
      deleteSentAt: null,
      nextLookAt: new Date(now),
    }
    written(await writeTransition(tx, row, step, { at: now, actor, also }))
    const detail = { target: row.targetName, resource: row.awsResourceId }
    await recordAudit(tx, {
      actor,
      action: 'restore.delete-target',
      subject: { type: 'restore', id },
      system: row.system,
      detail,
    })
    return { number: id }
  })
}
