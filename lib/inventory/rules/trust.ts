import type { CollectorState } from '@/lib/inventory/model/asset-state'

/** Sources of facts by their id. */
export type Collectors = ReadonlyMap<string, CollectorState>

/** What the last reading of a fact ended in, apart from its age. */
export type Trouble = 'refused' | 'garbled' | 'incomplete' | 'unobserved'

/** Why a fact that should be there cannot be trusted. */
export type Distrust = Trouble | 'stale' | 'never-read'

/** When a fact was last seen, and by what. */
export type Sight = {
  /** when it was last confirmed, epoch milliseconds; null when never */
  observedAt: number | null
  /** how old it may grow before it is unknown, milliseconds */
  limit: number
  trouble?: Trouble | null
}

const REFUSED = /denied|unauthor|signature|credential|token|optin|accountproblem|notauthorized|invalidclient/i
const GARBLED = /garbled/i

/**
 * How old a fact may grow before it is unknown, in milliseconds: two rounds of the collector that reads it. A round that
 * fails is made up for by the next; after that nothing is known any more.
 */
export function trustLimit(intervalMs: number): number {
  return 2 * intervalMs
}

/** What the last reading of a collector ended in; null when it went well, or only took too long: then age alone tells. */
export function troubleOf(collector: CollectorState | undefined): Trouble | null {
  if (!collector) return 'unobserved'
  if (collector.failingSince !== null && collector.errorCode) {
    if (REFUSED.test(collector.errorCode)) return 'refused'
    if (GARBLED.test(collector.errorCode)) return 'garbled'
  }
  return collector.incomplete ? 'incomplete' : null
}

/** A fact as its collector saw it. What no collector reads is unobserved. */
export function sightOf(observedAt: number | null, collector: CollectorState | undefined): Sight {
  return { observedAt, limit: collector ? trustLimit(collector.intervalMs) : 0, trouble: troubleOf(collector) }
}

/** Why a fact must not be believed at this moment; null when it may. */
export function distrustOf({ observedAt, limit, trouble }: Sight, now: number): Distrust | null {
  if (trouble) return trouble
  if (observedAt === null) return 'never-read'
  return now - observedAt <= limit ? null : 'stale'
}

/** The same of all that a collector reads: whether what it does not show is not there. */
export function distrustOfCollector(collector: CollectorState | undefined, now: number): Distrust | null {
  return distrustOf(sightOf(collector?.lastSuccessAt ?? null, collector), now)
}

/** Why a fact with its collector's id must not be believed; null when it may. */
export function distrustOfFact(
  { observedAt, collectorId }: { observedAt: number | null; collectorId?: string | null },
  collectors: Collectors,
  now: number,
): Distrust | null {
  return distrustOf(sightOf(observedAt, collectors.get(collectorId ?? '')), now)
}
