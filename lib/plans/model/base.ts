import type {
  AuditRules,
  Drill,
  MaintenanceTask,
  RequiredDocument,
  Requirement,
  Resource,
  ReviewRules,
} from '@/lib/plans/model/care'
import type { Automation, Checklist, Detection, RecoveryCheck, Runbook, Scenario } from '@/lib/plans/model/recovery'
import type { Communications, EscalationStep, PlanContact, PlanRole, PlanSeverity } from '@/lib/plans/model/response'
import type { Schedule } from '@/lib/time/schedule'

/** A disaster recovery plan as validated: durations are milliseconds, days are `YYYY-MM-DD`, lists are never missing. */
export type Plan = {
  system: PlanSystem
  review: PlanReview
  environments: PlanEnvironment[]
  objectives: PlanObjective[]
  assets: PlanAsset[]
  backups: BackupPolicy[]
  detection: Detection[]
  scenarios: Scenario[]
  runbooks: Runbook[]
  checklists: Checklist[]
  /** How a restored system is verified. */
  verifications: RecoveryCheck[]
  roles: PlanRole[]
  contacts: PlanContact[]
  severities: PlanSeverity[]
  escalation: EscalationStep[]
  communications: Communications
  drills: Drill[]
  reviews: ReviewRules | null
  compliance: Requirement[]
  automation: Automation | null
  audit: AuditRules | null
  documents: RequiredDocument[]
  maintenance: MaintenanceTask[]
  resources: Resource[]
}

/** What a fact rests on. `section` names the place in the system's own document; `says` repeats it in our words. */
export type PlanSource = { section: string; says: string }

/** A value the document leaves open, and where it does. `placeholder` is the document's own text for it. */
export type ToFillIn = { what: string; placeholder: string | null; where: string }

/** Two or more places of one document that do not agree. All of them stay; a finding shows them side by side. */
export type Contradiction = {
  id: string
  /** What they disagree about, as a short sentence. */
  about: string
  severity: Severity
  statements: { text: string; where: string }[]
  /** What the owner has to decide. */
  toDecide: string
}

export type Severity = 'high' | 'medium' | 'low'

export type PlanSystem = {
  /** The slug used in routes and ids: `phaserai`. */
  key: string
  name: string
  description: string
  /** The document's classification, such as `Confidential`. */
  classification: string | null
  account: PlanAccount
  contradictions: Contradiction[]
}

/** The AWS account that holds the system, and the roles Tidemark assumes in it. */
export type PlanAccount = {
  id: string
  /** Role ARN to read facts with. */
  role: string
  /** Role ARN to restore with. */
  restoreRole: string
  /** Every region to read, the primary one first. */
  regions: string[]
  /** The facts of the account that the document does not state, in words: `read role`. */
  assumed: string[]
}

export type PlanReview = {
  version: string | null
  owner: string | null
  approvedBy: string | null
  /** `YYYY-MM-DD` */
  lastUpdated: string | null
  /** `YYYY-MM-DD` */
  nextReview: string | null
  /** How often the document asks for a review, in its words: `quarterly`. */
  frequency: string | null
  /** The same as a length of time, in ms. */
  every: number | null
  /** On what other grounds it is reviewed: `after significant infrastructure changes`. */
  alsoAfter: string[]
  /** The versions the document lists. */
  changes: { on: string; version: string; what: string; by: string }[]
  toFillIn: ToFillIn[]
}

export type PlanEnvironment = {
  key: string
  name: string
  primaryRegion: string | null
  drRegion: string | null
  /** The facts of this environment that the document does not state, in words: `primary region`. */
  assumed: string[]
  /** Present when somebody else than the requester has to agree to a restore here. */
  restoreApproval: RestoreApproval | null
  /** How long the document thinks a whole recovery takes. */
  estimates: RestoreEstimate[]
}

export type RestoreApproval = { required: true; by: string; source: PlanSource }

/** The document's own estimate of a restore, used only while nothing has been measured. Milliseconds. */
export type RestoreEstimate = { of: string; low: number; high: number; note: string | null; where: string }

export type ObjectiveScope = 'system' | 'environment' | 'tier' | 'component'

export type PlanObjective = {
  id: string
  /** As people say it: `Production`, `P0 critical`, `Database`. */
  name: string
  scope: ObjectiveScope
  environment: string | null
  /** Keys of the assets it applies to; empty when no asset can stand for what the document names. */
  covers: string[]
  /** True when the document does not say which assets belong here and the plan assumes it. */
  coversAssumed: boolean
  /** Services the document names under this objective. */
  services: string[]
  rto: TimeTarget | null
  rpo: RpoTarget | null
  /** The longest stretch of data the document is ready to lose, where it says so beside the RPO. Milliseconds. */
  dataLossTolerance: number | null
  /** Percent of time, such as 99.9. */
  availability: { target: number } | null
  mttr: TimeTarget | null
  /** Percent of data; `minimum` is the worst the document accepts. */
  integrity: { target: number; minimum: number } | null
  source: PlanSource
  contradictions: Contradiction[]
}

/** Milliseconds. `max` is the document's own maximum, null where it has only a target. */
export type TimeTarget = { target: number; max: number | null }

/** `realTime` (RPO 0) asks for "in sync": no ratio is computed and `target` is 0. */
export type RpoTarget = TimeTarget & { realTime: boolean }

export const ASSET_KINDS = [
  'db-instance',
  'replica',
  'vault',
  'bucket',
  'cache',
  'cluster',
  'service',
  'stack',
  'config-store',
  'state-store',
  'secrets-store',
  'image-registry',
  'repository',
  'frontend',
  'metrics',
  'dns',
] as const
export type AssetKind = (typeof ASSET_KINDS)[number]

export type PlanAsset = {
  /** Unique in the plan; for a thing in AWS its AWS identifier. The id everywhere is `<system>:<key>`. */
  key: string
  kind: AssetKind
  name: string
  /** As the platform knows it: instance id, bucket, ARN part, path, host. */
  identifier: string
  platform: 'aws' | 'kubernetes' | 'github' | 'vercel' | 'self-hosted'
  /** True when the document does not state this identifier: screens say "assumed, to confirm". */
  assumed: boolean
  /** Further facts below that the document does not state, such as `region` or `engine`. */
  assumedFacts: string[]
  environment: string | null
  region: string | null
  role: 'primary' | 'replica' | 'dr' | null
  /** Key of the asset whose data this one repeats. */
  replicaOf: string | null
  engine: { name: string; version: string | null } | null
  /** For a database: where to look to verify a restore. */
  database: { name: string; user: string | null; tables: string[] } | null
  /** Settings the plan demands, to compare with what is found. Only those the document states. */
  settings: AssetSettings
  /** Restores that the document describes, and the kind of backup each needs. */
  restores: PlannedRestore[]
  estimates: RestoreEstimate[]
  toFillIn: ToFillIn[]
  contradictions: Contradiction[]
}

export type AssetSettings = {
  instanceClass?: string
  multiAz?: boolean
  publiclyAccessible?: boolean
  encrypted?: boolean
  deletionProtection?: boolean
  subnetGroup?: string
  /** Weekday and times of maintenance. */
  maintenanceWindow?: TimeWindow
  versioning?: boolean
  /** How long replaced object versions and delete markers stay. Milliseconds; null means without end. */
  lifecycle?: { current: number | null; replaced: number | null; deleteMarkers: number | null }
  appendOnlyFile?: boolean
  automaticRotation?: boolean
}

/** `from` and `to` are times of day, `01:00`, in `zone`; `weekday` is absent when it is daily. */
export type TimeWindow = { from: string; to: string; zone: string; weekday?: string }

/** `atLeastEvery`: the restore only works when such a backup is made that often, in ms. */
export type PlannedRestore = {
  name: string
  needs: Mechanism
  atLeastEvery: number | null
  where: string
  says: string
}

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

/** One thing wrong with a plan document, for the person who edits it. Line and column count from 1. */
export type PlanFault = {
  file: string
  line: number
  column: number
  /** The path of keys, `objectives[2].rpo.target`; empty for the document as a whole. */
  key: string
  found: string
  expected: string
  /** The name, word or value that was probably meant; absent where nothing known is like it. */
  nearest?: string
  message: string
}

/** Something about a plan that a person has to settle. It is computed, never stored. */
export type PlanFinding = {
  /** Stable over revisions as long as the matter is the same. */
  id: string
  kind:
    | 'contradiction'
    | 'no-schedule'
    | 'restore-without-backup'
    | 'estimate-over-objective'
    | 'to-fill-in'
    | 'assumed'
    | 'no-asset'
    | 'review'
    | 'retention'
    | 'no-runbook'
    | 'runbook-over-objective'
    | 'design'
    | 'no-rpo'
    | 'contacts'
    | 'no-rule'
    | 'never-scheduled'
    | 'no-approval'
    | 'collision'
    | 'care'
    | 'no-evidence'
    | 'communications'
  severity: Severity
  /** What it is about, in words. */
  subject: string
  sentence: string
  planSays: string
  found: string
  whatToDo: string
  places: { text: string; where: string }[]
  /** Key of the asset concerned, where there is one. */
  asset: string | null
}
