import type { Db } from '@/lib/db/client'
import type { ExposureBasis, LinkedRestore } from '@/lib/incidents/model/incident'
import { databasesOf, newestRestorable, pickBasis, type RestorableSource } from '@/lib/incidents/rules/basis'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { Plan } from '@/lib/plans/model/plan'

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
  const summaries = ids.length
    ? await db.assetSummary.findMany({
        where: { assetId: { in: ids } },
        select: { assetId: true, mechanisms: true, asset: { select: { name: true } } },
      })
    : []
  const bases: ExposureBasis[] = []
  for (const input of inputs) {
    const mine = new Set(databasesOf(input))
    const sources: RestorableSource[] = []
    for (const row of summaries.filter(({ assetId }) => mine.has(assetId))) {
      const mechanisms = row.mechanisms as unknown as MechanismSummary[]
      const found = newestRestorable(mechanisms, input.impactStartedAt, now)
      const older = found ?? (await olderPoint(db, row.assetId, input.impactStartedAt))
      if (older) sources.push({ asset: row.asset.name, ...older })
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
): Promise<Omit<RestorableSource, 'asset'> | null> {
  if (before === null) return null
  const point = await db.recoveryPoint.findFirst({
    where: {
      assetId,
      consistentAt: { lte: new Date(before) },
      goneAt: null,
      status: 'available',
      completedAt: { not: null },
    },
    orderBy: [{ consistentAt: 'desc' }, { id: 'desc' }],
    select: { consistentAt: true, confirmedAt: true },
  })
  return point && { at: point.consistentAt.getTime(), observedAt: point.confirmedAt.getTime(), fresh: true }
}
