import type { Finding } from '@/lib/findings/model/finding'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'
import type { CollectorState } from '@/lib/inventory/model/asset-state'
import { DAY } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

/** What every finding of the account against the plan has in common, by the asset it is about. */
export function aboutAsset(
  facts: SystemFacts,
  picture: AssetPicture,
): Pick<Finding, 'system' | 'subject' | 'assetKey' | 'origin'> {
  return {
    system: facts.plan.system.key,
    subject: picture.asset.name,
    assetKey: picture.asset.key,
    origin: 'account',
  }
}

/** Whether the facts of an asset may be held against the plan: there, and read lately by a collector that works. */
export function isFresh(facts: SystemFacts, picture: AssetPicture, now: number): boolean {
  const { asset } = picture
  return (
    asset.goneAt === null &&
    asset.confirmedAt !== null &&
    worksNow(facts, facts.context.collectors.get(asset.collectorId ?? ''), now)
  )
}

/** Whether a collector read everything lately: only then does absence mean anything. */
export function worksNow(facts: SystemFacts, collector: CollectorState | undefined, now: number): boolean {
  if (!collector || collector.failingSince !== null || collector.incomplete || collector.lastSuccessAt === null)
    return false
  return now - collector.lastSuccessAt <= facts.context.limit
}

/** The collector of a service in a region of the system's account. */
export function collectorIn(facts: SystemFacts, region: string, service: string): CollectorState | undefined {
  const { key, account } = facts.plan.system
  return facts.context.collectors.get(`${key}/${account.id}/${region}/${service}`)
}

/**
 * Whether points are kept as long as planned; null: without end. Stores count in days, and years and months have no
 * one number of days: from a quarter of a year on, one part in fifty is the same.
 */
export function isKeptAsLong(planned: number | null, found: number | null): boolean {
  if (planned === null || found === null) return planned === found
  return Math.abs(planned - found) < Math.max(DAY, planned >= 90 * DAY ? planned / 50 : 0)
}

/** `Read 21 Nov 2026 05:39 UTC.`: a finding may be read much later, so always with its day. */
export function readWords(at: number | null): string {
  return at === null ? '' : ` Read ${formatInstant(at, at + 400 * 86_400_000).replace(/:\d\d$/, '')} UTC.`
}
