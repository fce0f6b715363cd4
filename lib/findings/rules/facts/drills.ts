import type { Drill } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'

/** Whether a day was agreed, or a machine holds it. */
export function isScheduled({ days, schedule }: Pick<Drill, 'days' | 'schedule'>): boolean {
  return days.length > 0 || (schedule !== null && schedule.kind !== 'none-stated' && schedule.kind !== 'on-demand')
}

/** The keys of the assets that a drill restores, by its runbooks and by those of the scenarios it plays. */
export function restoredBy(plan: Plan, { runbooks, scenarios }: Pick<Drill, 'runbooks' | 'scenarios'>): Set<string> {
  const played = plan.scenarios.filter(({ id }) => scenarios.includes(id)).map(({ runbook }) => runbook)
  return new Set(
    plan.runbooks
      .filter(({ id }) => runbooks.includes(id) || played.includes(id))
      .flatMap(({ steps }) => steps.flatMap(({ restore }) => restore?.asset ?? [])),
  )
}
