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
export type AlarmSummary = { name: string; state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'; since: number | null }

/** Everything the sync keeps about one asset for the board. */
export type AssetSummaryDto = {
  mechanisms: MechanismSummary[]
  replicaLag: ReplicaLag | null
  alarms: AlarmSummary[]
  version: number
  updatedAt: number
}

/** unobserved: no collector exists. waiting: never tried. ok, failing: by the last attempt. */
export type CollectorState = 'ok' | 'failing' | 'waiting' | 'unobserved'

/** Health of one source of facts. Instants are epoch milliseconds, UTC. */
export type CollectorHealth = {
  id: string
  system: string
  accountId: string
  region: string
  service: CollectorService
  state: CollectorState
  lastAttemptAt: number | null
  lastSuccessAt: number | null
  failingSince: number | null
  errorCode: string | null
  errorText: string | null
  /** AWS calls of the last attempt, which equals pages read */
  calls: number
  durationMs: number
  incomplete: boolean
}

export type CollectorService = 'rds' | 'backup' | 'cloudwatch' | 's3'

/** An asset with its collector's state, for system pages. */
export type AssetDto = {
  id: string
  system: string
  key: string
  kind: string
  name: string
  identifier: string
  region: string | null
  accountId: string | null
  environment: string | null
  planned: boolean
  assumed: boolean
  status: string | null
  resourceId: string | null
  facts: AssetFacts
  firstSeenAt: number | null
  confirmedAt: number | null
  goneAt: number | null
  collectorState: CollectorState
  collector: CollectorHealth | null
  summary: AssetSummaryDto | null
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
  [key: string]: unknown
}

/** available is the only usable one; partial and expired points stay listed but are never offered. */
export type PointStatus = 'available' | 'creating' | 'partial' | 'expired' | 'deleting' | 'failed' | 'unknown'

/** One recovery point as lists and details show it. Instants are epoch milliseconds, UTC. */
export type RecoveryPointDto = {
  id: string
  assetId: string
  mechanism: Mechanism
  location: Location
  region: string
  identifier: string
  startedAt: number | null
  consistentAt: number
  completedAt: number | null
  inferred: boolean
  status: PointStatus
  sizeBytes: number | null
  encrypted: boolean | null
  kmsKey: string | null
  expiresAt: number | null
  copyOf: string | null
  details: Record<string, unknown>
  firstSeenAt: number
  confirmedAt: number
  goneAt: number | null
}

/** A page, newest consistent-at first. `next` is the opaque `before` of the page that follows, null on the last. */
export type RecoveryPointPage = { points: RecoveryPointDto[]; next: string | null }

/** A point for a lane drawing: only what is drawn. */
export type LanePoint = {
  id: string
  mechanism: Mechanism
  location: Location
  consistentAt: number
  completedAt: number | null
  inferred: boolean
  status: PointStatus
}

/** capped: more points exist in the range than were returned; the newest ones are shown. */
export type LanePoints = { points: LanePoint[]; capped: boolean }

/** Continuous backup as last observed. A target time must lie in earliest..latest, both inclusive. */
export type RestoreWindowDto = {
  assetId: string
  mechanism: Mechanism
  location: Location
  region: string
  earliest: number
  latest: number
  status: string
  observedAt: number
  goneAt: number | null
}

/** One backup job's run. */
export type BackupRunDto = {
  id: string
  mechanism: Mechanism
  location: Location
  state: string
  startedAt: number
  completedAt: number | null
  percent: number | null
  message: string | null
}
