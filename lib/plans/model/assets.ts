import type { Mechanism } from '@/lib/plans/model/backups'
import type { Contradiction, RestoreEstimate, ToFillIn } from '@/lib/plans/model/base'

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
