import type { Finding } from '@/lib/findings/model/finding'
import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import type { AccountFacts, MeasuredObjective, Raised, Rule } from '@/lib/findings/model/rule'
import { RULES } from '@/lib/findings/registry'
import { withoutReplaced } from '@/lib/findings/rules/replace'
import { evaluateFreshness } from '@/lib/freshness/evaluate'
import { type AssetPicture, dataAssets, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY } from '@/lib/time/durations'
import { findingRank } from '@/lib/vocabulary/severities'

/** Where plan and account disagree now, and what the plan leaves unsettled by itself. Worst first, then as registered. */
export function findingsOf(facts: SystemFacts, now: number): Finding[] {
  const pictures = facts.plan.assets.flatMap((asset) => pictureOf(facts, asset.key, now - 7 * DAY, now) ?? [])
  const asked: AccountFacts = { ...facts, now, pictures, measured: measuredOf(facts, pictures, now) }
  const raised = RULES.flatMap((line) => ('id' in line ? ask(line, asked) : askInTurn(line, asked)))
  return worstFirst(withoutReplaced(raised)).map(({ rule, found: { about, mark, ...content } }) => ({
    ...content,
    id: idOf(rule, about, facts.plan),
    mark: mark ?? (content.severity === 'low' ? 'info' : 'at-risk'),
    system: facts.plan.system.key,
    origin: rule.scope === 'plan' ? 'plan' : 'account',
  }))
}

/** What of a plan a person has to settle, before anything of the account is looked at. Worst first, then as registered. */
export function staticFindings(plan: Plan, now: number): PlanFinding[] {
  const raised = RULES.flat().flatMap((rule) =>
    rule.scope === 'plan' ? rule.find({ plan, now }).map((found) => ({ rule, found })) : [],
  )
  return worstFirst(withoutReplaced(raised)).map(({ rule, found }) => {
    const { about, severity, subject, sentence, planSays, found: seen, whatToDo, places = [], assetKey: asset } = found
    const id = idOf(rule, about, plan)
    return { id, kind: rule.id, severity, subject, sentence, planSays, found: seen, whatToDo, places, asset }
  })
}

/** Acknowledgements are kept by it: it never changes while the matter is the same. */
function idOf({ scope, id }: Rule, about: string, plan: Plan): string {
  return scope === 'plan' ? `${plan.system.key}:${id}:${about}` : `${id}:${about}`
}

function ask(rule: Rule, facts: AccountFacts): Raised[] {
  return rule.find(facts).map((found) => ({ rule, found }))
}

/** Rules that are told together, one objective after the other where that is their scope, else one asset. */
function askInTurn(rules: readonly Rule[], facts: AccountFacts): Raised[] {
  const turns = rules.some(({ scope }) => scope === 'objective')
    ? facts.measured.map((one) => ({ ...facts, measured: [one] }))
    : facts.pictures.map((one) => ({ ...facts, pictures: [one] }))
  return turns.flatMap((turn) => rules.flatMap((rule) => ask(rule, turn)))
}

function measuredOf(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): MeasuredObjective[] {
  return facts.plan.objectives.flatMap((objective) => {
    const { rpo } = objective
    if (!rpo) return []
    return dataAssets(facts, objective.covers).flatMap((key) => {
      const picture = pictures.find((candidate) => candidate.asset.key === key)
      if (!picture) return []
      return { objective, rpo: rpo.target, picture, judged: evaluateFreshness({ target: rpo.target }, picture, now) }
    })
  })
}

function worstFirst(raised: readonly Raised[]): Raised[] {
  return raised.toSorted((a, b) => findingRank(a.found.severity) - findingRank(b.found.severity))
}
