import type {
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketReplicationOutput,
  GetBucketVersioningOutput,
} from '@aws-sdk/client-s3'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Bucket } from '@/lib/sandbox/world/types'

/** GetBucketReplication. */
export function replicationOf(bucket: Bucket): GetBucketReplicationOutput {
  if (!bucket.replicaBucket) {
    throw new AwsFault('ReplicationConfigurationNotFoundError', 'The replication configuration was not found', 404)
  }
  const Destination = { Bucket: `arn:aws:s3:::${bucket.replicaBucket}` }
  return {
    ReplicationConfiguration: {
      Role: `arn:aws:iam::${bucket.account}:role/s3-replication`,
      Rules: [{ ID: 'all', Status: 'Enabled', Priority: 1, Filter: { Prefix: '' }, Destination }],
    },
  }
}

/** GetBucketVersioning. */
export const versioningOf = ({ versioned, suspended }: Bucket): GetBucketVersioningOutput =>
  versioned ? { Status: suspended ? 'Suspended' : 'Enabled' } : {}

/** S3 encrypts every object since 2023; nobody here chose a key of their own. */
export function encryptionOf(_: Bucket): GetBucketEncryptionOutput {
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'AES256' as const }
  return {
    ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: false }] },
  }
}

/** S3 cannot keep a delete marker a number of days without expiring what is current, so a rule names no days for it. */
export function lifecycleOf({ lifecycle }: Bucket): GetBucketLifecycleConfigurationOutput {
  if (!lifecycle) {
    throw new AwsFault('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist', 404)
  }
  const rule = { Status: 'Enabled' as const, Filter: { Prefix: '' } }
  const NoncurrentVersionExpiration = { NoncurrentDays: lifecycle.noncurrentDays }
  return {
    Rules: [
      { ID: 'old-versions', ...rule, NoncurrentVersionExpiration },
      ...(lifecycle.deleteMarkers
        ? [{ ID: 'delete-markers', ...rule, Expiration: { ExpiredObjectDeleteMarker: true } }]
        : []),
    ],
  }
}
