/** An account and region, and the role to assume there. Without a role the default credentials are used. */
export type AwsPlace = { accountId: string; region: string; roleArn?: string | null }

/**
 * Why AWS gave no usable answer.
 * rejected: it understood and refused. denied: it refused for want of permission. throttled: it did nothing, and asks to
 * come back. unavailable: time-out, 5xx, connection lost, HTML or garbled text: for a mutation that means *in doubt*.
 */
export type AwsFaultKind = 'rejected' | 'denied' | 'throttled' | 'unavailable'

/** code is AWS's own error code where there is one; sentence is fit for a screen and carries no secret. */
export type AwsFault = { kind: AwsFaultKind; code: string; sentence: string }

/**
 * What became of a call that changes something. It is sent exactly once (the SDK does not retry).
 * rejected: definitely refused, nothing was made. throttled: definitely nothing was made, send again later.
 * doubtful: it may or may not have been carried out; look before you send again.
 */
export type CallOutcome<T> =
  | { kind: 'done'; value: T }
  | { kind: 'rejected'; code: string; sentence: string }
  | { kind: 'throttled'; code: string; sentence: string }
  | { kind: 'doubtful'; code: string; sentence: string }

/** What a look-up found. absent is AWS's own clear answer; failed says nothing about existence. */
export type Looked<T> = { kind: 'found'; value: T } | { kind: 'absent' } | { kind: 'failed'; fault: AwsFault }

/** A listing: what was read, the calls it took (= pages), and whether it ended before its end. */
export type Listing<T> = { items: T[]; calls: number; incomplete: boolean }

/** An RDS instance in our words. Instants are epoch milliseconds, UTC. */
export type AwsInstance = {
  identifier: string
  arn: string | null
  resourceId: string | null
  status: string
  engine: string
  engineVersion: string | null
  instanceClass: string | null
  databaseName: string | null
  endpointAddress: string | null
  endpointPort: number | null
  multiAz: boolean
  storageEncrypted: boolean
  kmsKey: string | null
  allocatedGb: number | null
  storageType: string | null
  deletionProtection: boolean
  backupRetentionDays: number
  backupWindow: string | null
  maintenanceWindow: string | null
  subnetGroup: string | null
  securityGroups: string[]
  parameterGroup: string | null
  optionGroup: string | null
  caCertificate: string | null
  replicaOf: string | null
  /** region of the source where AWS names another one */
  replicaOfRegion?: string | null
  /** of a replica: `replicating`, `error`, `stopped`, `terminated` */
  replication?: string | null
  replicas: string[]
  createdAt: number | null
  latestRestorableAt: number | null
  /** percent of a restore or storage operation where AWS states one */
  percent: number | null
  clusterIdentifier: string | null
  tags: Record<string, string>
}

/** An Aurora or Multi-AZ cluster. */
export type AwsCluster = {
  identifier: string
  arn: string | null
  resourceId: string | null
  status: string
  engine: string
  engineVersion: string | null
  members: string[]
  earliestRestorableAt: number | null
  latestRestorableAt: number | null
  multiAz: boolean
  storageEncrypted: boolean
  tags: Record<string, string>
}

/** A DB snapshot of an instance. */
export type AwsSnapshot = {
  identifier: string
  arn: string | null
  instanceIdentifier: string
  type: string
  status: string
  /** SnapshotCreateTime: changes on copy, never the recovery point of a copy */
  createdAt: number | null
  originalCreatedAt: number | null
  /** SnapshotDatabaseTime: the last transaction the snapshot holds */
  databaseTime: number | null
  sizeGb: number | null
  encrypted: boolean
  kmsKey: string | null
  percent: number | null
  sourceArn: string | null
  sourceRegion: string | null
  engineVersion: string | null
}

/** A continuous backup's restore window. */
export type AwsAutomatedBackup = {
  instanceIdentifier: string
  resourceId: string | null
  arn: string | null
  region: string | null
  status: string
  earliestAt: number | null
  latestAt: number | null
  retentionDays: number | null
  encrypted: boolean
}

export type AwsAlarm = {
  name: string
  arn: string | null
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  stateSince: number | null
  reason: string | null
  metric: string | null
  dimensions: Record<string, string>
}

export type AwsLag = { instanceIdentifier: string; lagMs: number | null; measuredAt: number | null }

export type AwsObject = { key: string; sizeBytes: number; modifiedAt: number | null; storageClass: string | null }

/** What a restored RDS instance is given, as RDS names it. What is absent takes AWS's default. */
export type InstanceParameters = {
  DBInstanceClass?: string | undefined
  DBSubnetGroupName?: string | undefined
  VpcSecurityGroupIds?: string[] | undefined
  DBParameterGroupName?: string | undefined
  MultiAZ?: boolean | undefined
  PubliclyAccessible?: boolean | undefined
  DeletionProtection?: boolean | undefined
  StorageType?: string | undefined
  Port?: number | undefined
}
