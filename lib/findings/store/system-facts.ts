import type { Holder, SystemActor } from '@/lib/auth/model/actor'
import { NotFound } from '@/lib/errors'
import type { SystemFacts } from '@/lib/freshness/evidence'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import { loadAssets } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import { loadRuns } from '@/lib/inventory/store/runs'
import { planInForce } from '@/lib/plans/in-force/queries'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import { DAY } from '@/lib/time/durations'

/** Days of the past that a system's rules and its page look at, today among them. */
export const SHOWN_DAYS = 35

/** One system's facts as its findings are computed from, wherever they are asked for. */
export type LoadedSystem = {
  state: PlanInForce
  facts: SystemFacts
  assets: AssetState[]
  /** the UTC midnight that begins the days looked at; epoch milliseconds */
  firstDay: number
}

/**
 * Reads one system's plan, assets, sources and past. Findings are computed from this alone, so that the page, the
 * board and the commands agree on which of them stand.
 *
 * @param now epoch milliseconds
 * @throws NotFound when no plan of this name is in force, or none that the viewer may read
 */
export async function loadSystemFacts(
  viewer: Holder | SystemActor,
  system: string,
  now: number,
): Promise<LoadedSystem> {
  const [state, assets, collectors] = await Promise.all([
    planInForce(viewer, system),
    loadAssets(system),
    loadCollectors(system),
  ])
  if (!state) throw new NotFound(`No plan in force is called "${system}".`)
  const { plan } = state
  const policyAssets = new Set(plan.backups.map((policy) => `${system}:${policy.asset}`))
  const firstDay = Math.floor(now / DAY) * DAY - (SHOWN_DAYS - 1) * DAY
  const runs = await loadRuns(
    assets.filter(({ id, mechanisms }) => policyAssets.has(id) || mechanisms.length > 0).map(({ id }) => id),
    firstDay - DAY,
  )
  return { state, assets, firstDay, facts: { plan, assets: byKey(assets, system), runs, context: { collectors } } }
}

/** One system's assets by key. */
export function byKey(assets: readonly AssetState[], system: string): Map<string, AssetState> {
  return new Map(assets.filter((asset) => asset.system === system).map((asset) => [asset.key, asset]))
}
