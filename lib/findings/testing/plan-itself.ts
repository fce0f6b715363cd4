import { readFileSync } from 'node:fs'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'

/** For tests only: the five plans as their files stand, and what they say against themselves. */
export const NOW = Date.UTC(2026, 10, 21, 12)
export const SYSTEMS = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']
const plans = new Map(
  SYSTEMS.map((system) => {
    const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
    if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
    return [system, parsed.plan] as const
  }),
)
/** A copy of its own, to be changed. */
export const planOf = (system: string) => structuredClone(plans.get(system) as Plan)
/** What a plan says against itself, without its system's name. */
export const idsOf = (plan: Plan) => staticFindings(plan, NOW).map(({ id }) => id.slice(plan.system.key.length + 1))
/** One finding of a plan as its file stands. */
export const findingOf = (system: string, id: string) =>
  staticFindings(planOf(system), NOW).find((finding) => finding.id === `${system}:${id}`)
