import type { Actor } from '@/lib/auth/model/actor'
import { loadFindingActs } from '@/lib/findings/store/finding-queries'
import { loadSystemFacts } from '@/lib/findings/store/system-facts'
import { loadSystemAlarms } from '@/lib/inventory/store/alarms'
import { loadLastRestores } from '@/lib/restores/store/measured-restores'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { planDocument } from '@/lib/screens/plan/rules/plan-document'

/**
 * The plan of a system as a document, and beside each statement what is true of it now.
 *
 * @param now epoch milliseconds
 * @throws NotFound when no plan of this name is in force that the person may read
 */
export async function planPage(actor: Actor, system: string, now: number): Promise<PlanPageDto> {
  const [loaded, restores, alarms, acts] = await Promise.all([
    loadSystemFacts(actor, system, now),
    loadLastRestores(system),
    loadSystemAlarms(system),
    loadFindingActs(system),
  ])
  return planDocument({ ...loaded, restores, alarms: alarms.get(system) ?? [], acts }, now)
}
