import { randomUUID } from 'node:crypto'
import {
  type DescribeRestoreJobInput,
  type DescribeRestoreJobOutput,
  type GetRestoreJobMetadataOutput,
  InvalidParameterValueException$,
  type ListRestoreJobsInput,
  type ListRestoreJobsOutput,
  MissingParameterValueException$,
  ResourceNotFoundException$,
  type StartRestoreJobInput,
  type StartRestoreJobOutput,
} from '@aws-sdk/client-backup'
import { restoreTestsOf } from '@/lib/sandbox/backup/history'
import { findPoint, newestFirst, within } from '@/lib/sandbox/backup/read'
import { resourceArnOf, restoreJobShape } from '@/lib/sandbox/backup/shapes'
import { backupPage } from '@/lib/sandbox/paging'
import { bringUp, checkedName, plannedInstance, type Wishes } from '@/lib/sandbox/rds/make-instance'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import type { RestoreJob } from '@/lib/sandbox/state'
import { AwsFault, fault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import type { RecoveryPoint } from '@/lib/sandbox/world/points'
import { DAY } from '@/lib/sandbox/world/schedule'

/** AWS Backup's restore jobs. */
export function backupRestoreHandlers(sandbox: Sandbox): Record<string, Handler> {
  const jobsOf = (call: Call) => [
    ...restoreTestsOf(sandbox, call),
    ...sandbox.state
      .all('job')
      .map((h) => h.job)
      .filter((job) => job.account === call.account && job.region === call.region && job.at > call.at - 30 * DAY),
  ]
  const jobFor = (id: string | undefined, call: Call): RestoreJob => {
    const job = jobsOf(call).find((j) => j.id === id)
    if (!job) throw fault(ResourceNotFoundException$, `Restore job ${id} does not exist.`)
    return job
  }
  return {
    StartRestoreJob: (input: StartRestoreJobInput, call: Call) => startRestoreJob(sandbox, input, call),
    DescribeRestoreJob: (input: DescribeRestoreJobInput, call: Call): DescribeRestoreJobOutput =>
      restoreJobShape(sandbox, jobFor(input.RestoreJobId, call), call.at),
    GetRestoreJobMetadata: (input: DescribeRestoreJobInput, call: Call): GetRestoreJobMetadataOutput => {
      const job = jobFor(input.RestoreJobId, call)
      return { RestoreJobId: job.id, Metadata: job.metadata }
    },
    ListRestoreJobs: (input: ListRestoreJobsInput, call: Call): ListRestoreJobsOutput => {
      const jobs = jobsOf(call)
        .map((job) => restoreJobShape(sandbox, job, call.at))
        .filter((job) => !input.ByStatus || job.Status === input.ByStatus)
        .filter((job) => !input.ByResourceType || job.ResourceType === input.ByResourceType)
        .filter((job) => within(job.CreationDate, input))
      const { shown, NextToken } = backupPage(jobs, input, (j) => newestFirst(j.CreationDate, j.RestoreJobId), call)
      return { RestoreJobs: shown, NextToken }
    },
  }
}

/**
 * Starts a restore. The same idempotency token gives the same job; a taken name lets the job fail, as AWS does.
 * @throws AwsFault MissingParameterValueException, InvalidParameterValueException, ResourceNotFoundException
 */
function startRestoreJob(sandbox: Sandbox, input: StartRestoreJobInput, call: Call): StartRestoreJobOutput {
  if (!input.RecoveryPointArn) throw fault(MissingParameterValueException$, 'RecoveryPointArn is required.')
  if (!input.Metadata) throw fault(MissingParameterValueException$, 'Metadata is required.')
  if (!input.IamRoleArn)
    throw fault(MissingParameterValueException$, 'IamRoleArn is required to restore an RDS resource.')
  const known = input.IdempotencyToken ? jobOfToken(sandbox, input.IdempotencyToken, call) : undefined
  if (known) {
    call.effect = `none, same token as job ${known.id}`
    return { RestoreJobId: known.id }
  }
  const point = findPoint(sandbox, input.RecoveryPointArn, call)
  if (call.at < point.run.completed) throw fault(InvalidParameterValueException$, 'The recovery point is not complete.')
  const target = namedIn(input.Metadata)
  const id = randomUUID().toUpperCase()
  const plan = planned(sandbox, point, target, input.Metadata, call)
  const failure = plan instanceof AwsFault ? plan.message : null
  const { account, region, at } = call
  sandbox.state.append({
    kind: 'job',
    at,
    job: {
      ...{ id, account, region, at, target, failure },
      recoveryPointArn: point.arn,
      backedUpResourceArn: resourceArnOf(point),
      recoveryPointAt: point.run.started,
      iamRoleArn: input.IamRoleArn,
      metadata: input.Metadata,
      token: input.IdempotencyToken ?? null,
      sizeBytes: point.bytes,
    },
  })
  if (!(plan instanceof AwsFault)) bringUp(sandbox, plan, point.initiated, at, id)
  call.effect = `created job ${id} for ${target}`
  return { RestoreJobId: id }
}

function jobOfToken(sandbox: Sandbox, token: string, call: Call): RestoreJob | undefined {
  const jobs = sandbox.state.all('job').map((h) => h.job)
  return jobs.find((j) => j.token === token && j.account === call.account && j.region === call.region)
}

function namedIn(metadata: Record<string, string>): string {
  const name = metadata.DBInstanceIdentifier
  if (!name) throw fault(InvalidParameterValueException$, 'Metadata must name a DBInstanceIdentifier.')
  try {
    return checkedName('DBInstanceIdentifier', name)
  } catch (error) {
    throw fault(InvalidParameterValueException$, (error as Error).message)
  }
}

/** The instance to make, or why RDS will refuse it: the job then fails, the call does not. */
function planned(sandbox: Sandbox, point: RecoveryPoint, target: string, metadata: Record<string, string>, call: Call) {
  try {
    const wishes = wishesIn(metadata)
    return plannedInstance(sandbox, call, { source: point.instance, target, wishes, at: call.at })
  } catch (error) {
    if (error instanceof AwsFault) return error
    throw error
  }
}

/** Restore metadata is a map of text; lists come as JSON. Names may begin in upper or lower case. */
function wishesIn(metadata: Record<string, string>): Wishes {
  const text = (name: string) => metadata[name] ?? metadata[`${name[0]?.toLowerCase()}${name.slice(1)}`]
  const flag = (name: string) => (text(name) === undefined ? undefined : text(name) === 'true')
  const groups = text('VpcSecurityGroupIds')
  return {
    DBInstanceClass: text('DBInstanceClass'),
    MultiAZ: flag('MultiAZ'),
    PubliclyAccessible: flag('PubliclyAccessible'),
    DBSubnetGroupName: text('DBSubnetGroupName'),
    VpcSecurityGroupIds: groups?.startsWith('[') ? (JSON.parse(groups) as string[]) : groups?.split(','),
    DBParameterGroupName: text('DBParameterGroupName'),
    OptionGroupName: text('OptionGroupName'),
    DeletionProtection: flag('DeletionProtection'),
    StorageType: text('StorageType'),
  }
}
