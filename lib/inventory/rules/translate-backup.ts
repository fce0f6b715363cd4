import type { AwsBackupJob, AwsBackupPoint, AwsBackupRule, AwsCopyJob, AwsVault } from '@/lib/aws/backup-types'
import type { PointStatus } from '@/lib/inventory/model/facts'
import type { SeenAsset, SeenPoint, SeenRun } from '@/lib/inventory/model/seen'
import { locationOf } from '@/lib/inventory/places/location'
import type { KeyOf } from '@/lib/inventory/rules/asset-keys'
import { vaultPointTimes } from '@/lib/inventory/rules/consistent-at'

type Where = { accountId: string; region: string; keyOf: KeyOf }

/** A vault as an asset, with the rules that put points into it; `rules` null: they could not be read. */
export function vaultAsset(vault: AwsVault, rules: AwsBackupRule[] | null, { region, keyOf }: Where): SeenAsset {
  const backupRules = rules?.filter((rule) => rule.vault === vault.name)
  const facts = {
    ...(vault.arn ? { arn: vault.arn } : {}),
    pointCount: vault.pointCount,
    locked: vault.locked,
    ...(backupRules ? { backupRules } : {}),
  }
  return {
    key: keyOf(vault.name, region),
    kind: 'vault',
    name: vault.name,
    status: 'available',
    resourceId: null,
    facts,
  }
}

/** A vault's point as a recovery point of the resource it protects; null when it does not say which data it holds. */
export function vaultPoint(point: AwsBackupPoint, { accountId, region, keyOf }: Where): SeenPoint | null {
  const isCopy =
    point.sourceVaultArn !== null &&
    !point.sourceVaultArn.endsWith(`:${region}:${accountId}:backup-vault:${point.vault}`)
  const times = vaultPointTimes({ ...point, isCopy })
  const resource = resourceOf(point.resourceArn)
  if (!times || !resource) return null
  return {
    assetKey: keyOf(resource.identifier, resource.region || region),
    mechanism: isCopy ? 'aws-backup-copy' : 'aws-backup',
    location: locationOf(region, accountId, point.vault),
    region,
    identifier: point.arn,
    ...times,
    status: pointStatus(point.status),
    sizeBytes: point.sizeBytes,
    encrypted: point.encrypted,
    kmsKey: point.kmsKey,
    expiresAt: point.deleteAt,
    copyOf: isCopy ? point.sourceVaultArn : null,
    details: {
      vault: point.vault,
      backupPlan: point.planName,
      continuous: point.continuous,
      resourceType: point.resourceType,
      ...(point.statusMessage ? { statusMessage: point.statusMessage } : {}),
    },
  }
}

/** STOPPED is a continuous point that no longer grows; what it holds is still there. */
function pointStatus(status: string): PointStatus {
  switch (status) {
    case 'COMPLETED':
    case 'AVAILABLE':
    case 'STOPPED':
      return 'available'
    case 'CREATING':
      return 'creating'
    case 'PARTIAL':
      return 'partial'
    case 'EXPIRED':
      return 'expired'
    case 'DELETING':
      return 'deleting'
    default:
      return 'unknown'
  }
}

/** A backup job as a run; null when it is about nothing we can name. */
export function backupRun(job: AwsBackupJob, { accountId, region, keyOf }: Where): SeenRun | null {
  const resource = resourceOf(job.resourceArn)
  if (!resource) return null
  const { state, completedAt, percent, message } = job
  return {
    assetKey: keyOf(resource.identifier, resource.region || region),
    mechanism: 'aws-backup',
    location: locationOf(region, accountId, job.vault ?? 'unknown'),
    externalId: job.jobId,
    state: state.toLowerCase(),
    startedAt: job.createdAt,
    completedAt,
    percent,
    message,
  }
}

/** A copy job as a run in the location it copies to. */
export function copyRun(job: AwsCopyJob, { region, keyOf }: Where): SeenRun | null {
  const resource = resourceOf(job.resourceArn ?? '')
  const vault = vaultOf(job.destinationVaultArn)
  if (!resource || !vault) return null
  return {
    assetKey: keyOf(resource.identifier, resource.region || region),
    mechanism: 'aws-backup-copy',
    location: vault,
    externalId: job.jobId,
    state: job.state.toLowerCase(),
    startedAt: job.createdAt,
    completedAt: job.completedAt,
    percent: null,
    message: job.message,
  }
}

/** `arn:aws:backup:us-west-2:123:backup-vault:name` -> `us-west-2/123/name` */
function vaultOf(arn: string | null): string | null {
  const match = /^arn:[^:]+:backup:([^:]+):(\d+):backup-vault:(.+)$/.exec(arn ?? '')
  return match ? locationOf(match[1] ?? '', match[2] ?? '', match[3] ?? '') : null
}

/** `arn:aws:rds:us-east-1:123:db:phaserai-prod` -> its identifier and region; a bucket's ARN names no region. */
function resourceOf(arn: string): { identifier: string; region: string } | null {
  const [, , , region = '', , ...rest] = arn.split(':')
  const identifier = rest.length > 1 ? rest.slice(1).join(':') : (rest[0]?.split('/').pop() ?? '')
  return identifier === '' ? null : { identifier, region }
}
