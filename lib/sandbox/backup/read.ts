import {
  type DescribeRecoveryPointInput,
  type DescribeRecoveryPointOutput,
  type GetRecoveryPointRestoreMetadataOutput,
  type ListBackupJobsInput,
  type ListCopyJobsInput,
  type ListRecoveryPointsByBackupVaultInput,
  type ListRecoveryPointsByResourceInput,
  ResourceNotFoundException$,
} from '@aws-sdk/client-backup'
import { planHandlers } from '@/lib/sandbox/backup/plans'
import { backupJobShape, copyJobShape, pointShape, resourceArnOf } from '@/lib/sandbox/backup/shapes'
import { checkVault, vaultHandlers } from '@/lib/sandbox/backup/vaults'
import { backupPage } from '@/lib/sandbox/paging'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { fault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { type RecoveryPoint, recoveryPointsOf, vaultArn } from '@/lib/sandbox/world/points'
import { DAY } from '@/lib/sandbox/world/schedule'

/** AWS Backup's readings: vaults, points, jobs, plans. */
export function backupReadHandlers(sandbox: Sandbox): Record<string, Handler> {
  return {
    ...planHandlers(sandbox),
    ...vaultHandlers(sandbox),
    ListRecoveryPointsByBackupVault: (input: ListRecoveryPointsByBackupVaultInput, call: Call) => {
      const { name: vault } = checkVault(sandbox, input, call)
      return listPoints(
        pointsHere(sandbox, call).filter((p) => p.vault === vault),
        input,
        call,
      )
    },
    ListRecoveryPointsByResource: (input: ListRecoveryPointsByResourceInput, call: Call) =>
      listPoints(
        pointsHere(sandbox, call).filter((p) => resourceArnOf(p) === input.ResourceArn),
        input,
        call,
      ),
    DescribeRecoveryPoint: (input: DescribeRecoveryPointInput, call: Call): DescribeRecoveryPointOutput => {
      checkVault(sandbox, input, call)
      return pointShape(findPoint(sandbox, input.RecoveryPointArn, call, input.BackupVaultName), call.at)
    },
    GetRecoveryPointRestoreMetadata: (input: DescribeRecoveryPointInput, call: Call) => {
      checkVault(sandbox, input, call)
      return restoreMetadataOf(findPoint(sandbox, input.RecoveryPointArn, call, input.BackupVaultName), call)
    },
    ListBackupJobs: (input: ListBackupJobsInput, call: Call) => {
      const jobs = recent(pointsHere(sandbox, call), call)
        .filter((p) => !p.sourceVault)
        .map((p) => backupJobShape(p, call.at))
        .filter((job) => !input.ByState || job.State === input.ByState)
        .filter((job) => !input.ByResourceArn || job.ResourceArn === input.ByResourceArn)
        .filter((job) => !input.ByBackupVaultName || job.BackupVaultName === input.ByBackupVaultName)
        .filter((job) => within(job.CreationDate, input))
      const { shown, NextToken } = backupPage(jobs, input, (j) => newestFirst(j.CreationDate, j.BackupJobId), call)
      return { BackupJobs: shown, NextToken }
    },
    ListCopyJobs: (input: ListCopyJobsInput, call: Call) => {
      // A copy job belongs to the region it copies from.
      const jobs = recent(recoveryPointsOf(sandbox, call.account, call.at), call)
        .filter((p) => p.sourceVault?.region === call.region)
        .map((p) => copyJobShape(p, call.at))
        .filter((job) => !input.ByState || job.State === input.ByState)
        .filter((job) => !input.ByResourceArn || job.ResourceArn === input.ByResourceArn)
        .filter((job) => within(job.CreationDate, input))
      const { shown, NextToken } = backupPage(jobs, input, (j) => newestFirst(j.CreationDate, j.CopyJobId), call)
      return { CopyJobs: shown, NextToken }
    },
  }
}

/** Jobs are kept thirty days. */
const recent = (points: RecoveryPoint[], call: Call) => points.filter((p) => p.run.started > call.at - 30 * DAY)

type Range = { ByCreatedBefore?: Date | undefined; ByCreatedAfter?: Date | undefined }

export function within(time: Date | undefined, { ByCreatedBefore, ByCreatedAfter }: Range): boolean {
  const at = time?.getTime() ?? 0
  return at < (ByCreatedBefore?.getTime() ?? Number.POSITIVE_INFINITY) && at > (ByCreatedAfter?.getTime() ?? 0)
}

/** A sort key that puts the newest first. */
export const newestFirst = (time: Date | undefined, id: string | undefined) =>
  `${String(1e15 - (time?.getTime() ?? 0)).padStart(16, '0')} ${id}`

const pointsHere = (sandbox: Sandbox, call: Call) =>
  recoveryPointsOf(sandbox, call.account, call.at).filter((p) => p.region === call.region)

/** @throws AwsFault ResourceNotFoundException */
export function findPoint(sandbox: Sandbox, arn: string | undefined, call: Call, vault?: string): RecoveryPoint {
  const point = pointsHere(sandbox, call).find((p) => p.arn === arn && (!vault || p.vault === vault))
  if (!point) throw fault(ResourceNotFoundException$, `Cannot find recovery point ${arn}.`)
  return point
}

function listPoints(
  points: RecoveryPoint[],
  input: ListRecoveryPointsByBackupVaultInput | ListRecoveryPointsByResourceInput,
  call: Call,
) {
  const filters = input as ListRecoveryPointsByBackupVaultInput
  const shapes = points
    .map((p) => pointShape(p, call.at))
    .filter((p) => !filters.ByResourceArn || p.ResourceArn === filters.ByResourceArn)
    .filter((p) => !filters.ByResourceType || p.ResourceType === filters.ByResourceType)
    .filter((p) => within(p.CreationDate, filters))
  const { shown, NextToken } = backupPage(shapes, input, (p) => newestFirst(p.CreationDate, p.RecoveryPointArn), call)
  return { RecoveryPoints: shown, NextToken }
}

function restoreMetadataOf(point: RecoveryPoint, call: Call): GetRecoveryPointRestoreMetadataOutput {
  const i = point.instance
  return {
    BackupVaultArn: vaultArn(call, point.vault),
    RecoveryPointArn: point.arn,
    ResourceType: 'RDS',
    RestoreMetadata: {
      DBInstanceIdentifier: i.id,
      DBInstanceClass: i.instanceClass,
      MultiAZ: String(i.multiAz),
      PubliclyAccessible: String(i.publiclyAccessible),
      DBSubnetGroupName: i.subnetGroup,
      VpcSecurityGroupIds: JSON.stringify(i.securityGroups),
      StorageType: i.storageType,
      Engine: 'postgres',
      EngineVersion: i.engineVersion,
      DeletionProtection: String(i.deletionProtection),
      AutoMinorVersionUpgrade: 'true',
      Port: '5432',
    },
  }
}
