/** Where a restore stands; the words for people are in words.ts, the moves between them in machine.ts. */
export type RestoreState =
  | 'PENDING_APPROVAL'
  | 'APPROVED'
  | 'SENDING'
  | 'UNCONFIRMED'
  | 'RUNNING'
  | 'VERIFYING'
  | 'AWAITING_CUTOVER'
  | 'COMPLETED'
  | 'REJECTED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'FAILED'
  | 'NEEDS_HUMAN'

/** What the restored instance is given; what is absent takes AWS's default. Frozen in the intent, sent as it stands. */
export type RestoreOptions = {
  instanceClass?: string
  subnetGroup?: string
  securityGroups?: string[]
  parameterGroup?: string
  multiAz?: boolean
  publiclyAccessible?: boolean
  deletionProtection?: boolean
  storageType?: string
  port?: number
}

/** fail blocks the start; warn is to be read; unknown means that no fresh fact was there to check against. */
export type CheckOutcome = 'fail' | 'warn' | 'unknown' | 'pass'

export type PreflightCheck = { key: string; outcome: CheckOutcome; title: string; sentence: string }

/** One setting: as the source has it, as AWS would set it if nothing were said, and as this restore sets it. */
export type ConfigurationLine = {
  key: string
  label: string
  source: string | null
  awsDefault: string | null
  thisRestore: string | null
  /** plain: the default is right. kept: the default is overridden to stay like the source. changed: differs from the source. fault: must not be sent. */
  mark: 'plain' | 'kept' | 'changed' | 'fault'
  note: string | null
  /** whether AWS's default alone would differ from the source */
  defaultDiffers: boolean
}

/** How long a restore will take. Milliseconds. measured: this asset's own restores; plan: the document's figure. */
export type RestoreEstimate =
  | { kind: 'measured'; p50: number; p90: number; n: number }
  | { kind: 'plan'; low: number; high: number; note: string }
  | { kind: 'unknown' }

/** All that is known before a restore is asked for. Instants and durations are epoch milliseconds and milliseconds. */
export type Preflight = {
  checks: PreflightCheck[]
  configuration: ConfigurationLine[]
  options: RestoreOptions
  loss: { ms: number | null; rpoMs: number | null; rpoName: string | null; until: number }
  estimate: RestoreEstimate
  approval: { required: boolean; by: string | null; says: string | null }
  checkedAt: number
}

/** The part of the preflight that an approval covers and the restore keeps. */
export type KeptPreflight = Pick<Preflight, 'checks' | 'configuration' | 'loss' | 'estimate'>
