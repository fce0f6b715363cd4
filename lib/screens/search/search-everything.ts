import type { Actor } from '@/lib/auth/model/actor'
import { searchIncidents } from '@/lib/incidents/store/search-incidents'
import { searchAssets } from '@/lib/inventory/store/search-assets'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { searchRestores } from '@/lib/restores/store/search-restores'
import { reviewedAmong } from '@/lib/reviews/store/queries'
import { planCandidates } from '@/lib/screens/search/plan-candidates'
import { assetCandidate, incidentCandidates, restoreCandidate } from '@/lib/screens/search/row-candidates'
import { MOST_RESULTS, type SearchAnswer } from '@/lib/search/model/search'
import { rank, wordsOf } from '@/lib/search/rules/rank'

/**
 * What matches every word of the query, over all that this person may read, best first. Plans are in memory; assets,
 * incidents and restores are found by one statement each, side by side, and the best of what they give is ranked here.
 */
export async function searchEverything(actor: Actor, q: string, now: number): Promise<SearchAnswer> {
  const words = wordsOf(q)
  if (words.length === 0) return { q, results: [], more: false }
  const plans = await plansInForce(actor)
  const systems = plans.map(({ system, plan }) => ({ key: system, name: plan.system.name }))
  const names = new Map(systems.map(({ key, name }) => [key, name]))
  const [assets, incidents, restores] = await Promise.all([
    searchAssets(actor, words, systems),
    searchIncidents(actor, words, systems),
    searchRestores(actor, words, systems),
  ])
  const reviewed = await reviewedAmong(
    actor,
    incidents.map(({ number }) => number),
  )
  const candidates = [
    ...plans.flatMap(planCandidates),
    ...assets.map((asset) => assetCandidate(asset, names)),
    ...incidents.flatMap((incident) => incidentCandidates(incident, names, reviewed.has(incident.number))),
    ...restores.map((restore) => restoreCandidate(restore, names, now)),
  ]
  return { q, ...rank(words, candidates, MOST_RESULTS) }
}
