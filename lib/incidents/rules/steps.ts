import type {
  FollowedRunbook,
  RunbookProgress,
  StepAct,
  StepFailure,
  StepOutcome,
  StepState,
} from '@/lib/incidents/model/acts'
import type { Runbook, RunbookStep } from '@/lib/plans/model/recovery'
import { stepsInOrder } from '@/lib/plans/rules/runbook'
import { formatTime } from '@/lib/time/instants'

/** Words of each outcome as an entry begins with them. */
const OUTCOME_WORDS: Record<StepOutcome, string> = {
  begun: 'Begun',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  undone: 'Undone',
}

const OVER: readonly (StepOutcome | 'waiting')[] = ['done', 'skipped']

/**
 * How a runbook stands by what was recorded: for each step the newest act, by order of recording, holds.
 *
 * @param acts of one incident; those on other runbooks, and on steps the plan no longer has, are passed over
 */
export function progressOf(runbook: FollowedRunbook, acts: readonly StepAct[]): RunbookProgress {
  const own = acts.filter((act) => act.runbook === runbook.id).toSorted((a, b) => a.seq - b.seq)
  const newest = new Map(own.map((act) => [act.step, act]))
  const over = (id: string) => OVER.includes(newest.get(id)?.outcome ?? 'waiting')
  const order = stepsInOrder(runbook.steps)
  const steps = order.map((step): [string, StepState] => {
    const act = newest.get(step.id) ?? null
    const waitsFor = step.after.filter((id) => !over(id))
    return [
      step.id,
      {
        outcome: act?.outcome ?? 'waiting',
        act,
        took: tookOf(own.filter(({ step: id }) => id === step.id)),
        isNext: waitsFor.length === 0 && !over(step.id) && act?.outcome !== 'undone',
        waitsFor,
      },
    ]
  })
  return {
    steps: Object.fromEntries(steps),
    done: order.filter(({ id }) => newest.get(id)?.outcome === 'done').length,
    skipped: order.filter(({ id }) => newest.get(id)?.outcome === 'skipped').length,
    next: steps.find(([, { isNext }]) => isNext)?.[0] ?? null,
    failure: failureOf(runbook, newest),
  }
}

/** From the last beginning to the act that ended it. */
function tookOf(acts: readonly StepAct[]): number | null {
  const last = acts.at(-1)
  const before = acts.at(-2)
  if (!last || last.outcome === 'begun' || last.outcome === 'undone' || before?.outcome !== 'begun') return null
  return Math.max(0, last.at - before.at)
}

function failureOf(runbook: FollowedRunbook, newest: ReadonlyMap<string, StepAct>): StepFailure | null {
  const failed = runbook.steps
    .flatMap((step) => {
      const act = newest.get(step.id)
      return act?.outcome === 'failed' ? [{ step, act }] : []
    })
    .toSorted((a, b) => b.act.seq - a.act.seq)[0]
  if (!failed) return null
  const rule = failed.step.onFailure ?? runbook.onFailure
  const done = [...newest.values()].filter(({ step, outcome }) => outcome === 'done' && hasStep(runbook, step))
  return {
    step: failed.step.id,
    rule: rule.do,
    says: rule.says,
    undo: rule.do === 'roll-back' ? done.toSorted((a, b) => b.seq - a.seq).map(({ step }) => step) : [],
  }
}

const hasStep = (runbook: FollowedRunbook, id: string) => runbook.steps.some((step) => step.id === id)

/**
 * Why an act on a step cannot be recorded; null when it can. The order of steps is never enforced: a person who did a
 * step before its turn must be able to say so.
 */
export function stepActFault(state: StepState, outcome: StepOutcome, note: string | undefined): string | null {
  const { act } = state
  if (act && act.outcome === outcome) {
    return `${act.byName} recorded it as ${outcome} at ${formatTime(act.at)} UTC already.`
  }
  if (outcome === 'undone' && !['done', 'failed', 'begun'].includes(state.outcome)) {
    return 'Nothing is recorded as done here, so there is nothing to undo.'
  }
  if (outcome === 'skipped' && !note) return 'Say why it is skipped; the review will ask.'
  return null
}

/** The line of the timeline: `Done: Stop writes (DR-002, database recovery, step 1 of 5). 14 sessions ended` */
export function stepText(runbook: Runbook, step: RunbookStep, outcome: StepOutcome, note: string | undefined): string {
  const number = stepsInOrder(runbook.steps).findIndex(({ id }) => id === step.id) + 1
  const line = `${OUTCOME_WORDS[outcome]}: ${step.name} (${runbook.name}, step ${number} of ${runbook.steps.length}).`
  return note ? `${line} ${note}` : line
}
