import type { AssetFacts } from '@/lib/inventory/model/facts'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** What the plan says of an asset: the asset itself, and its backups. */
export type PlannedAsset = { asset: PlanAsset; policies: readonly BackupPolicy[] }

/** One setting of an asset: what the plan says of it, what the account has, and whether that is the same. */
export type Setting = {
  /** As the page shows it and as the finding's id ends: it never changes while the matter is the same. */
  name: string
  /** What the plan demands, in words; null where it is silent. */
  planned: (by: PlannedAsset) => string | null
  /** What the account has, in words; null where that is not known. */
  found: (facts: AssetFacts) => string | null
  /** Asked where both are known and their words do not decide it; null: they cannot be compared. */
  agrees?: (by: PlannedAsset, facts: AssetFacts) => boolean | null
  /** How grave it is that the plan is not kept. */
  severity: FindingSeverity | ((by: PlannedAsset, facts: AssetFacts) => FindingSeverity)
  /** What is wanted where the plan is silent; absent or null: nothing is. */
  unstated?: (by: PlannedAsset) => Unstated | null
  /** The planned words as a finding quotes them, where they are no sentence alone. */
  planSays?: (planned: string) => string
  /** Where `<name> of <identifier> is <found>.` does not say it. */
  sentence?: (about: { identifier: string; planned: string | null; found: string; facts: AssetFacts }) => string
}

/** What an asset should have though its plan does not say so: why, how grave it is if not, and whether it has it. */
export type Unstated = { says: string; severity: FindingSeverity; meets: (facts: AssetFacts) => boolean }

/** A setting of one asset, compared. `planned` null: the plan is silent. `found` or `agrees` null: not known. */
export type ComparedSetting = {
  planned: string | null
  found: string | null
  agrees: boolean | null
  severity: FindingSeverity
  /** what demands it, as a finding quotes it */
  planSays: string
}
