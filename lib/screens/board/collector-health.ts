import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'
import { loadCollectors } from '@/lib/inventory/store/collectors'

/**
 * How many sources of facts of the systems that the person may read have answered lately, of how many: the same count as the board's.
 *
 * @param now epoch milliseconds
 * @throws Forbidden
 */
export async function collectorHealth(actor: Actor, now: number): Promise<{ reporting: number; total: number }> {
  const collectors = [...(await loadCollectors(systemsFor(actor, 'board.read'))).values()]
  const fresh = collectors.filter((one) => distrustOfCollector(one, now) === null)
  return { reporting: fresh.length, total: collectors.length }
}
