import { StartRestoreJobCommand } from '@aws-sdk/client-backup'
import {
  type DBInstance,
  DeleteDBInstanceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  RestoreDBInstanceToPointInTimeCommand,
} from '@aws-sdk/client-rds'
import { backupClient, rdsClient } from '@/lib/aws/clients'
import { assumeRole, forgetCredentials } from '@/lib/aws/credentials'
import { GarbledAnswer, isExpired, outcomeOf } from '@/lib/aws/faults'
import { reshapeInstance } from '@/lib/aws/rds-facts'
import type { AwsInstance, AwsPlace, CallOutcome, InstanceParameters } from '@/lib/aws/types'

/** RestoreDBInstanceFromDBSnapshot. `snapshot` is its identifier, or its ARN for a shared or AWS Backup one. */
export type CreateFromSnapshot = {
  place: AwsPlace
  snapshot: string
  target: string
  tags: Record<string, string>
  parameters?: InstanceParameters
}

/** Makes `target` from a snapshot; done carries the new instance, still `creating`. Sent once. */
export function createFromSnapshot(request: CreateFromSnapshot): Promise<CallOutcome<AwsInstance>> {
  const { place, snapshot, target, tags, parameters } = request
  return sendOnce(place, async () => {
    const command = new RestoreDBInstanceFromDBSnapshotCommand({
      DBInstanceIdentifier: target,
      DBSnapshotIdentifier: snapshot,
      Tags: tagList(tags),
      ...parameters,
    })
    return instanceOf((await rdsClient(place, 'mutate').send(command)).DBInstance, target)
  })
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
  parameters?: InstanceParameters
}

/** Makes `target` with the source's data as of `at`; done carries the new instance, still `creating`. Sent once. */
export function createToPointInTime(request: CreateToPointInTime): Promise<CallOutcome<AwsInstance>> {
  const { place, source, sourceResourceId, at, target, tags, parameters } = request
  return sendOnce(place, async () => {
    const command = new RestoreDBInstanceToPointInTimeCommand({
      TargetDBInstanceIdentifier: target,
      ...(sourceResourceId ? { SourceDbiResourceId: sourceResourceId } : { SourceDBInstanceIdentifier: source }),
      ...(at === undefined ? { UseLatestRestorableTime: true } : { RestoreTime: new Date(at) }),
      Tags: tagList(tags),
      ...parameters,
    })
    return instanceOf((await rdsClient(place, 'mutate').send(command)).DBInstance, target)
  })
}

/** StartRestoreJob. The same idempotencyToken with the same parameters answers the same job again. */
export type StartBackupRestoreJob = {
  place: AwsPlace
  pointArn: string
  /** ARN of the role that AWS Backup uses to restore */
  backupRoleArn: string
  idempotencyToken: string
  /** what AWS Backup calls the new resource and gives it; every value is text */
  metadata: Record<string, string>
}

/** Starts a restore job from an AWS Backup point of an RDS instance; done carries the job's id. Sent once. */
export function startBackupRestoreJob(request: StartBackupRestoreJob): Promise<CallOutcome<{ jobId: string }>> {
  const { place, pointArn, backupRoleArn, idempotencyToken, metadata } = request
  return sendOnce(place, async () => {
    const command = new StartRestoreJobCommand({
      RecoveryPointArn: pointArn,
      IamRoleArn: backupRoleArn,
      IdempotencyToken: idempotencyToken,
      ResourceType: 'RDS',
      Metadata: metadata,
    })
    const { RestoreJobId } = await backupClient(place, 'mutate').send(command)
    if (!RestoreJobId) throw new GarbledAnswer('AWS Backup answered without the id of the restore job.')
    return { jobId: RestoreJobId }
  })
}

/** DeleteDBInstance without a final snapshot, automated backups removed. done: it is `deleting`. Sent once. */
export function deleteInstance(place: AwsPlace, identifier: string): Promise<CallOutcome<AwsInstance>> {
  return sendOnce(place, async () => {
    const command = new DeleteDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      SkipFinalSnapshot: true,
      DeleteAutomatedBackups: true,
    })
    return instanceOf((await rdsClient(place, 'mutate').send(command)).DBInstance, identifier)
  })
}

/** Credentials first: a fault there is known to have sent nothing, so it never counts as a doubt. */
async function sendOnce<T>(place: AwsPlace, call: () => Promise<T>): Promise<CallOutcome<T>> {
  try {
    if (place.roleArn) await assumeRole(place.roleArn)
  } catch (error) {
    const outcome = outcomeOf(error)
    return outcome.kind === 'doubtful' ? { ...outcome, kind: 'throttled' } : outcome
  }
  try {
    return { kind: 'done', value: await call() }
  } catch (error) {
    if (isExpired(error)) forgetCredentials(place)
    return outcomeOf(error)
  }
}

function instanceOf(raw: DBInstance | undefined, expected: string): AwsInstance {
  if (raw?.DBInstanceIdentifier !== expected) throw new GarbledAnswer('AWS answered without the instance asked for.')
  return reshapeInstance(raw)
}

const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
