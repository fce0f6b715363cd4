import type { Db } from '@/lib/db/client'
import type { ExposureBasis } from '@/lib/incidents/model/incident'
import { databasesOf, newestRestorable, pickBasis, type RestorableSource } from '@/lib/incidents/rules/basis'
import { newestUsable } from '@/lib/inventory/points'
import { type Collectors, distrustOfFact } from '@/lib/inventory/rules/trust'
import { assetsById } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import type { Plan } from '@/lib/plans/model/plan'
import type { LinkedRestore } from '@/lib/restores/model/linked'

/** What decides an incident's exposure, as the database has it. Instants are epoch milliseconds. */
export type BasisInput = {
  system: string
  environment: string | null
  impactStartedAt: number | null
  recoveredToAt: number | null
  restores: readonly LinkedRestore[]
  plan: Plan | undefined
}

/**
 * What each incident's exposure counts from: the point it was recovered to, the point of its newest restore, or the
 * newest point from which its database could be restored (at or before the impact).
 *
 * @param now epoch milliseconds
 */
export async function exposureBases(db: Db, inputs: readonly BasisInput[], now: number): Promise<ExposureBasis[]> {
  const undecided = inputs.filter((input) => pickBasis(input, []).kind === 'none')
  const ids = [...new Set(undecided.flatMap((input) => databasesOf(input)))]
  const assets = await assetsById(db, ids)
  const collectors: Collectors = ids.length === 0 ? new Map() : await loadCollectors(undefined, db)
  const bases: ExposureBasis[] = []
  for (const input of inputs) {
    const mine = new Set(databasesOf(input))
    const sources: RestorableSource[] = []
    for (const asset of assets.filter(({ id }) => mine.has(id))) {
      const found = newestRestorable(asset.mechanisms, input.impactStartedAt, collectors, now)
      const older = found ?? (await olderPoint(db, asset.id, input.impactStartedAt, collectors, now))
      if (older) sources.push({ asset: asset.name, ...older })
    }
    bases.push(pickBasis(input, sources))
  }
  return bases
}

// Every kept summary is newer than the impact: the newest completed point before it.
async function olderPoint(
  db: Db,
  assetId: string,
  before: number | null,
  collectors: Collectors,
  now: number,
): Promise<Omit<RestorableSource, 'asset'> | null> {
  if (before === null) return null
  const point = await newestUsable(db, assetId, { before })
  if (!point) return null
  const { consistentAt: at, confirmedAt: observedAt, collectorId } = point
  return { at, observedAt, distrust: distrustOfFact({ observedAt, collectorId }, collectors, now) }
}
