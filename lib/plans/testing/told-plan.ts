import { readFileSync } from 'node:fs'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'
import { deadlineWords } from '@/lib/plans/rules/words'
import { formatDuration } from '@/lib/time/durations'

/** For tests only: the plan of a system as its file stands. */
export function planOf(system: string): Plan {
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  return parsed.plan
}

export const words = (ms: number | null) => (ms === null ? '–' : formatDuration(ms).replaceAll('\u00a0', ' '))
export const soon = (plan: Plan, id: string) =>
  deadlineWords(plan.severities.find((one) => one.id === id)?.respond ?? null).replaceAll('\u00a0', ' ')
export const steps = ({ runbooks }: Plan, id: string) => runbooks.find((one) => one.id === id)?.steps ?? []
export const commands = (plan: Plan, id: string) =>
  steps(plan, id)
    .flatMap(({ command }) => command ?? [])
    .join('\n')
export const items = ({ checklists }: Plan, id: string) => checklists.find((one) => one.id === id)?.items.length
export const times = ({ checklists }: Plan, id: string) => {
  const list = checklists.find((one) => one.id === id)
  return `${words(list?.from ?? null)} to ${words(list?.to ?? null)}`
}
export const blanks = (plan: Plan) =>
  [
    ...plan.review.toFillIn,
    ...plan.contacts.flatMap(({ toFillIn }) => toFillIn),
    ...plan.communications.channels.flatMap(({ toFillIn }) => toFillIn),
    ...plan.resources.flatMap(({ toFillIn }) => toFillIn),
    ...plan.assets.flatMap(({ toFillIn }) => toFillIn),
    ...plan.runbooks.flatMap((runbook) => runbook.steps.flatMap(({ toFillIn }) => toFillIn)),
  ].flatMap(({ placeholder }) => placeholder ?? [])
