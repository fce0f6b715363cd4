import type { Actor } from '@/lib/auth/model/actor'
import { isAmong, systemsFor } from '@/lib/auth/rules/roles'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { distrustOfFact } from '@/lib/inventory/rules/trust'
import { summedUpAssets } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import { plansInForce } from '@/lib/plans/in-force/queries'
import type { ProtectedAsset } from '@/lib/screens/restore/model/restore'

/** Every asset of the systems that the person may read that something backs up, with its newest point, from the summaries that the sync keeps. */
export async function protectedAssets(actor: Actor, now = Date.now()): Promise<ProtectedAsset[]> {
  const systems = systemsFor(actor, 'inventory.read')
  const [assets, plans, collectors] = await Promise.all([summedUpAssets(), plansInForce(actor), loadCollectors()])
  const names = new Map(plans.map(({ system, plan }) => [system, plan.system.name]))
  return assets.flatMap((asset) => {
    const { mechanisms } = asset
    if (mechanisms.length === 0 || !isAmong(systems, asset.system)) return []
    const { id, system, name, identifier, kind, region } = asset
    const window = mechanisms.find((one) => one.kind === 'window' && one.latestAt !== undefined)
    const observedAt = Math.min(...mechanisms.map((one) => one.observedAt))
    return [
      {
        ...{ id, system, name, identifier, kind, region, observedAt },
        systemName: names.get(system) ?? system,
        newest: newestOf(mechanisms),
        window: window ? { from: window.earliestAt ?? 0, to: window.latestAt ?? 0 } : null,
        count: mechanisms.reduce((sum, one) => sum + (one.kind === 'points' ? one.count : 0), 0),
        stale: mechanisms.some((one) => distrustOfFact(one, collectors, now) !== null),
        observed: asset.collectorId !== null,
      },
    ]
  })
}

function newestOf(mechanisms: readonly MechanismSummary[]): ProtectedAsset['newest'] {
  let newest: ProtectedAsset['newest'] = null
  for (const { mechanism, location, kind, newest: point, latestAt } of mechanisms) {
    if (kind === 'replica') continue
    const at = kind === 'window' ? latestAt : point?.consistentAt
    if (at === undefined || (newest && newest.at >= at)) continue
    newest = { mechanism, location, at, inferred: point?.inferred ?? false }
  }
  return newest
}
