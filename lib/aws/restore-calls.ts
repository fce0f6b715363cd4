import type { AwsInstance, AwsPlace, AwsRestoreJob, CallOutcome, InstanceOptions, Looked } from '@/lib/aws/types'

/** RestoreDBInstanceFromDBSnapshot. `snapshot` is its identifier, or its ARN for a shared or AWS Backup one. */
export type CreateFromSnapshot = {
  place: AwsPlace
  snapshot: string
  target: string
  tags: Record<string, string>
  options?: InstanceOptions
}

/** Makes `target` from a snapshot; done carries the new instance, still `creating`. Sent once. */
export async function createFromSnapshot(_request: CreateFromSnapshot): Promise<CallOutcome<AwsInstance>> {
  throw new Error('not written yet')
}

/** RestoreDBInstanceToPointInTime. `at` in epoch milliseconds UTC, whole seconds; absent: the latest restorable time. */
export type CreateToPointInTime = {
  place: AwsPlace
  source: string
  /** for a deleted source whose automated backups were retained */
  sourceResourceId?: string | null
  at?: number
  target: string
  tags: Record<string, string>
  options?: InstanceOptions
}

/** Makes `target` with the source's data as of `at`; done carries the new instance, still `creating`. Sent once. */
export async function createToPointInTime(_request: CreateToPointInTime): Promise<CallOutcome<AwsInstance>> {
  throw new Error('not written yet')
}

/** StartRestoreJob. The same idempotencyToken with the same parameters answers the same job again. */
export type StartBackupRestoreJob = {
  place: AwsPlace
  pointArn: string
  /** ARN of the role that AWS Backup uses to restore */
  backupRoleArn: string
  target: string
  idempotencyToken: string
  options?: InstanceOptions
}

/** Starts a restore job from an AWS Backup point of an RDS instance; done carries the job's id. Sent once. */
export async function startBackupRestoreJob(_request: StartBackupRestoreJob): Promise<CallOutcome<{ jobId: string }>> {
  throw new Error('not written yet')
}

/** Looks for an instance by its exact identifier, with its tags. */
export async function findInstance(_place: AwsPlace, _identifier: string): Promise<Looked<AwsInstance>> {
  throw new Error('not written yet')
}

/** Looks for a restore job: by id, or by the point and target it was asked for since `since` (epoch ms). */
export type RestoreJobKey = { jobId: string } | { pointArn: string; target: string; since: number }

export async function findRestoreJob(_place: AwsPlace, _key: RestoreJobKey): Promise<Looked<AwsRestoreJob>> {
  throw new Error('not written yet')
}

/** DeleteDBInstance without a final snapshot, automated backups removed. done: it is `deleting`. Sent once. */
export async function deleteInstance(_place: AwsPlace, _identifier: string): Promise<CallOutcome<AwsInstance>> {
  throw new Error('not written yet')
}
