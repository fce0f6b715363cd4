import { readFileSync } from 'node:fs'
import { parsePlan } from '@/lib/plans/document/parse'
import type { ToFillIn } from '@/lib/plans/model/base'
import type { Variable } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'

/** For tests that hold a plan to its document: plans as files, and their texts as the document writes them. */

/** The plan of `plans/<system>.yaml`. Throws with every fault where it is not sound. */
export function planOf(system: string): Plan {
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join('\n'))
  return parsed.plan
}

/** Every command of a runbook, its places filled with the document's placeholders or with what the plan knows of them. */
export function commandsOf(plan: Plan, id: string): string {
  const { steps, variables } = plan.runbooks.find((one) => one.id === id) ?? { steps: [], variables: [] }
  return steps
    .flatMap(({ command }) => command ?? [])
    .map((command) =>
      variables.reduce((text, one) => text.replaceAll(`{{ ${one.name} }}`, asWritten(plan, one)), command),
    )
    .join('\n')
}

function asWritten(plan: Plan, { placeholder, from }: Variable): string {
  if (placeholder) return placeholder
  if (from?.kind === 'value') return from.value
  if (from?.kind === 'account') return 'account'
  if (from?.kind === 'environment' || (from?.kind === 'asset' && from.fact === 'region')) return 'region'
  const asset = from?.kind === 'asset' ? plan.assets.find(({ key }) => key === from.asset) : undefined
  return (from?.kind === 'asset' && from.fact === 'identifier' ? asset?.identifier : null) ?? ''
}

/** Everything of a plan that is open, by the document's own text for it; each text once, sorted. */
export function placeholdersOf(plan: Plan): string[] {
  const open: Pick<ToFillIn, 'placeholder'>[] = [
    plan.review,
    ...plan.assets,
    ...plan.contacts,
    ...plan.communications.channels,
    ...plan.resources,
    ...plan.runbooks.flatMap(({ steps }) => steps),
  ].flatMap(({ toFillIn }) => toFillIn)
  return [...new Set(open.flatMap(({ placeholder }) => placeholder ?? []))].sort()
}
