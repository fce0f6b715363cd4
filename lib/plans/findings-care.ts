import { finding } from '@/lib/plans/finding'
import { isScheduled } from '@/lib/plans/findings-drills'
import type { Plan, PlanFinding } from '@/lib/plans/types'

/** Tasks and documents nobody answers for, and demands of a framework without evidence. */
export function careFindings(plan: Plan): PlanFinding[] {
  return [
    ...undone(plan, 'maintenance', plan.maintenance, 'Maintenance', 'task', 'tasks'),
    ...undone(plan, 'documents', plan.documents, 'Required documents', 'document', 'documents'),
    ...withoutEvidence(plan),
  ]
}

type Item = Plan['maintenance'][0] | Plan['documents'][0]

function undone(
  plan: Plan,
  about: string,
  items: readonly Item[],
  subject: string,
  one: string,
  many: string,
): PlanFinding[] {
  const open = items.filter(({ due, done }) => due === null || done === null)
  if (open.length === 0) return []
  return [
    finding(plan, about, {
      kind: 'care',
      severity: 'low',
      subject,
      sentence: `${open.length === 1 ? `A ${one} has` : `${open.length} ${many} have`} no day due, nobody who did it, or no evidence.`,
      planSays: open.map(({ name }) => name).join('; '),
      found: `${open.filter(({ due }) => due === null).length} without a day, ${open.filter(({ done }) => done === null).length} without a record.`,
      whatToDo: 'Give each a day; when it is done, write who did it and what shows it.',
      places: [
        ...new Map(open.map(({ source }) => [source.section, { text: source.says, where: source.section }])).values(),
      ],
      asset: null,
    }),
  ]
}

function withoutEvidence(plan: Plan): PlanFinding[] {
  return plan.compliance.flatMap((requirement) => {
    const drills = plan.drills.filter(({ id }) =>
      requirement.evidence.some(({ kind, of }) => kind === 'drill' && of === id),
    )
    const unheld = drills.filter((drill) => !isScheduled(drill))
    const only = requirement.evidence.every(({ kind }) => kind === 'drill')
    if (requirement.evidence.length > 0 && (!only || unheld.length < drills.length)) return []
    const none = requirement.evidence.length === 0
    return finding(plan, requirement.id, {
      kind: 'no-evidence',
      severity: 'medium',
      subject: requirement.framework,
      sentence: none
        ? `Nothing is named as evidence for ${requirement.framework}.`
        : `The evidence for ${requirement.framework} is a drill that nobody scheduled.`,
      planSays: requirement.requirement,
      found: none ? 'No evidence.' : unheld.map(({ name, frequency }) => `${name}, ${frequency}, no day`).join('; '),
      whatToDo: none ? 'Name what satisfies it.' : 'Schedule the drill, hold it, and keep its record.',
      places: [{ text: requirement.source.says, where: requirement.source.section }],
      asset: null,
    })
  })
}
