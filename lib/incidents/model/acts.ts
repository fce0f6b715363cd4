import type { FailureRule } from '@/lib/plans/model/recovery'

/** What of a runbook says how it stands: its steps, their order, and what to do when one fails. */
export type FollowedRunbook = {
  id: string
  onFailure: FailureRule
  steps: { id: string; after: string[]; onFailure: FailureRule | null }[]
}

/** What a person records of one step of a runbook. */
export const STEP_OUTCOMES = ['begun', 'done', 'failed', 'skipped', 'undone'] as const
export type StepOutcome = (typeof STEP_OUTCOMES)[number]

/** What the detail of a runbook entry holds. `revision` is the content hash of the plan that was read. */
export type StepDetail = {
  runbook: string
  step: string
  outcome: StepOutcome
  revision: string
}

/** What the detail of a checklist entry holds. */
export type CheckDetail = {
  checklist: string
  item: string
  ticked: boolean
  revision: string
}

/** Where the timeline has an act. `at` is when it happened, epoch milliseconds. */
type Recorded = {
  entryId: string
  seq: number
  at: number
  byName: string
}

/** One act on a step, as the timeline has it. */
export type StepAct = Pick<StepDetail, 'runbook' | 'step' | 'outcome'> & Recorded

/** One act on an item of a checklist, as the timeline has it. */
export type CheckAct = Pick<CheckDetail, 'checklist' | 'item' | 'ticked'> & Recorded

/** How a step stands in an incident. `waiting`: nothing is recorded of it. */
export type StepState = {
  outcome: StepOutcome | 'waiting'
  /** the act that says so; null while it waits */
  act: StepAct | null
  /** from begun to done, failed or skipped; null where nobody recorded the beginning. Milliseconds. */
  took: number | null
  /** all that has to be done before is done or skipped, and it is not */
  isNext: boolean
  /** ids of the steps that it still waits for */
  waitsFor: string[]
}

/** What the plan says to do about a failed step. `undo`: completed steps to undo, the last one first. */
export type StepFailure = {
  step: string
  says: string
  rule: 'stop' | 'roll-back' | 'continue' | 'escalate'
  undo: string[]
}

/** A runbook as it stands in an incident. */
export type RunbookProgress = {
  /** by the step's id */
  steps: Record<string, StepState>
  done: number
  skipped: number
  /** the first step whose turn it is; null when there is none */
  next: string | null
  /** the newest failure that nothing has put right since */
  failure: StepFailure | null
}
