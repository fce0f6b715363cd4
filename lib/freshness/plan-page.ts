import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { loadFindingActs } from '@/lib/freshness/finding-queries'
import { loadLastRestores, loadSystemAlarms } from '@/lib/freshness/load'
import { planDocument } from '@/lib/freshness/plan-page-rules'
import type { PlanPageDto } from '@/lib/freshness/plan-page-types'
import { loadSystemFacts } from '@/lib/freshness/system-facts'

/**
 * The plan of a system as a document, and beside each statement what is true of it now.
 *
 * @param now epoch milliseconds
 * @throws NotFound when no plan of this name is in force; Forbidden
 */
export async function planPage(actor: Actor, system: string, now: number): Promise<PlanPageDto> {
  authorise(actor, 'plan.read')
  const [loaded, restores, alarms, acts] = await Promise.all([
    loadSystemFacts(system, now),
    loadLastRestores(system),
    loadSystemAlarms(system),
    loadFindingActs(system),
  ])
  return planDocument({ ...loaded, restores, alarms: alarms.get(system) ?? [], acts }, now)
}
