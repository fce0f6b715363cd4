import type { PlanRule } from '@/lib/findings/model/rule'

/** What acts by itself and that nobody could do by hand on the day it does not. */
export const automationByHand: PlanRule = {
  id: 'no-runbook',
  scope: 'plan',
  find: ({ plan: { automation } }) => {
    const alone = automation?.actions.filter(({ runbook }) => runbook === null) ?? []
    if (!automation || alone.length === 0) return []
    return [
      {
        about: 'automation-by-hand',
        severity: 'low',
        subject: 'Automation',
        sentence: `${alone.length === 1 ? 'An automatic action has' : `${alone.length} automatic actions have`} no runbook by hand.`,
        planSays: alone.map(({ says }) => says).join(' '),
        found: 'Nothing says how it is done when the automation does not act.',
        whatToDo: 'Name the runbook that does the same by hand, or write one.',
        places: [{ text: automation.source.says, where: automation.source.section }],
        assetKey: alone[0]?.assets[0] ?? null,
      },
    ]
  },
}
