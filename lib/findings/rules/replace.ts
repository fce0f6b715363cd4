import type { Raised, Rule } from '@/lib/findings/model/rule'

/** One finding a matter: leaves out what a rule's `replaces` names, on the subject that this rule itself speaks of. */
export function withoutReplaced(raised: readonly Raised[]): Raised[] {
  const told = new Map<Rule, Set<string>>()
  for (const { rule, found } of raised) {
    for (const less of rule.replaces ?? []) told.set(less, (told.get(less) ?? new Set()).add(found.about))
  }
  return raised.filter(({ rule, found }) => !told.get(rule)?.has(found.about))
}
