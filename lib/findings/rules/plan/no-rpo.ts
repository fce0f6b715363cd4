import type { PlanRule } from '@/lib/findings/model/rule'

/** Tiers that say how long they may be down, and never how much data they may lose: one for the plan, listing them. */
export const noRpo: PlanRule = {
  id: 'no-rpo',
  scope: 'plan',
  find: ({ plan }) => {
    const without = plan.objectives.filter(({ scope, rto, rpo }) => scope === 'tier' && rto && !rpo)
    if (without.length === 0) return []
    return [
      {
        about: 'tiers',
        severity: 'low',
        subject: 'Objectives',
        sentence: `${without.length === 1 ? 'A tier has' : `${without.length} tiers have`} an RTO and no RPO.`,
        planSays: without.map(({ name }) => name).join('; '),
        found: 'How much data they may lose is not stated; the RPO of a component may hold for some of them.',
        whatToDo: 'State an RPO for each tier, or which component’s RPO holds for it.',
        places: without.map(({ source }) => ({ text: source.says, where: source.section })),
        assetKey: null,
      },
    ]
  },
}
