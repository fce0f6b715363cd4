import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { isScheduled } from '@/lib/findings/rules/plan/drills'
import { finding } from '@/lib/findings/rules/plan/finding'
import type { Evidence, Requirement } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'

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

/** What a framework demands and nothing shows yet: no evidence named, or only drills without a day and documents without a record. */
export function unevidenced(plan: Plan): { requirement: Requirement; lacking: string[] }[] {
  return plan.compliance.flatMap((requirement) => {
    const lacking = requirement.evidence.map((evidence) => lackOf(plan, evidence))
    const open = lacking.filter((lack) => lack !== null)
    return open.length < lacking.length ? [] : [{ requirement, lacking: open }]
  })
}

/** Why a piece of evidence does not exist yet; null where it stands. */
function lackOf(plan: Plan, { kind, of }: Evidence): string | null {
  if (kind === 'drill') {
    const drill = plan.drills.find(({ id }) => id === of)
    return drill && !isScheduled(drill) ? `${drill.name}, ${drill.frequency}, no day` : null
  }
  const document = kind === 'document' ? plan.documents.find(({ id }) => id === of) : undefined
  return document && document.done === null ? `${document.name}, no record` : null
}

function withoutEvidence(plan: Plan): PlanFinding[] {
  return unevidenced(plan).map(({ requirement, lacking }) => {
    const none = lacking.length === 0
    return finding(plan, requirement.id, {
      kind: 'no-evidence',
      severity: 'medium',
      subject: requirement.framework,
      sentence: none
        ? `Nothing is named as evidence for ${requirement.framework}.`
        : `The evidence for ${requirement.framework} does not exist yet.`,
      planSays: requirement.requirement,
      found: none ? 'No evidence.' : `${lacking.join('; ')}.`,
      whatToDo: none ? 'Name what satisfies it.' : 'Schedule the drill, hold it, and keep its record.',
      places: [{ text: requirement.source.says, where: requirement.source.section }],
      asset: null,
    })
  })
}
