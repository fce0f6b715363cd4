import type { AssetFacts, CollectorService, Mechanism, PointStatus } from '@/lib/inventory/model/facts'

/** A source of facts, derived from a plan in force: one service of one region of one account. */
export type CollectorUnit = {
  /** `system/account/region/service` */
  id: string
  system: string
  accountId: string
  region: string
  service: CollectorService
  roleArn: string | null
  /** s3: what to list, and what the objects are points of */
  listings: ObjectListing[]
  /** s3: buckets whose settings are read */
  buckets: string[]
  /** backup: vaults the plan names here, found or not */
  vaults: string[]
  /** cloudwatch: replicas the plan names here, with the asset whose data they repeat */
  replicas: { identifier: string; replicaOf: string | null }[]
}

/** One prefix of one bucket, and the policies whose points lie there. */
export type ObjectListing = { bucket: string; prefix: string; policies: ObjectPolicy[] }

/** How the objects of a policy become recovery points. */
export type ObjectPolicy = {
  policyId: string
  assetKey: string
  /** the object's name in the plan's own pattern language; null: every object under the prefix */
  objectName: string | null
  /** start: a dump, consistent at its start. end: a physical base backup or a log segment, consistent at its end. */
  consistentAt: 'start' | 'end'
  /** point: each object is one. log: the objects only carry a base backup forward, together they are a window. */
  makes: 'point' | 'log'
  encrypted: boolean | null
}

/** What one collector saw in one run. Instants are epoch milliseconds, UTC. */
export type Seen = {
  assets: SeenAsset[]
  points: SeenPoint[]
  windows: SeenWindow[]
  runs: SeenRun[]
  lags: SeenLag[]
  alarms: SeenAlarm[]
  /** What was read to its end; only there does absence mean gone. */
  complete: Complete
  /** AWS calls made, which equals pages */
  calls: number
  /** a listing ended before its end */
  incomplete: boolean
}

export type Complete = { assets: boolean; windows: boolean; alarms: boolean; points: PointScope[] }

/** All points of a location whose identifier begins with `prefix`. */
export type PointScope = { location: string; prefix: string }

export type SeenAsset = {
  key: string
  kind: string
  name: string
  status: string | null
  resourceId: string | null
  facts: AssetFacts
}

export type SeenPoint = {
  assetKey: string
  mechanism: Mechanism
  location: string
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
}

export type SeenWindow = {
  assetKey: string
  mechanism: Mechanism
  location: string
  region: string
  earliest: number
  latest: number
  status: string
}

export type SeenRun = {
  assetKey: string
  mechanism: Mechanism
  location: string
  externalId: string
  state: string
  startedAt: number
  completedAt: number | null
  percent: number | null
  message: string | null
}

export type SeenLag = {
  replicaKey: string
  /** the asset whose data the replica repeats; null when neither plan nor AWS says */
  sourceKey: string | null
  location: string
  region: string
  lagMs: number | null
  measuredAt: number | null
}

export type SeenAlarm = {
  name: string
  metric?: string | null
  assetKey: string | null
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  since: number | null
  reason: string | null
}

/** A Seen with nothing in it, to fill. */
export function nothingSeen(): Seen {
  return {
    assets: [],
    points: [],
    windows: [],
    runs: [],
    lags: [],
    alarms: [],
    complete: { assets: false, windows: false, alarms: false, points: [] },
    calls: 0,
    incomplete: false,
  }
}
