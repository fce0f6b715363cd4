import type { Found, PlanRule } from '@/lib/findings/model/rule'
import type { Plan } from '@/lib/plans/model/plan'

/** Tasks and documents nobody answers for. */
export const care: PlanRule = {
  id: 'care',
  scope: 'plan',
  find: ({ plan }) => [
    ...undone('maintenance', plan.maintenance, 'Maintenance', 'task', 'tasks'),
    ...undone('documents', plan.documents, 'Required documents', 'document', 'documents'),
  ],
}

type Item = Plan['maintenance'][0] | Plan['documents'][0]

function undone(about: string, items: readonly Item[], subject: string, one: string, many: string): Found[] {
  const open = items.filter(({ due, done }) => due === null || done === null)
  if (open.length === 0) return []
  return [
    {
      about,
      severity: 'low',
      subject,
      sentence: `${open.length === 1 ? `A ${one} has` : `${open.length} ${many} have`} no day due, nobody who did it, or no evidence.`,
      planSays: open.map(({ name }) => name).join('; '),
      found: `${open.filter(({ due }) => due === null).length} without a day, ${open.filter(({ done }) => done === null).length} without a record.`,
      whatToDo: 'Give each a day; when it is done, write who did it and what shows it.',
      places: [
        ...new Map(open.map(({ source }) => [source.section, { text: source.says, where: source.section }])).values(),
      ],
      assetKey: null,
    },
  ]
}
