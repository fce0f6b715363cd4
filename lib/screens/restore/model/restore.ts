import type { AssetFacts, Mechanism } from '@/lib/inventory/model/facts'
import type { DrawnPoint, Point } from '@/lib/inventory/model/point'
import type { Leftover } from '@/lib/restores/methods/model/method'
import type { KeptPreflight, Preflight, RestoreState } from '@/lib/restores/model/restore'

/** One line of the list of restores. Instants are epoch milliseconds, UTC. */
export type RestoreRow = {
  number: string
  state: RestoreState
  system: string
  source: string
  target: string
  /** how it is restored, in words */
  method: string
  pointAt: number
  createdAt: number
  requester: string
  availableAt: number | null
  /** from AWS's first request to available, milliseconds; null while it is not measured */
  tookMs: number | null
  deletedAt: number | null
  incident: string | null
}

export type RestoreList = { rows: RestoreRow[]; next: string | null; asOf: number }

/** A measured stretch of a restore; `to` null while it runs. */
export type RestorePhase = { key: string; word: string; from: number; to: number | null }

/** What the person who looks may do with this restore now. */
export type RestorePermits = {
  approve: boolean
  /** why not, where the role would allow it: the requester cannot approve, or the plan wants another person to */
  approveNot: string | null
  cancel: boolean
  retarget: boolean
  remove: boolean
  close: boolean
}

/** One restore as its page shows it. Instants are epoch milliseconds, UTC. */
export type RestoreView = {
  number: string
  version: number
  state: RestoreState
  stateSince: number
  system: string
  systemName: string
  assetId: string
  source: string
  target: string
  /** how it is restored, in words */
  method: string
  pointKey: string
  pointAt: number
  region: string
  accountId: string
  requester: string
  createdAt: number
  preflight: KeptPreflight
  paramsHash: string
  approval: {
    required: boolean
    rule: string | null
    by: string | null
    at: number | null
    expiresAt: number | null
    /** what the last approval covered; another one than paramsHash means void */
    hash: string | null
    note: string | null
    /** who may agree by the plans in force now, as sentences; null where nothing waits */
    who: string | null
    /** while it waits: who of those who may approve cannot, because they and the requester were in one hand; sentences */
    oneHand: string[]
  }
  incident: { number: string; title: string } | null
  awsStatus: string | null
  percent: number | null
  sendCount: number
  firstSentAt: number | null
  availableAt: number | null
  finishedAt: number | null
  endpoint: { address: string; port: number | null; database: string | null } | null
  failure: { code: string; text: string } | null
  deletion: { requestedAt: number; requestedBy: string; deletedAt: number | null; error: string | null } | null
  steps: { seq: number; at: number; state: RestoreState; text: string; bad: boolean }[]
  phases: RestorePhase[]
  /** the same as it would be typed, with the mark that makes it this restore: to be typed, or only a record of it */
  command: { text: string; is: 'ready' | 'record' } | null
  /** what may be at AWS because of it, while nobody knows; else empty */
  leftovers: Leftover[]
  rtoMs: number | null
  may: RestorePermits
  asOf: number
}

/** What is chosen and checked before a restore is asked for. */
export type NewRestoreView = {
  assetId: string
  system: string
  systemName: string
  source: string
  sourceFacts: AssetFacts
  /** how it is restored, in words */
  method: string
  pointId: string | null
  pointName: string
  pointAt: number
  location: string
  region: string
  accountId: string
  target: string
  preflight: Preflight
  /** who may agree by the plans in force, as sentences; empty where no plan names a role */
  agreement: string
  rtoMs: number | null
  incidents: { number: string; title: string }[]
  /** the same as it would be typed, without the mark of a restore of ours */
  command: string
  /** a restore of this point that is under way: it is shown instead of a second one */
  underWay: string | null
  mayRequest: boolean
  asOf: number
}

/** One asset in the chooser of recovery points. */
export type ProtectedAsset = {
  id: string
  system: string
  systemName: string
  name: string
  identifier: string
  kind: string
  region: string | null
  newest: { mechanism: Mechanism; at: number; location: string; inferred: boolean } | null
  window: { from: number; to: number } | null
  count: number
  observedAt: number | null
  stale: boolean
  observed: boolean
}

/** A lane of the drawing before it is given words and links. */
export type PointLane = {
  mechanism: Mechanism
  location: string
  points: DrawnPoint[]
  window: { from: number; to: number } | null
  newestAt: number | null
  observedAt: number
  /** what was seen may still be believed; else the lane is unknown */
  believed: boolean
}

/** Everything the page of an asset's recovery points shows. */
export type RecoveryPointsView = {
  asset: {
    id: string
    system: string
    systemName: string
    identifier: string
    name: string
    region: string | null
    confirmedAt: number | null
    goneAt: number | null
    stale: boolean
  }
  from: number
  to: number
  lanes: PointLane[]
  /** more points exist in the range than were drawn */
  capped: boolean
  rows: Point[]
  next: string | null
  mechanisms: Mechanism[]
  locations: string[]
  windows: { location: string; region: string; from: number; to: number; observedAt: number }[]
  chosen: Point | null
  /** a way to restore takes the chosen point */
  restorable: boolean
  /** what can be restored from here, as a list of words */
  offers: string[]
  rpo: { ms: number; name: string; realTime: boolean } | null
  estimate: Preflight['estimate']
  rtoMs: number | null
  restoredCount: number
  lastRestoredAt: number | null
  /** the moment the loss is counted to: now, or when writes stopped */
  lossUntil: number
  writesStopped: boolean
  mayRestore: boolean
  asOf: number
}
