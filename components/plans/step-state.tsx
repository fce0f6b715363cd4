import { Instant } from '@/components/ui/instant'
import type { Mark } from '@/components/ui/mark'
import { StateTag } from '@/components/ui/state-tag'
import type { StepState } from '@/lib/incidents/model/acts'
import type { Measured } from '@/lib/incidents/rules/measured'
import { formatDuration } from '@/lib/time/durations'

/** How a step is drawn in each state: a mark, and a word of its own. */
export const STEP_LOOK: Record<StepState['outcome'], { mark: Mark; word: string }> = {
  waiting: { mark: 'waiting', word: 'Waiting' },
  begun: { mark: 'running', word: 'Begun' },
  done: { mark: 'within', word: 'Done' },
  failed: { mark: 'failed', word: 'Failed' },
  skipped: { mark: 'late', word: 'Skipped' },
  undone: { mark: 'at-risk', word: 'Undone' },
}

/** What was recorded of a step: by whom, when, how long it took; nothing while it waits. */
export function StepStateLine({ state }: { state: StepState }) {
  if (!state.act) return null
  const { mark, word } = STEP_LOOK[state.outcome]
  return (
    <p className="mb-1">
      <StateTag state={mark} plain className="flex">
        {word}
      </StateTag>
      <Instant at={state.act.at} zone /> by {state.act.byName}
      {state.took === null ? null : `, took ${formatDuration(state.took)}`}
    </p>
  )
}

/** What something took when it was last carried out, and where. */
export function MeasuredLine({ measured: { ms, incident, mode } }: { measured: Measured }) {
  return (
    <p>
      took {formatDuration(ms)} in {incident}
      {mode === 'drill' ? ', a drill' : ''}
    </p>
  )
}
