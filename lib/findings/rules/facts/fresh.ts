import type { AccountFacts } from '@/lib/findings/model/rule'
import type { AssetPicture } from '@/lib/freshness/evidence'
import type { CollectorState } from '@/lib/inventory/model/asset-state'
import type { CollectorService } from '@/lib/inventory/model/facts'
import { collectorIdOf } from '@/lib/inventory/places/location'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'

/** Whether the facts of an asset may be held against the plan: there, and read lately by a collector that works. */
export function isFresh(facts: AccountFacts, { asset }: AssetPicture): boolean {
  return (
    asset.goneAt === null &&
    asset.confirmedAt !== null &&
    worksNow(facts, facts.context.collectors.get(asset.collectorId ?? ''))
  )
}

/** Whether a collector read everything lately: only then does absence mean anything. */
export function worksNow({ now }: AccountFacts, collector: CollectorState | undefined): boolean {
  return distrustOfCollector(collector, now) === null
}

/** The collector of a service in a region of the system's account. */
export function collectorIn({ plan, context }: AccountFacts, region: string, service: CollectorService) {
  const { key, account } = plan.system
  return context.collectors.get(collectorIdOf(key, account.id, region, service))
}
