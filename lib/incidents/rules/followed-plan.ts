import type { FollowedPlan } from '@/lib/incidents/model/followed-plan'
import type { Plan } from '@/lib/plans/model/plan'
import { hoursWords } from '@/lib/plans/rules/words'

/** What the command view of an incident needs of a plan. */
export function followedPlan(plan: Plan): FollowedPlan {
  const { system, roles, runbooks, scenarios, checklists, communications, severities } = plan
  const roleOf = (id: string | null) => roles.find((role) => role.id === id)?.name ?? null
  return {
    system: system.key,
    systemName: system.name,
    runbooks: runbooks.map(({ id, name, kind, onFailure, steps }) => ({
      id,
      name,
      onFailure,
      answers: scenarios.filter(({ runbook }) => runbook === id).map((scenario) => scenario.name),
      everyday: kind === 'operation',
      steps: steps.map((step) => ({
        id: step.id,
        name: step.name,
        after: step.after,
        onFailure: step.onFailure,
        owner: roleOf(step.owner),
        restores: step.restore !== null,
      })),
    })),
    messages: communications.templates.map(({ id, name, when, audiences }) => ({
      id,
      name,
      when,
      to: communications.audiences
        .filter((audience) => audiences.includes(audience.id))
        .map((audience) => audience.name)
        .join(', '),
    })),
    checklists: checklists
      .filter(({ kind }) => kind !== 'documents')
      .map(({ id, name, kind, from, to, items }) => ({
        id,
        name,
        kind,
        hours: hoursWords(from, to),
        items: items.map((item) => ({ id: item.id, text: item.text, owner: roleOf(item.owner) })),
      })),
    telling: { cadence: communications.cadence, severities },
  }
}
