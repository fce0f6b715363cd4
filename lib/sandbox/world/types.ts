import type { Pace, Schedule, Timed } from '@/lib/sandbox/world/schedule'

/** A database instance as RDS knows it. Times are epoch ms, retention is in days (0: automated backups are off). */
export type Instance = {
  id: string
  account: string
  region: string
  createdAt: number
  engineVersion: string
  instanceClass: string
  storageGb: number
  storageType: string
  multiAz: boolean
  publiclyAccessible: boolean
  deletionProtection: boolean
  retentionDays: number
  /** UTC, `HH:MM-HH:MM`. */
  backupWindow: string
  maintenanceWindow: string
  subnetGroup: string
  securityGroups: string[]
  parameterGroup: string
  optionGroup: string
  kmsKeyId: string | null
  masterUsername: string
  dbName: string
  table: string
  tags: Record<string, string>
  /** A read replica's source, how far it trails, seconds, and since when it receives nothing any more. */
  replicaOf?: { id: string; region: string; lagSeconds: [number, number]; stoppedAt?: number }
  /** The backup window until it was moved. */
  movedWindow?: { from: string; at: number }
  /** Set while a drift keeps it from being listed. */
  hidden?: true
}

/** A rule of an AWS Backup plan for one instance. */
export type BackupRule = Timed & {
  account: string
  region: string
  plan: string
  rule: string
  vault: string
  instance: string
  pace: Pace
  retentionDays: number
  /** `until`: the last copies belong to slots before it. */
  copyTo?: { region: string; vault: string; retentionDays: number; pace: Pace; until?: number }
  /** Points older than so many days are gone, whatever their retention says. */
  lostAfterDays?: number
  /** Set when the plan is gone that this rule belonged to; what it made stays. */
  unlisted?: true
}

/** Objects that a job writes into a bucket on a schedule. */
export type ObjectSeries = {
  account: string
  bucket: string
  region: string
  /** Names the job: missed slots and stopped schedules refer to it. */
  name: string
  schedule: Schedule
  pace: Pace
  /** The object's key; `started` is the run's start, epoch ms. */
  keyOf(started: number): string
  /** Whether a run of this slot is still kept at this age (both in ms). */
  kept(slot: number, age: number): boolean
  /** The longest age that `kept` may say yes to, days. */
  longestDays: number
  bytes: [number, number]
  storageClass?: string
  contentType?: string
  /** `until`: what was written later is not replicated. */
  replicateTo?: { bucket: string; region: string; delay: [number, number]; until?: number }
  /** A key that always holds the newest one. */
  latestKey?: string
}

/** A bucket and what its configuration says. */
export type Bucket = {
  name: string
  account: string
  region: string
  versioned: boolean
  /** Versioning was on and is on no longer. */
  suspended?: true
  replicaBucket?: string
  lifecycle?: Lifecycle
}

/** How long replaced versions stay, in days, and whether delete markers with nothing left beneath them go. */
export type Lifecycle = { noncurrentDays: number; deleteMarkers: boolean }

/** A vault of AWS Backup. A lock holds from its date (epoch ms) on; its bounds for a point's retention are days. */
export type Vault = { name: string; region: string; lock?: { at: number; minDays: number; maxDays: number } }

/** A manual snapshot from before the database was encrypted, which anybody may restore. */
export type PublicSnapshot = { id: string; instance: string; at: number }

/** A CloudWatch alarm over a metric of an instance or of the account's own namespace. */
export type Alarm = {
  account: string
  region: string
  name: string
  description: string
  namespace: string
  metric: string
  dimensions: Record<string, string>
  threshold: number
  comparison: 'GreaterThanThreshold' | 'LessThanThreshold'
}

/** One of the five accounts. */
export type Account = {
  id: string
  system: string
  name: string
  region: string
  instances: Instance[]
  rules: BackupRule[]
  vaults: Vault[]
  buckets: Bucket[]
  series: ObjectSeries[]
  alarms: Alarm[]
  publicSnapshots?: PublicSnapshot[]
}
