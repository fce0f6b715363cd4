import type { Actor, SystemActor } from '@/lib/auth/model/actor'
import type { Tx } from '@/lib/db/client'
import type { Prisma, Restore } from '@/lib/db/generated/client'
import { said } from '@/lib/door/rules/well-formed'
import { publish } from '@/lib/live/publish'
import { AT_REST } from '@/lib/restores/machine/states'
import type { MachineRestore, Transition } from '@/lib/restores/machine/types'
import type { Repeat } from '@/lib/restores/methods/model/method'
import { METHODS, type Methods, methodNamed } from '@/lib/restores/methods/registry'
import { appendEntry } from '@/lib/timeline/append'
import { restoreName } from '@/lib/vocabulary/numbers'

/** What this version does not know is never repeated. */
const UNKNOWN_WAY: Repeat = { by: 'nothing' }

/** The row as the machine reads it. */
export function machineRestore(row: Restore, methods: Methods = METHODS): MachineRestore {
  const { state, targetName, requesterId, paramsHash, approvalRequired, approvalHash, approvedById } = row
  const { sendCount, awsJobId, awsResourceId, awsStatus, percent, failureCode, failureText } = row
  return {
    ...{ state, targetName, requesterId, paramsHash, approvalRequired, approvalHash, approvedById },
    ...{ sendCount, awsJobId, awsResourceId, awsStatus, percent, failureCode, failureText },
    repeat: methodNamed(row.method, methods)?.repeat ?? UNKNOWN_WAY,
    stateSince: row.stateSince.getTime(),
    approvalExpiresAt: row.approvalExpiresAt?.getTime() ?? null,
    firstSentAt: row.firstSentAt?.getTime() ?? null,
    lastSentAt: row.lastSentAt?.getTime() ?? null,
  }
}

/** `at` in epoch milliseconds; `fence` for the worker: with an older one nothing is written. */
type Change = { at: number; actor: Actor | SystemActor; fence?: number; also?: Prisma.RestoreUncheckedUpdateManyInput }

/**
 * Writes a transition inside the caller's transaction: the row (only if nobody changed it since it was read), its
 * steps, the linked incident's timeline, and the live notice.
 *
 * @returns the row as it is now, or null when somebody else was first and nothing was written
 */
export async function writeTransition(
  tx: Tx,
  row: Restore,
  { next, effects }: Transition,
  { at, actor, fence, also }: Change,
): Promise<Restore | null> {
  const when = new Date(at)
  const records = effects.filter((effect) => effect.kind === 'record')
  const look = effects.find((effect) => effect.kind === 'look')
  const over = AT_REST.has(next.state)
  const { count } = await tx.restore.updateMany({
    where: { id: row.id, version: row.version, ...(fence === undefined ? {} : { fence }) },
    data: {
      ...columns(next),
      nextLookAt: look ? new Date(at + look.after) : over ? null : row.nextLookAt,
      finishedAt: over ? (row.finishedAt ?? when) : null,
      stepCount: row.stepCount + records.length,
      version: row.version + 1,
      ...also,
    },
  })
  if (count === 0) return null
  await writeSteps(tx, row, records, { state: next.state, when, actor })
  const updated = await tx.restore.findUniqueOrThrow({ where: { id: row.id } })
  await announce(tx, updated, next.state !== row.state)
  return updated
}

/** Writes the first step of a new restore, or a note that changes no state, and tells open browsers. */
export async function writeSteps(
  tx: Tx,
  row: Pick<Restore, 'id' | 'number' | 'stepCount' | 'incidentId' | 'targetName' | 'pointAt' | 'sourceIdentifier'>,
  records: readonly { text: string; code?: string; status?: string }[],
  { state, when, actor }: { state: Restore['state']; when: Date; actor: Actor | SystemActor },
): Promise<void> {
  let seq = row.stepCount
  for (const { text, code, status } of records) {
    seq++
    const detail = { ...(code ? { code } : {}), ...(status ? { status } : {}) }
    await tx.restoreStep.create({ data: { restoreId: row.id, seq, at: when, state, text, detail } })
    if (!row.incidentId) continue
    await appendEntry(tx, row.incidentId, {
      kind: 'restore',
      text: said`${restoreName(row.number)}: ${text}`,
      detail: {
        restore: restoreName(row.number),
        state,
        target: row.targetName,
        source: row.sourceIdentifier,
        pointAt: row.pointAt.toISOString(),
        ...detail,
      },
      occurredAt: when,
      author: { id: actor.id, name: actor.name },
    })
  }
}

/** Tells open browsers on commit; the board too when the state changed. */
export async function announce(tx: Tx, row: Restore, stateChanged: boolean): Promise<void> {
  await publish(tx, { topic: 'restore', id: restoreName(row.number), version: row.version })
  if (!stateChanged) return
  await publish(tx, { topic: 'asset', id: row.assetId })
  await publish(tx, { topic: 'system', id: row.system })
  await publish(tx, { topic: 'board', id: 'all' })
}

function columns(next: MachineRestore) {
  const { state, targetName, paramsHash, approvalHash, approvedById, sendCount, awsJobId, awsResourceId } = next
  const { awsStatus, percent, failureCode, failureText, approvalRequired } = next
  const date = (at: number | null) => (at === null ? null : new Date(at))
  return {
    ...{ state, targetName, paramsHash, approvalHash, approvedById, sendCount, awsJobId, awsResourceId },
    ...{ awsStatus, percent, failureCode, failureText, approvalRequired },
    stateSince: new Date(next.stateSince),
    approvalExpiresAt: date(next.approvalExpiresAt),
    firstSentAt: date(next.firstSentAt),
    lastSentAt: date(next.lastSentAt),
  }
}
