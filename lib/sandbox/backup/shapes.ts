import type { BackupJob, CopyJob, RecoveryPointByBackupVault, RestoreJobsListMember } from '@aws-sdk/client-backup'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { RestoreJob } from '@/lib/sandbox/state'
import { allInstances, arnOf } from '@/lib/sandbox/world/instances'
import { type RecoveryPoint, vaultArn } from '@/lib/sandbox/world/points'
import { DAY } from '@/lib/sandbox/world/schedule'

/** The role AWS Backup works as unless told. */
export const roleArn = (account: string) => `arn:aws:iam::${account}:role/service-role/AWSBackupDefaultServiceRole`

export const resourceArnOf = (point: RecoveryPoint) =>
  arnOf('db', { ...point, region: point.rule.region }, point.instance.id)

const isDone = (point: RecoveryPoint, now: number) => now >= point.run.completed

/** A recovery point as the listings and DescribeRecoveryPoint show it. */
export function pointShape(point: RecoveryPoint, now: number): RecoveryPointByBackupVault {
  const done = isDone(point, now)
  const { account, region, run, rule } = point
  return {
    RecoveryPointArn: point.arn,
    BackupVaultName: point.vault,
    BackupVaultArn: vaultArn(point, point.vault),
    SourceBackupVaultArn: point.sourceVault?.arn,
    ResourceArn: resourceArnOf(point),
    ResourceType: 'RDS',
    ResourceName: point.instance.id,
    CreatedBy: {
      BackupPlanId: planIdOf(rule.plan),
      BackupPlanArn: `arn:aws:backup:${rule.region}:${account}:backup-plan:${planIdOf(rule.plan)}`,
      BackupPlanName: rule.plan,
      BackupPlanVersion: 'sandbox-1',
      BackupRuleId: `${rule.plan}-${rule.rule}`,
      BackupRuleName: rule.rule,
    },
    IamRoleArn: roleArn(account),
    Status: done ? 'COMPLETED' : 'CREATING',
    CreationDate: new Date(run.started),
    InitiationDate: new Date(point.initiated),
    CompletionDate: done ? new Date(run.completed) : undefined,
    BackupSizeInBytes: done ? point.bytes : 0,
    CalculatedLifecycle: { DeleteAt: new Date(run.started + point.retentionDays * DAY) },
    Lifecycle: { DeleteAfterDays: point.retentionDays },
    EncryptionKeyArn: point.instance.kmsKeyId?.replace(rule.region, region),
    IsEncrypted: true,
    IsParent: false,
    VaultType: 'BACKUP_VAULT',
  }
}

export const planIdOf = (plan: string) => `${plan}-0001`

/** The job that made a recovery point. */
export function backupJobShape(point: RecoveryPoint, now: number): BackupJob {
  const done = isDone(point, now)
  const { run } = point
  const percent = done ? 100 : ((now - run.started) / (run.completed - run.started)) * 100
  return {
    AccountId: point.account,
    BackupJobId: point.jobId,
    BackupVaultName: point.vault,
    BackupVaultArn: vaultArn(point, point.vault),
    RecoveryPointArn: point.arn,
    ResourceArn: resourceArnOf(point),
    ResourceType: 'RDS',
    ResourceName: point.instance.id,
    CreationDate: new Date(run.started),
    StartBy: new Date(run.slot + 8 * 3_600_000),
    CompletionDate: done ? new Date(run.completed) : undefined,
    State: done ? 'COMPLETED' : 'RUNNING',
    PercentDone: percent.toFixed(1),
    BackupSizeInBytes: done ? point.bytes : undefined,
    IamRoleArn: roleArn(point.account),
    IsParent: false,
    CreatedBy: pointShape(point, now).CreatedBy,
  }
}

/** The job that made a copy. */
export function copyJobShape(copy: RecoveryPoint, now: number): CopyJob {
  const done = isDone(copy, now)
  const { account, rule } = copy
  return {
    AccountId: account,
    CopyJobId: copy.arn.split('copyjob-')[1],
    SourceBackupVaultArn: copy.sourceVault?.arn,
    SourceRecoveryPointArn: arnOf('snapshot', { account, region: rule.region }, `awsbackup:job-${copy.jobId}`),
    DestinationBackupVaultArn: vaultArn(copy, copy.vault),
    DestinationRecoveryPointArn: copy.arn,
    ResourceArn: resourceArnOf(copy),
    ResourceType: 'RDS',
    ResourceName: copy.instance.id,
    CreationDate: new Date(copy.run.started),
    CompletionDate: done ? new Date(copy.run.completed) : undefined,
    State: done ? 'COMPLETED' : 'RUNNING',
    BackupSizeInBytes: copy.bytes,
    IamRoleArn: roleArn(account),
    CreatedBy: pointShape(copy, now).CreatedBy,
  }
}

/** How a restore job stands: PENDING for a tenth of the pace, then RUNNING until its instance is available. */
export function restoreJobShape(sandbox: Sandbox, job: RestoreJob, now: number): RestoreJobsListMember {
  const { status, percent, completed } = progressOf(sandbox, job, now)
  const arn = arnOf('db', job, job.target)
  return {
    AccountId: job.account,
    RestoreJobId: job.id,
    RecoveryPointArn: job.recoveryPointArn,
    SourceResourceArn: job.backedUpResourceArn,
    CreationDate: new Date(job.at),
    CompletionDate: completed === null ? undefined : new Date(completed),
    Status: status,
    StatusMessage: status === 'FAILED' ? (job.failure ?? 'Restore failed') : undefined,
    PercentDone: `${percent.toFixed(2)}%`,
    BackupSizeInBytes: job.sizeBytes,
    IamRoleArn: job.iamRoleArn,
    CreatedResourceArn: status === 'COMPLETED' ? arn : undefined,
    ResourceType: 'RDS',
    RecoveryPointCreationDate: new Date(job.recoveryPointAt),
  }
}

function progressOf(sandbox: Sandbox, job: RestoreJob, now: number) {
  const share = (now - job.at) / sandbox.pace
  if (share < 0.1) return { status: 'PENDING', percent: 0, completed: null } as const
  if (job.failure) return { status: 'FAILED', percent: 0, completed: job.at + sandbox.pace * 0.1 } as const
  const made = allInstances(sandbox, now).find((i) => i.jobId === job.id)
  const gone = !made && share >= 1
  if (share < 1 || (made && (made.status === 'creating' || made.status === 'backing-up'))) {
    return { status: 'RUNNING', percent: Math.min(99, Math.max(1, share * 100)), completed: null } as const
  }
  return { status: 'COMPLETED', percent: 100, completed: job.at + sandbox.pace, gone } as const
}
