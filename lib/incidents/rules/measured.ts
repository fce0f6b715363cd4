import type { FollowedRunbook, StepAct } from '@/lib/incidents/model/acts'
import type { IncidentMode } from '@/lib/incidents/model/incident'
import { progressOf } from '@/lib/incidents/rules/steps'

/** What something took when it was last carried out. Milliseconds. */
export type Measured = {
  ms: number
  /** `INC-0042` */
  incident: string
  mode: IncidentMode
}

/** What a runbook and its steps took when last carried out; what was never measured is left out. */
export type MeasuredRunbook = {
  whole: Measured | null
  /** by the step's id */
  steps: Record<string, Measured>
}

/** The acts of one incident. */
export type PastWork = {
  incident: string
  mode: IncidentMode
  acts: readonly StepAct[]
}

/**
 * What a runbook took, by the newest incident that measured it. The whole counts from where the first step was
 * begun to the last act, once every step is done or skipped and one at least was done; a step, from where it was begun to where it was done.
 *
 * @param past newest first
 */
export function measuredOf(runbook: FollowedRunbook, past: readonly PastWork[]): MeasuredRunbook {
  const measured: MeasuredRunbook = { whole: null, steps: {} }
  for (const { incident, mode, acts } of past) {
    const own = acts.filter((act) => act.runbook === runbook.id).toSorted((a, b) => a.seq - b.seq)
    const progress = progressOf(runbook, own)
    // Steps written down afterwards, in one go, would look like a recovery within seconds.
    if (own[0]?.outcome === 'begun' && progress.done > 0 && progress.done + progress.skipped === runbook.steps.length) {
      const times = own.map(({ at }) => at)
      measured.whole ??= { ms: Math.max(...times) - Math.min(...times), incident, mode }
    }
    for (const [id, { outcome, took }] of Object.entries(progress.steps)) {
      if (outcome === 'done' && took !== null) measured.steps[id] ??= { ms: took, incident, mode }
    }
  }
  return measured
}
