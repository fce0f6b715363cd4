import type { AssetFacts } from '@/lib/inventory/model/facts'
import type { Point, Window } from '@/lib/inventory/model/point'
import type { Collectors } from '@/lib/inventory/rules/trust'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { RestoreEstimate } from '@/lib/plans/model/base'
import type { NeededApproval } from '@/lib/plans/rules/approval'
import type { MethodRules } from '@/lib/restores/methods/model/method'
import type { RestoreState } from '@/lib/restores/model/restore'

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
  collectorId: string | null
}

/** What the plan says that a restore of this asset has to respect. */
export type PlanFacts = {
  asset: Pick<PlanAsset, 'settings' | 'toFillIn' | 'estimates'> | null
  environmentEstimates: RestoreEstimate[]
  /** the strictest RPO and RTO that apply, milliseconds; realTime is an RPO of 0 */
  rpo: { ms: number; name: string; realTime: boolean } | null
  rto: { ms: number; name: string } | null
  revisionId: string
}

/** All that preflight decides from. `collectors`: what saw the facts, to tell whether they may be believed. */
export type PreflightFacts = {
  /** the way it is restored */
  method: MethodRules
  source: SourceFacts
  point: Point | null
  window: Window | null
  /** epoch milliseconds of the data that the restored instance will hold */
  pointAt: number
  /** the region the instance is made in */
  region: string
  targetName: string
  /** who holds the name already in this account and region, as a phrase: `an instance of PhaserAI`, `RST-0007` */
  nameHolder: string | null
  otherRestores: { number: number; state: RestoreState; pointAt: number }[]
  plan: PlanFacts | null
  /** who else has to agree, by every plan in force; null: nobody */
  approval: NeededApproval | null
  /** what earlier restores of this asset took from the first request to available, milliseconds */
  measured: number[]
  /** writes are known to have stopped then: loss no longer grows */
  writesStoppedAt: number | null
  collectors: Collectors
  now: number
}
