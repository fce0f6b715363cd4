import type { AwsPlace, CallOutcome } from '@/lib/aws/types'
import type { Restore } from '@/lib/db/generated/client'
import type { RestoreAws } from '@/lib/restores/drive/types'
import type { LateEvent, Sighting } from '@/lib/restores/machine/types'
import type { RestoreMethod, RestoreOptions } from '@/lib/restores/model/restore'
import { restoreName } from '@/lib/vocabulary/numbers'

/** The tag by which an instance is known to be made by a restore. */
export const RESTORE_TAG = 'tidemark:restore-id'

type Answer = LateEvent extends infer E ? (E extends { at: number } ? Omit<E, 'at'> : never) : never

/**
 * Makes the one call that a committed SENDING stands for, with nothing but what is frozen in the row, so that a repeat
 * is identical. Never throws: what is not clear is in doubt.
 */
export async function askAws(aws: RestoreAws, row: Restore, place: AwsPlace): Promise<Answer> {
  try {
    return answerOf(await call(aws, row, place))
  } catch (error) {
    const sentence = error instanceof Error ? error.message : 'the call ended without an answer'
    return { kind: 'in-doubt', code: 'NoAnswer', sentence }
  }
}

async function call(aws: RestoreAws, row: Restore, place: AwsPlace): Promise<CallOutcome<Sighting>> {
  const options = row.options as RestoreOptions
  const target = row.targetName
  const tags = {
    [RESTORE_TAG]: row.id,
    'tidemark:restore': restoreName(row.number),
    'tidemark:source': row.sourceIdentifier,
  }
  switch (row.method as RestoreMethod) {
    case 'snapshot': {
      const made = await aws.createFromSnapshot({ place, snapshot: row.pointKey, target, tags, options })
      return seen(made, ({ resourceId, status, percent }) => ({ resourceId, status, percent }))
    }
    case 'point-in-time': {
      const at = row.pointAt.getTime()
      const made = await aws.createToPointInTime({ place, source: row.sourceIdentifier, at, target, tags, options })
      return seen(made, ({ resourceId, status, percent }) => ({ resourceId, status, percent }))
    }
    case 'aws-backup': {
      const backupRoleArn = `arn:aws:iam::${row.accountId}:role/service-role/AWSBackupDefaultServiceRole`
      const request = { place, pointArn: row.pointKey, backupRoleArn, target, idempotencyToken: row.id, options }
      return seen(await aws.startBackupRestoreJob(request), ({ jobId }) => ({ jobId, status: 'PENDING' }))
    }
  }
}

function seen<T>(outcome: CallOutcome<T>, sighting: (value: T) => Sighting): CallOutcome<Sighting> {
  return outcome.kind === 'done' ? { kind: 'done', value: sighting(outcome.value) } : outcome
}

function answerOf(outcome: CallOutcome<Sighting>): Answer {
  if (outcome.kind === 'done') return { kind: 'accepted', sighting: outcome.value }
  const { code, sentence } = outcome
  // A taken name may be taken by ourselves: only a look tells.
  if (outcome.kind === 'rejected' && !/AlreadyExists/i.test(code)) return { kind: 'rejected', code, sentence }
  return { kind: 'in-doubt', code, sentence }
}
