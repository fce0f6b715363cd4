import { BackupClient } from '@aws-sdk/client-backup'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { RDSClient } from '@aws-sdk/client-rds'
import { S3Client } from '@aws-sdk/client-s3'
import { credentialsFor } from '@/lib/aws/credentials'
import { refuseHtml } from '@/lib/aws/refuse-html'
import type { AwsPlace } from '@/lib/aws/types'
import { env } from '@/lib/env'

/** read: up to three tries with the SDK's jittered back-off. mutate: sent once, whatever happens. */
type Mode = 'read' | 'mutate'

const TRIES = { read: 3, mutate: 1 }
const CONNECT_MS = 3_000
const REQUEST_MS = 10_000

const held = new Map<string, unknown>()

/** The RDS client of a place. Times out after 3 s without a connection, 10 s without an answer. */
export const rdsClient = (place: AwsPlace, mode: Mode): RDSClient =>
  hold('rds', place, mode, () => refuseHtml(new RDSClient(settings(place, mode))))

/** The AWS Backup client of a place, with the same limits. */
export const backupClient = (place: AwsPlace, mode: Mode): BackupClient =>
  hold('backup', place, mode, () => refuseHtml(new BackupClient(settings(place, mode))))

/** The CloudWatch client of a place, with the same limits. */
export const cloudWatchClient = (place: AwsPlace): CloudWatchClient =>
  hold('cloudwatch', place, 'read', () => refuseHtml(new CloudWatchClient(settings(place, 'read'))))

/** The S3 client of a place, with the same limits. */
export const s3Client = (place: AwsPlace): S3Client =>
  hold('s3', place, 'read', () =>
    refuseHtml(new S3Client({ ...settings(place, 'read'), forcePathStyle: env.AWS_ENDPOINT_URL !== undefined })),
  )

function settings(place: AwsPlace, mode: Mode) {
  return {
    region: place.region,
    credentials: credentialsFor(place),
    maxAttempts: TRIES[mode],
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
    ...(env.AWS_ENDPOINT_URL ? { endpoint: env.AWS_ENDPOINT_URL } : {}),
  }
}

function hold<T>(service: string, place: AwsPlace, mode: Mode, make: () => T): T {
  const key = [service, place.accountId, place.region, place.roleArn ?? '', mode].join(' ')
  const known = held.get(key) as T | undefined
  if (known) return known
  const client = make()
  held.set(key, client)
  return client
}
