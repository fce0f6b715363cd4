import type { Actor } from '@/lib/auth/model/actor'
import { type Action, authorise, can } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import type { Restore } from '@/lib/db/generated/client'
import { Conflict, NotFound, Precondition } from '@/lib/errors'
import type { Transition } from '@/lib/restores/machine/types'
import type { Picked } from '@/lib/restores/preflight/load-facts'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

/**
 * The restore of that number (`RST-0001`) for a command. Throws NotFound where there is none that the person may read,
 * Forbidden where they may read it and not do this to it.
 */
export async function loadRestore(tx: Tx, actor: Actor, action: Action, number: string): Promise<Restore> {
  const found = parseRestoreName(number)
  const row = found === null ? null : await tx.restore.findUnique({ where: { number: found } })
  if (!row || !can(actor, 'restore.read', row)) throw new NotFound('There is no such restore.')
  authorise(actor, action, row)
  return row
}

/** What was picked when the restore was asked for, to be looked at again. */
export function pickedBy({ assetId, location, method, pointId, pointAt }: Restore): Picked {
  return { assetId, location, way: method, ...(pointId ? { pointId } : { at: pointAt.getTime() }) }
}

/** Turns a refused transition into the sentence that says why. */
export function allowed(step: Transition): Transition {
  if (step.refused !== null) throw new Precondition(step.refused)
  return step
}

/** The row that was written, or the sentence for the one who came second. */
export function written(row: Restore | null): Restore {
  if (!row) throw new Conflict('The restore changed at the same moment. Look again, then decide.')
  return row
}
