import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import { distrustOfFact } from '@/lib/inventory/rules/trust'
import type { PreflightFacts } from '@/lib/restores/model/preflight'

/** Why a check cannot rest on a fact, as a clause; null when it can. */
export function doubtOf(
  { collectors, now }: Pick<PreflightFacts, 'collectors' | 'now'>,
  fact: { confirmedAt: number | null; collectorId: string | null },
): string | null {
  const distrust = distrustOfFact({ ...fact, observedAt: fact.confirmedAt }, collectors, now)
  if (distrust === null) return null
  return distrust === 'stale' || distrust === 'never-read' ? 'the facts are old' : DISTRUST_WORDS[distrust]
}

/** A clause as a sentence begins. */
export function begins(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}
