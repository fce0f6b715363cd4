import { db } from '@/lib/db/client'
import { newestUsable } from '@/lib/inventory/points'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'
import { loadAssets } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import type { Variable } from '@/lib/plans/model/messages'
import type { AssetKnown } from '@/lib/screens/runbook/rules/fill-in'

/**
 * What the account gave of a system's assets, by their keys, as far as places are filled in from it.
 *
 * @param now epoch milliseconds
 */
export async function knownOf(
  system: string,
  variables: readonly Variable[],
  now: number,
): Promise<Map<string, AssetKnown>> {
  const [assets, collectors, snapshots] = await Promise.all([
    loadAssets(system),
    loadCollectors(system),
    newestSnapshots(system, variables),
  ])
  return new Map(
    assets.map((asset) => {
      const fresh = distrustOfCollector(collectors.get(asset.collectorId ?? ''), now) === null
      return [
        asset.key,
        { asset, trusted: fresh && asset.goneAt === null, newestSnapshot: snapshots.get(asset.key) ?? null },
      ]
    }),
  )
}

/** The newest usable snapshot of each asset that a place asks for, by the asset's key. */
async function newestSnapshots(system: string, variables: readonly Variable[]): Promise<Map<string, string>> {
  const keys = new Set(
    variables.flatMap(({ from }) => (from?.kind === 'asset' && from.fact === 'newestSnapshot' ? from.asset : [])),
  )
  const found = await Promise.all(
    [...keys].map(async (key) => {
      const point = await newestUsable(db, `${system}:${key}`, {
        mechanisms: ['rds-snapshot-automated', 'rds-snapshot-manual'],
      })
      return point ? ([[key, point.identifier]] as const) : []
    }),
  )
  return new Map(found.flat())
}
