/** How a recovery point, or a restore window, comes about. */
export type Mechanism =
  | 'rds-automated'
  | 'rds-snapshot-automated'
  | 'rds-snapshot-manual'
  | 'rds-snapshot-copy'
  | 'aws-backup'
  | 'aws-backup-copy'
  | 's3-object'
  | 'replica'

/** Where a point can be used: `region/account/store`; store is `rds`, a vault's name or a bucket's name. */
export type Location = string

/** The newest live, completed and usable point of one mechanism in one location. Instants are epoch milliseconds, UTC. */
export type NewestPoint = {
  pointId: string
  identifier: string
  consistentAt: number
  completedAt: number | null
  /** the consistent-at was not stated by the source but inferred (DOMAIN.md, "Which time is p") */
  inferred: boolean
}

/**
 * What one mechanism offers in one location; AssetSummary.mechanisms is a list of these. Instants are epoch
 * milliseconds, UTC.
 * `points`: newest, oldestAt, count, bytes. `window`: earliestAt..latestAt. `replica`: latestAt = observedAt − lag.
 */
export type MechanismSummary = {
  mechanism: Mechanism
  location: Location
  region: string
  kind: 'points' | 'window' | 'replica'
  newest?: NewestPoint
  /** start of the newest run's point that is known but not yet completed */
  runningSince?: number
  earliestAt?: number
  latestAt?: number
  oldestAt?: number
  /** when the source last confirmed this; older than the asset's limit means unknown */
  observedAt: number
  count: number
  bytes: number
  /** the collector that keeps this, to tell why it is old */
  collectorId?: string
}

/** Replica lag of an asset as last measured. lagMs null: the source answered, but without a value. */
export type ReplicaLag = { lagMs: number | null; measuredAt: number; observedAt: number; source: string | null }

/** One alarm on an asset, as CloudWatch reports it. */
export type AlarmSummary = {
  name: string
  metric?: string | null
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  since: number | null
}

/** The AWS services that facts are read from. */
export type CollectorService = 'rds' | 'backup' | 'cloudwatch' | 's3'

/** A rule of an AWS Backup plan that puts points into a vault; `schedule` as AWS writes it. */
export type BackupRuleFact = {
  plan: string
  name: string
  schedule: string | null
  zone: string
  deleteAfterDays: number | null
}

/** Facts about an instance that preflight and screens read; all optional, other assets carry few. */
export type AssetFacts = {
  arn?: string
  engine?: string
  engineVersion?: string
  instanceClass?: string
  multiAz?: boolean
  storageEncrypted?: boolean
  kmsKey?: string
  allocatedGb?: number
  storageType?: string
  deletionProtection?: boolean
  backupRetentionDays?: number
  backupWindow?: string
  maintenanceWindow?: string
  endpointAddress?: string
  endpointPort?: number
  databaseName?: string
  subnetGroup?: string
  securityGroups?: string[]
  parameterGroup?: string
  optionGroup?: string
  caCertificate?: string
  replicaOf?: string
  replicas?: string[]
  createdAt?: number
  versioning?: string
  replicatesTo?: string[]
  /** of a replica: AWS's word for how it stands, such as `replicating` or `error` */
  replication?: string
  /** manual snapshots that every AWS account may restore; absent: not read */
  publicSnapshots?: string[]
  /** of a vault */
  locked?: boolean
  backupRules?: BackupRuleFact[]
  /** of a bucket, in days; null: without end. Absent: not read */
  lifecycle?: { currentDays: number | null; replacedDays: number | null }
  [key: string]: unknown
}

/** available is the only usable one; partial and expired points stay listed but are never offered. */
export type PointStatus = 'available' | 'creating' | 'partial' | 'expired' | 'deleting' | 'failed' | 'unknown'
