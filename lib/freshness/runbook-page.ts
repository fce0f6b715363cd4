import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import { NotFound } from '@/lib/errors'
import type { AssetKnown, IncidentFacts } from '@/lib/freshness/fill-in-rules'
import { FACT_LIMIT, loadAssets, loadCollectors, loadPlans } from '@/lib/freshness/load'
import { placesOf, runbookDocument } from '@/lib/freshness/runbook-page-rules'
import type { RunbookPageDto } from '@/lib/freshness/runbook-page-types'
import type { Variable } from '@/lib/plans/response-types'

/** `typed`: what a person filled in, by name of the place. `incident`: facts of the one it is worked in, by name. */
export interface RunbookAsked {
  system: string
  runbookId: string
  typed: Readonly<Record<string, string>>
  incident: IncidentFacts | null
}

/**
 * A runbook with its places filled in from what is known of the assets now.
 *
 * @param now epoch milliseconds
 * @throws NotFound when the plan in force has no such runbook; Forbidden
 */
export async function runbookPage(
  actor: Actor,
  { system, runbookId, typed, incident }: RunbookAsked,
  now: number,
): Promise<RunbookPageDto> {
  authorise(actor, 'plan.read')
  const [plans, assets, collectors] = await Promise.all([loadPlans(system), loadAssets(system), loadCollectors(system)])
  const state = plans[0]
  const runbook = state?.plan.runbooks.find(({ id }) => id === runbookId)
  if (!state || !runbook) throw new NotFound(`The plan in force of "${system}" has no runbook "${runbookId}".`)
  const snapshots = await newestSnapshots(system, placesOf(state.plan, runbook))
  const known = new Map<string, AssetKnown>(
    assets.map((asset) => {
      const collector = collectors.get(asset.collectorId ?? '')
      const fresh = collector?.lastSuccessAt ? now - collector.lastSuccessAt <= FACT_LIMIT : false
      return [
        asset.key,
        { asset, trusted: fresh && asset.goneAt === null, newestSnapshot: snapshots.get(asset.key) ?? null },
      ]
    }),
  )
  return runbookDocument({ state, runbook, known, typed, incident }, now)
}

/** The newest usable snapshot of each asset that a place asks for, by the asset's key. */
async function newestSnapshots(system: string, variables: readonly Variable[]): Promise<Map<string, string>> {
  const keys = new Set(
    variables.flatMap(({ from }) => (from?.kind === 'asset' && from.fact === 'newestSnapshot' ? from.asset : [])),
  )
  const found = await Promise.all(
    [...keys].map(async (key) => {
      const point = await db.recoveryPoint.findFirst({
        where: {
          assetId: `${system}:${key}`,
          mechanism: { in: ['rds-snapshot-automated', 'rds-snapshot-manual'] },
          status: 'available',
          goneAt: null,
        },
        orderBy: [{ consistentAt: 'desc' }, { id: 'desc' }],
        select: { identifier: true },
      })
      return point ? ([[key, point.identifier]] as const) : []
    }),
  )
  return new Map(found.flat())
}
