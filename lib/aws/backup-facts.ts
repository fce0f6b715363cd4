import {
  type BackupJob,
  type BackupRule,
  type BackupVaultListMember,
  type CopyJob,
  GetBackupPlanCommand,
  ListBackupJobsCommand,
  ListBackupPlansCommand,
  ListBackupVaultsCommand,
  ListCopyJobsCommand,
  ListRecoveryPointsByBackupVaultCommand,
  type RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup'
import type { AwsBackupJob, AwsBackupPoint, AwsBackupRule, AwsCopyJob, AwsVault } from '@/lib/aws/backup-types'
import { backupClient } from '@/lib/aws/clients'
import { listOf, readPages } from '@/lib/aws/paging'
import { ms } from '@/lib/aws/reshape'
import type { AwsPlace, Listing } from '@/lib/aws/types'

/** AWS Backup gives at most this many a page. */
const PAGE = 1_000

/** Every vault of a place. @throws what the SDK throws; see faults.ts */
export function listVaults(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsVault>> {
  return readPages(async (NextToken) => {
    const command = new ListBackupVaultsCommand({ MaxResults: PAGE, ...(NextToken ? { NextToken } : {}) })
    const page = await backupClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.BackupVaultList, 'vaults').map(reshapeVault), next: page.NextToken }
  })
}

/** Every recovery point of a vault, running, expired and copied ones too. */
export function listVaultPoints(
  place: AwsPlace,
  vault: string,
  signal?: AbortSignal,
): Promise<Listing<AwsBackupPoint>> {
  return readPages(async (NextToken) => {
    const input = { BackupVaultName: vault, MaxResults: PAGE, ...(NextToken ? { NextToken } : {}) }
    const page = await backupClient(place, 'read').send(
      new ListRecoveryPointsByBackupVaultCommand(input),
      options(signal),
    )
    const items = listOf(page.RecoveryPoints, 'recovery points').map((point) => reshapePoint(point, vault))
    return { items, next: page.NextToken }
  })
}

/** The backup jobs created after `since` (epoch ms, UTC). */
export function listBackupJobs(place: AwsPlace, since: number, signal?: AbortSignal): Promise<Listing<AwsBackupJob>> {
  const ByCreatedAfter = new Date(since)
  return readPages(async (NextToken) => {
    const command = new ListBackupJobsCommand({ ByCreatedAfter, MaxResults: PAGE, ...(NextToken ? { NextToken } : {}) })
    const page = await backupClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.BackupJobs, 'backup jobs').flatMap(reshapeJob), next: page.NextToken }
  })
}

/** The copy jobs created after `since` (epoch ms, UTC). */
export function listCopyJobs(place: AwsPlace, since: number, signal?: AbortSignal): Promise<Listing<AwsCopyJob>> {
  const ByCreatedAfter = new Date(since)
  return readPages(async (NextToken) => {
    const command = new ListCopyJobsCommand({ ByCreatedAfter, MaxResults: PAGE, ...(NextToken ? { NextToken } : {}) })
    const page = await backupClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.CopyJobs, 'copy jobs').flatMap(reshapeCopyJob), next: page.NextToken }
  })
}

/** Every rule of every backup plan of a place: one call a page of plans, and one a plan. */
export async function listBackupRules(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsBackupRule>> {
  const client = backupClient(place, 'read')
  const plans = await readPages(async (NextToken) => {
    const command = new ListBackupPlansCommand({ MaxResults: PAGE, ...(NextToken ? { NextToken } : {}) })
    const page = await client.send(command, options(signal))
    return { items: listOf(page.BackupPlansList, 'backup plans'), next: page.NextToken }
  })
  const ids = plans.items.flatMap(({ BackupPlanId }) => BackupPlanId ?? [])
  const rules: AwsBackupRule[] = []
  for (const BackupPlanId of ids) {
    const { BackupPlan } = await client.send(new GetBackupPlanCommand({ BackupPlanId }), options(signal))
    for (const rule of BackupPlan?.Rules ?? [])
      rules.push(reshapeRule(rule, BackupPlan?.BackupPlanName ?? BackupPlanId))
  }
  return { items: rules, calls: plans.calls + ids.length, incomplete: plans.incomplete }
}

const options = (abortSignal: AbortSignal | undefined) => (abortSignal ? { abortSignal } : {})

function reshapeRule(raw: BackupRule, plan: string): AwsBackupRule {
  return {
    plan,
    name: raw.RuleName ?? '',
    vault: raw.TargetBackupVaultName ?? '',
    schedule: raw.ScheduleExpression ?? null,
    zone: raw.ScheduleExpressionTimezone ?? 'UTC',
    deleteAfterDays: raw.Lifecycle?.DeleteAfterDays ?? null,
    copiesTo: (raw.CopyActions ?? []).map(({ DestinationBackupVaultArn, Lifecycle }) => ({
      vaultArn: DestinationBackupVaultArn ?? '',
      deleteAfterDays: Lifecycle?.DeleteAfterDays ?? null,
    })),
  }
}

function reshapeVault(raw: BackupVaultListMember): AwsVault {
  return {
    name: raw.BackupVaultName ?? '',
    arn: raw.BackupVaultArn ?? null,
    pointCount: raw.NumberOfRecoveryPoints ?? null,
    locked: raw.Locked ?? false,
  }
}

function reshapePoint(raw: RecoveryPointByBackupVault, vault: string): AwsBackupPoint {
  const arn = raw.RecoveryPointArn ?? ''
  return {
    arn,
    vault: raw.BackupVaultName ?? vault,
    sourceVaultArn: raw.SourceBackupVaultArn ?? null,
    resourceArn: raw.ResourceArn ?? '',
    resourceName: raw.ResourceName ?? null,
    resourceType: raw.ResourceType ?? null,
    status: raw.Status ?? 'UNKNOWN',
    statusMessage: raw.StatusMessage ?? null,
    createdAt: ms(raw.CreationDate),
    initiatedAt: ms(raw.InitiationDate),
    completedAt: ms(raw.CompletionDate),
    sizeBytes: raw.BackupSizeInBytes ?? null,
    encrypted: raw.IsEncrypted ?? false,
    kmsKey: raw.EncryptionKeyArn ?? null,
    deleteAt: ms(raw.CalculatedLifecycle?.DeleteAt),
    // AWS marks continuous points only by their ARN.
    continuous: /recovery-point:continuous:/.test(arn),
    planName: raw.CreatedBy?.BackupPlanName ?? raw.CreatedBy?.BackupPlanId ?? null,
  }
}

function reshapeJob(raw: BackupJob): AwsBackupJob[] {
  const createdAt = ms(raw.CreationDate)
  if (!raw.BackupJobId || createdAt === null) return []
  return [
    {
      jobId: raw.BackupJobId,
      vault: raw.BackupVaultName ?? null,
      pointArn: raw.RecoveryPointArn ?? null,
      resourceArn: raw.ResourceArn ?? '',
      state: raw.State ?? 'UNKNOWN',
      createdAt,
      completedAt: ms(raw.CompletionDate),
      startBy: ms(raw.StartBy),
      percent: raw.PercentDone === undefined ? null : Number.parseFloat(raw.PercentDone),
      message: raw.StatusMessage ?? null,
    },
  ]
}

function reshapeCopyJob(raw: CopyJob): AwsCopyJob[] {
  const createdAt = ms(raw.CreationDate)
  if (!raw.CopyJobId || createdAt === null) return []
  return [
    {
      jobId: raw.CopyJobId,
      sourcePointArn: raw.SourceRecoveryPointArn ?? null,
      destinationVaultArn: raw.DestinationBackupVaultArn ?? null,
      destinationPointArn: raw.DestinationRecoveryPointArn ?? null,
      resourceArn: raw.ResourceArn ?? null,
      state: raw.State ?? 'UNKNOWN',
      createdAt,
      completedAt: ms(raw.CompletionDate),
      message: raw.StatusMessage ?? null,
    },
  ]
}
