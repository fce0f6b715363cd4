import {
  DescribeRestoreJobCommand,
  GetRestoreJobMetadataCommand,
  ListRestoreJobsCommand,
  type RestoreJobsListMember,
} from '@aws-sdk/client-backup'
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import type { AwsRestoreJob } from '@/lib/aws/backup-types'
import { backupClient, rdsClient } from '@/lib/aws/clients'
import { forgetCredentials } from '@/lib/aws/credentials'
import { classifyFault, GarbledAnswer, isExpired } from '@/lib/aws/faults'
import { listOf, readPages } from '@/lib/aws/paging'
import { reshapeInstance } from '@/lib/aws/rds-facts'
import { ms } from '@/lib/aws/reshape'
import type { AwsFault, AwsInstance, AwsPlace, Looked } from '@/lib/aws/types'

/** Looks for an instance by its exact identifier, with its tags. Reads only. */
export async function findInstance(place: AwsPlace, identifier: string): Promise<Looked<AwsInstance>> {
  try {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier })
    const [raw] = listOf((await rdsClient(place, 'read').send(command)).DBInstances, 'instances')
    return raw?.DBInstanceIdentifier === identifier
      ? { kind: 'found', value: reshapeInstance(raw) }
      : failed(new GarbledAnswer('AWS answered without the instance asked for.'))
  } catch (error) {
    return isCode(error, 'DBInstanceNotFound', 'DBInstanceNotFoundFault') ? { kind: 'absent' } : failed(error, place)
  }
}

/** Looks for a restore job: by id, or by the point and target it was asked for since `since` (epoch ms, UTC). */
export type RestoreJobKey = { jobId: string } | { pointArn: string; target: string; since: number }

/** Finds an AWS Backup restore job. absent only after a complete listing. Reads only. */
export async function findRestoreJob(place: AwsPlace, key: RestoreJobKey): Promise<Looked<AwsRestoreJob>> {
  try {
    return 'jobId' in key ? await jobById(place, key.jobId) : await jobByTarget(place, key)
  } catch (error) {
    return isCode(error, 'ResourceNotFoundException') ? { kind: 'absent' } : failed(error, place)
  }
}

async function jobById(place: AwsPlace, jobId: string): Promise<Looked<AwsRestoreJob>> {
  const raw = await backupClient(place, 'read').send(new DescribeRestoreJobCommand({ RestoreJobId: jobId }))
  if (raw.RestoreJobId !== jobId) throw new GarbledAnswer('AWS Backup answered without the job asked for.')
  return { kind: 'found', value: reshapeJob(raw) }
}

/** Clocks differ: a job may seem to be a little older than the request for it. */
const CLOCK_SKEW_MS = 60_000

async function jobByTarget(
  place: AwsPlace,
  { pointArn, target, since }: { pointArn: string; target: string; since: number },
): Promise<Looked<AwsRestoreJob>> {
  const client = backupClient(place, 'read')
  const ByCreatedAfter = new Date(since - CLOCK_SKEW_MS)
  const jobs = await readPages(async (NextToken) => {
    const page = await client.send(new ListRestoreJobsCommand({ ByCreatedAfter, ...(NextToken ? { NextToken } : {}) }))
    return { items: listOf(page.RestoreJobs, 'restore jobs'), next: page.NextToken }
  })
  for (const job of jobs.items) {
    if (job.RecoveryPointArn !== pointArn || !job.RestoreJobId) continue
    if (job.CreatedResourceArn?.endsWith(`:db:${target}`)) return { kind: 'found', value: reshapeJob(job) }
    const { Metadata } = await client.send(new GetRestoreJobMetadataCommand({ RestoreJobId: job.RestoreJobId }))
    if (Metadata?.DBInstanceIdentifier === target) return { kind: 'found', value: reshapeJob(job) }
  }
  if (jobs.incomplete) throw new GarbledAnswer('The list of restore jobs did not come to an end.')
  return { kind: 'absent' }
}

function reshapeJob(raw: RestoreJobsListMember): AwsRestoreJob {
  return {
    jobId: raw.RestoreJobId ?? '',
    status: raw.Status ?? 'UNKNOWN',
    statusMessage: raw.StatusMessage ?? null,
    percent: raw.PercentDone === undefined ? null : Number.parseFloat(raw.PercentDone),
    pointArn: raw.RecoveryPointArn ?? null,
    createdResourceArn: raw.CreatedResourceArn ?? null,
    createdAt: ms(raw.CreationDate),
    completedAt: ms(raw.CompletionDate),
  }
}

function failed(error: unknown, place?: AwsPlace): { kind: 'failed'; fault: AwsFault } {
  if (place && isExpired(error)) forgetCredentials(place)
  return { kind: 'failed', fault: classifyFault(error) }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  const { name, Code } = (error ?? {}) as { name?: string; Code?: string }
  return codes.some((code) => code === name || code === Code)
}
