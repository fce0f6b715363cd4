import type { AssetFacts, Mechanism, PointStatus } from '@/lib/inventory/model/facts'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { RestoreApproval, RestoreEstimate } from '@/lib/plans/model/base'
import type { RestoreMethod, RestoreState } from '@/lib/restores/model/restore'

/** The instance that is restored, as last seen. Instants are epoch milliseconds, UTC. */
export type SourceFacts = {
  assetId: string
  system: string
  systemName: string
  identifier: string
  environment: string | null
  region: string
  accountId: string
  resourceId: string | null
  status: string | null
  facts: AssetFacts
  confirmedAt: number | null
  goneAt: number | null
}

/** The recovery point that was chosen, as last seen. */
export type PointFacts = {
  id: string
  identifier: string
  mechanism: Mechanism
  location: string
  region: string
  consistentAt: number
  completedAt: number | null
  inferred: boolean
  status: PointStatus
  sizeBytes: number | null
  encrypted: boolean | null
  kmsKey: string | null
  expiresAt: number | null
  confirmedAt: number
  goneAt: number | null
}

/** The restore window that the chosen second has to lie in. */
export type WindowFacts = {
  mechanism: Mechanism
  location: string
  region: string
  earliest: number
  latest: number
  observedAt: number
  goneAt: number | null
}

/** What the plan says that a restore of this asset has to respect. */
export type PlanFacts = {
  asset: Pick<PlanAsset, 'settings' | 'toFillIn' | 'estimates'> | null
  environmentEstimates: RestoreEstimate[]
  approval: RestoreApproval | null
  /** the strictest RPO and RTO that apply, milliseconds; realTime is an RPO of 0 */
  rpo: { ms: number; name: string; realTime: boolean } | null
  rto: { ms: number; name: string } | null
  revisionId: string
}

/** All that preflight decides from. `limitMs`: older facts are unknown. */
export type PreflightFacts = {
  method: RestoreMethod
  source: SourceFacts
  point: PointFacts | null
  window: WindowFacts | null
  /** epoch milliseconds of the data that the restored instance will hold */
  pointAt: number
  /** the region the instance is made in */
  region: string
  targetName: string
  /** who holds the name already in this account and region, as a phrase: `an instance of PhaserAI`, `RST-0007` */
  nameHolder: string | null
  otherRestores: { number: number; state: RestoreState; pointAt: number }[]
  plan: PlanFacts | null
  /** what earlier restores of this asset took from the first request to available, milliseconds */
  measured: number[]
  /** writes are known to have stopped then: loss no longer grows */
  writesStoppedAt: number | null
  limitMs: number
  now: number
}
