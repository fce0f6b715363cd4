import type { TimeWindow } from '@/lib/plans/model/assets'
import type { Contradiction, PlanSource } from '@/lib/plans/model/base'
import type { Schedule } from '@/lib/time/schedule'

export const MECHANISMS = [
  'rds-automated',
  'rds-snapshot',
  'aws-backup',
  'pg-dump',
  'physical-base',
  'incremental',
  'wal-archive',
  'replica',
  'versioning',
  'replication',
  'object-copy',
  'redis-rdb',
  'redis-aof',
  'etcd',
  'kubernetes',
  'prometheus',
  'git',
  'registry',
  'secrets',
] as const
export type Mechanism = (typeof MECHANISMS)[number]

/**
 * When a policy runs: at slots (`cron`, `rate`: pass it to lib/time/schedule as it is); all the time; by hand on the
 * occasions named; or `none-stated`, where the document speaks of the backup and never says when.
 */
export type PolicySchedule =
  | Schedule
  | { kind: 'continuous' }
  | { kind: 'on-demand'; occasions: string[] }
  | { kind: 'none-stated' }

export type BackupPolicy = {
  id: string
  name: string
  asset: string
  mechanism: Mechanism
  schedule: PolicySchedule
  /** True where the document states point-in-time recovery; RDS makes it in steps of 5 minutes. */
  pointInTime: boolean
  /** Empty when the document states no retention. */
  retention: RetentionRung[]
  window: TimeWindow | null
  encryption: { algorithm: string | null } | null
  /** Where the points are; null when the document does not say. */
  store: BackupStore | null
  copies: BackupCopy[]
  /** Tidemark's own tolerances, no document states them: how long after its slot a run may start, and what is added. Milliseconds. */
  startWindow: number
  grace: number
  /** What a run takes, for the design check, until it has been measured. Milliseconds. */
  expectedDuration: number | null
  verification: Verification[]
  /** The facts of this policy that the document does not state, such as `store`, or `zone` of the schedule. */
  assumed: string[]
  source: PlanSource
  contradictions: Contradiction[]
}

/** How long a rung of the ladder is kept: milliseconds, or null without end. `count` where the document counts points. */
export type RetentionRung = {
  rung: 'all' | 'daily' | 'weekly' | 'monthly' | 'yearly'
  keep: number | null
  count: number | null
}

export type BackupStore =
  | { kind: 'rds'; region: string | null }
  | { kind: 'vault'; vault: string; region: string }
  | {
      kind: 'objects'
      bucket: string
      prefix: string
      region: string
      objectName: string | null
      storageClass: string | null
    }
  | { kind: 'instance'; instance: string; region: string | null }
  | { kind: 'elsewhere'; place: string }

export type BackupCopy = {
  mechanism: 'aws-backup-copy' | 'replication' | 'upload' | 'cold-storage'
  store: BackupStore
  assumed: boolean
  note: string | null
}

export type Verification = {
  id: string
  kind: 'automated' | 'manual' | 'restore-test' | 'drill'
  schedule: PolicySchedule
  /** A point must be younger than this. Milliseconds. */
  maxAge: number | null
  checks: string[]
  source: PlanSource
}
