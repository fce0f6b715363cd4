import type { PlanRule } from '@/lib/findings/model/rule'

/** Promises about data for which the plan names no place. */
export const noAsset: PlanRule = {
  id: 'no-asset',
  scope: 'plan',
  find: ({ plan }) =>
    plan.objectives
      .filter(({ rpo, covers }) => rpo && covers.length === 0)
      .map((objective) => ({
        about: objective.id,
        severity: 'medium',
        mark: 'unknown',
        subject: objective.name,
        sentence: `The RPO of ${objective.name} names no place where the data is kept, so nothing can observe it.`,
        planSays: objective.source.says,
        found: 'No asset of the plan stands for it.',
        whatToDo: 'Name the database, bucket or store that holds this data.',
        places: [{ text: objective.source.says, where: objective.source.section }],
        assetKey: null,
      })),
}
