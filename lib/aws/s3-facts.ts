import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3'
import { s3Client } from '@/lib/aws/clients'
import { GarbledAnswer } from '@/lib/aws/faults'
import { readPages } from '@/lib/aws/paging'
import { ms, nameOfArn } from '@/lib/aws/reshape'
import type { AwsObject, AwsPlace, Listing } from '@/lib/aws/types'

/** Every object under a prefix. @throws what the SDK throws (see faults.ts); NoSuchBucket where there is none */
export function listObjects(
  place: AwsPlace,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): Promise<Listing<AwsObject>> {
  return readPages(async (ContinuationToken) => {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ...(ContinuationToken ? { ContinuationToken } : {}),
    })
    const page = await s3Client(place).send(command, signal ? { abortSignal: signal } : {})
    // An empty listing has no Contents; only its own name tells it from an answer that is none.
    if (page.Name !== bucket) throw new GarbledAnswer(`The answer is not a listing of ${bucket}.`)
    const items = (page.Contents ?? []).map((object) => ({
      key: object.Key ?? '',
      sizeBytes: object.Size ?? 0,
      modifiedAt: ms(object.LastModified),
      storageClass: object.StorageClass ?? null,
    }))
    return { items, next: page.IsTruncated ? page.NextContinuationToken : undefined }
  })
}

/** A bucket's settings. versioning: `Enabled`, `Suspended` or `off`; replicatesTo: the buckets that enabled rules name. */
export type BucketSettings = { versioning: string; replicatesTo: string[]; calls: number }

/** Reads versioning and replication; a bucket without replication rules replicates to none. */
export async function readBucketSettings(
  place: AwsPlace,
  bucket: string,
  signal?: AbortSignal,
): Promise<BucketSettings> {
  const options = signal ? { abortSignal: signal } : {}
  const client = s3Client(place)
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }), options)
  const settings = { versioning: Status ?? 'off', calls: 2 }
  try {
    const { ReplicationConfiguration } = await client.send(new GetBucketReplicationCommand({ Bucket: bucket }), options)
    const rules = (ReplicationConfiguration?.Rules ?? []).filter((rule) => rule.Status === 'Enabled')
    return { ...settings, replicatesTo: rules.flatMap((rule) => nameOfArn(rule.Destination?.Bucket ?? '') || []) }
  } catch (error) {
    const { name } = error as { name?: string }
    if (name === 'ReplicationConfigurationNotFoundError') return { ...settings, replicatesTo: [] }
    throw error
  }
}

/** How long a bucket keeps what, in days; null: without end. Only rules for the whole bucket count. */
export type BucketLifecycle = { currentDays: number | null; replacedDays: number | null }

/** Reads the lifecycle; a bucket without one keeps everything without end. */
export async function readBucketLifecycle(
  place: AwsPlace,
  bucket: string,
  signal?: AbortSignal,
): Promise<Listing<BucketLifecycle>> {
  const none = { items: [{ currentDays: null, replacedDays: null }], calls: 1, incomplete: false }
  try {
    const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })
    const { Rules } = await s3Client(place).send(command, signal ? { abortSignal: signal } : {})
    const whole = (Rules ?? []).filter(
      (rule) =>
        rule.Status === 'Enabled' && !rule.Filter?.Tag && !rule.Filter?.And && !(rule.Filter?.Prefix ?? rule.Prefix),
    )
    const least = (days: (number | undefined)[]) => {
      const stated = days.filter((each) => each !== undefined)
      return stated.length === 0 ? null : Math.min(...stated)
    }
    const lifecycle = {
      currentDays: least(whole.map(({ Expiration }) => Expiration?.Days)),
      replacedDays: least(whole.map(({ NoncurrentVersionExpiration }) => NoncurrentVersionExpiration?.NoncurrentDays)),
    }
    return { ...none, items: [lifecycle] }
  } catch (error) {
    if ((error as { name?: string }).name === 'NoSuchLifecycleConfiguration') return none
    throw error
  }
}
