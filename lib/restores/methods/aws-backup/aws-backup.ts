import type { AwsRestoreJob } from '@/lib/aws/backup-types'
import type { AwsPlace, CallOutcome, Looked } from '@/lib/aws/types'
import { awsBackupRules, backupRoleArn, restoreMetadata } from '@/lib/restores/methods/aws-backup/rules/aws-backup'
import type { Order, RestoreMethod, Seen } from '@/lib/restores/methods/model/method'
import {
  type InstancePorts,
  instanceSeen,
  isTheOneStored,
  lookFailed,
  undoInstance,
} from '@/lib/restores/methods/targets/instance/look-for-instance'

export type BackupPorts = InstancePorts & {
  startBackupRestoreJob: (request: {
    place: AwsPlace
    pointArn: string
    backupRoleArn: string
    idempotencyToken: string
    metadata: Record<string, string>
  }) => Promise<CallOutcome<{ jobId: string }>>
  findRestoreJob: (
    place: AwsPlace,
    key: { jobId: string } | { pointArn: string; target: string; since: number },
  ) => Promise<Looked<AwsRestoreJob>>
}

/** Restores an AWS Backup point by a restore job. */
export const awsBackup: RestoreMethod<BackupPorts> = {
  ...awsBackupRules,
  send: (ports, order) => startJob(ports, order, order.id),
  look: lookForJob,
  undo: undoInstance(isTheOneStored),
}

/** Starts the job of an order under a token of the caller's. */
export async function startJob(ports: BackupPorts, order: Order, idempotencyToken: string) {
  const { place, pointKey: pointArn, target, options } = order
  const outcome = await ports.startBackupRestoreJob({
    ...{ place, pointArn, backupRoleArn: backupRoleArn(order), idempotencyToken },
    metadata: restoreMetadata(target, options),
  })
  if (outcome.kind !== 'done') return outcome
  return { kind: 'done' as const, value: { jobId: outcome.value.jobId, status: 'PENDING' } }
}

/** Looks for the job by its id, or by the point and the target that it was asked for; then for what it made. */
async function lookForJob(ports: BackupPorts, order: Order): Promise<Seen> {
  const { place, target, since, pointKey: pointArn } = order
  const found = await ports.findRestoreJob(place, order.jobId ? { jobId: order.jobId } : { pointArn, target, since })
  if (found.kind === 'failed') return lookFailed(found.fault)
  if (found.kind === 'absent') return { answer: { kind: 'absent' }, facts: {} }
  const job = found.value
  if (job.status === 'FAILED' || job.status === 'ABORTED') return jobBroken(order, job)
  if (job.status !== 'COMPLETED') return jobSeen(job)
  const instance = await ports.findInstance(place, target)
  if (instance.kind === 'failed') return lookFailed(instance.fault)
  if (instance.kind === 'absent') return jobSeen(job)
  const made = instance.value.arn !== null && instance.value.arn === job.createdResourceArn
  if (!made) return { answer: { kind: 'foreign' }, facts: {} }
  return instanceSeen(order, instance.value, job.jobId)
}

function jobSeen({ jobId, status, percent }: AwsRestoreJob): Seen {
  return { answer: { kind: 'seen', sighting: { jobId, status, percent } }, facts: {} }
}

function jobBroken(order: Order, job: AwsRestoreJob): Seen {
  const why = job.statusMessage ?? `the restore job is ${job.status.toLowerCase()}`
  const taken = /already exists/i.test(why)
  const sentence = taken ? `${order.target} exists and is not ours. ${why}` : why
  const code = taken ? 'target-taken' : `job-${job.status.toLowerCase()}`
  return { answer: { kind: 'broken', code, sentence }, facts: { awsJobId: job.jobId } }
}
