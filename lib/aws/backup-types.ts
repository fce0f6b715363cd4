export type AwsVault = { name: string; arn: string | null; pointCount: number | null; locked: boolean }

/** A rule of an AWS Backup plan. `schedule` is AWS's own expression; deleteAfterDays null: kept without end. */
export type AwsBackupRule = {
  plan: string
  name: string
  vault: string
  schedule: string | null
  zone: string
  deleteAfterDays: number | null
  copiesTo: { vaultArn: string; deleteAfterDays: number | null }[]
}

/** A point in an AWS Backup vault. */
export type AwsBackupPoint = {
  arn: string
  vault: string
  sourceVaultArn: string | null
  resourceArn: string
  resourceName: string | null
  resourceType: string | null
  status: string
  statusMessage: string | null
  createdAt: number | null
  initiatedAt: number | null
  completedAt: number | null
  sizeBytes: number | null
  encrypted: boolean
  kmsKey: string | null
  deleteAt: number | null
  /** one point that every run updates: its freshness is the restore window, not its creation */
  continuous: boolean
  planName: string | null
}

export type AwsBackupJob = {
  jobId: string
  vault: string | null
  pointArn: string | null
  resourceArn: string
  state: string
  createdAt: number
  completedAt: number | null
  startBy: number | null
  percent: number | null
  message: string | null
}

export type AwsCopyJob = {
  jobId: string
  sourcePointArn: string | null
  destinationVaultArn: string | null
  destinationPointArn: string | null
  resourceArn: string | null
  state: string
  createdAt: number
  completedAt: number | null
  message: string | null
}

/** An AWS Backup restore job. */
export type AwsRestoreJob = {
  jobId: string
  /** PENDING | RUNNING | COMPLETED | ABORTED | FAILED */
  status: string
  statusMessage: string | null
  percent: number | null
  pointArn: string | null
  createdResourceArn: string | null
  createdAt: number | null
  completedAt: number | null
}
