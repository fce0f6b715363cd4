import { isScheduled } from '@/lib/findings/rules/facts/drills'
import type { Evidence, Requirement } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'

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
