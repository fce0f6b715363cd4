import type { AwsInstance, AwsPlace, AwsRestoreJob } from '@/lib/aws/types'
import type { Prisma, Restore } from '@/lib/db/generated/client'
import { RESTORE_TAG } from '@/lib/restores/drive/ask-aws'
import type { RestoreAws } from '@/lib/restores/drive/types'
import type { LateEvent } from '@/lib/restores/machine/types'

/** Statuses from which an RDS instance does not become available by itself. */
const BROKEN = /^(failed|incompatible-|inaccessible-encryption|storage-full|restore-error)/

/** What was seen, and the facts of the instance to keep with it. */
export type Seen = { event: LateEvent; facts: Prisma.RestoreUncheckedUpdateManyInput }

/** Looks what became of a restore at AWS; reads only, never throws for what AWS answers. `now` in epoch milliseconds. */
export async function look(aws: RestoreAws, row: Restore, place: AwsPlace, now: () => number): Promise<Seen> {
  return row.method === 'aws-backup' ? lookForJob(aws, row, place, now) : lookForInstance(aws, row, place, now)
}

/** Whether an instance was made by this restore: it carries the restore's id, or it is the one stored as made by it. */
export function isOurs(row: Restore, instance: AwsInstance): boolean {
  if (row.awsResourceId !== null && instance.resourceId !== null) return instance.resourceId === row.awsResourceId
  return row.method !== 'aws-backup' && instance.tags[RESTORE_TAG] === row.id
}

async function lookForInstance(aws: RestoreAws, row: Restore, place: AwsPlace, now: () => number): Promise<Seen> {
  const found = await aws.findInstance(place, row.targetName)
  if (found.kind === 'failed') return failed(found.fault, now())
  if (found.kind === 'absent') return { event: { kind: 'absent', at: now() }, facts: {} }
  if (!isOurs(row, found.value)) return { event: { kind: 'foreign', at: now() }, facts: {} }
  return instanceSeen(row, found.value, null, now())
}

async function lookForJob(aws: RestoreAws, row: Restore, place: AwsPlace, now: () => number): Promise<Seen> {
  const since = (row.firstSentAt ?? row.createdAt).getTime()
  const key = row.awsJobId ? { jobId: row.awsJobId } : { pointArn: row.pointKey, target: row.targetName, since }
  const found = await aws.findRestoreJob(place, key)
  if (found.kind === 'failed') return failed(found.fault, now())
  if (found.kind === 'absent') return { event: { kind: 'absent', at: now() }, facts: {} }
  const job = found.value
  if (job.status === 'FAILED' || job.status === 'ABORTED') return jobBroken(row, job, now())
  if (job.status !== 'COMPLETED') return jobSeen(job, now())
  const instance = await aws.findInstance(place, row.targetName)
  if (instance.kind === 'failed') return failed(instance.fault, now())
  if (instance.kind === 'absent') return jobSeen(job, now())
  const made = instance.value.arn !== null && instance.value.arn === job.createdResourceArn
  if (!made) return { event: { kind: 'foreign', at: now() }, facts: {} }
  return instanceSeen(row, instance.value, job.jobId, now())
}

function instanceSeen(row: Restore, instance: AwsInstance, jobId: string | null, at: number): Seen {
  const { resourceId, status, percent, endpointAddress, endpointPort, databaseName } = instance
  const facts = { endpointAddress, endpointPort, databaseName }
  const sighting = { jobId, resourceId, status, percent }
  if (BROKEN.test(status)) {
    const sentence = `AWS reports ${row.targetName} as ${status}`
    return { event: { kind: 'broken', at, code: status, sentence }, facts: { awsResourceId: resourceId } }
  }
  if (status === 'available' && endpointAddress !== null) {
    return { event: { kind: 'available', at, sighting }, facts: { ...facts, availableAt: new Date(at) } }
  }
  return { event: { kind: 'seen', at, sighting }, facts }
}

function jobSeen({ jobId, status, percent }: AwsRestoreJob, at: number): Seen {
  return { event: { kind: 'seen', at, sighting: { jobId, status, percent } }, facts: {} }
}

function jobBroken(row: Restore, job: AwsRestoreJob, at: number): Seen {
  const why = job.statusMessage ?? `the restore job is ${job.status.toLowerCase()}`
  const taken = /already exists/i.test(why)
  const sentence = taken ? `${row.targetName} exists and is not ours. ${why}` : why
  const event = {
    kind: 'broken' as const,
    at,
    code: taken ? 'target-taken' : `job-${job.status.toLowerCase()}`,
    sentence,
  }
  return { event, facts: { awsJobId: job.jobId } }
}

function failed({ code, sentence }: { code: string; sentence: string }, at: number): Seen {
  return { event: { kind: 'look-failed', at, code, sentence }, facts: {} }
}
