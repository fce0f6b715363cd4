import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import type { PlanSource } from '@/lib/plans/model/base'
import type { Plan } from '@/lib/plans/model/plan'

/** A finding of this plan; its id names the system, the kind and `about`, which must be stable over revisions. */
export function finding(plan: Plan, about: string, content: Omit<PlanFinding, 'id'>): PlanFinding {
  return { id: `${plan.system.key}:${content.kind}:${about}`, ...content }
}

/** The same words inside a sentence: `The id of …` becomes `the id of …`; abbreviations and identifiers stay. */
export function lowerFirst(text: string): string {
  return /^[A-Z]([a-z]| [a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** The places of a document that a finding quotes, each once. */
export function placesOf(sources: readonly PlanSource[]): PlanFinding['places'] {
  const unique = new Map(sources.map(({ section, says }) => [`${section}\n${says}`, { text: says, where: section }]))
  return [...unique.values()]
}
