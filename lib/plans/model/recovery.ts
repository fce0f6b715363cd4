import type { Mechanism } from '@/lib/plans/model/backups'
import type { Contradiction, PlanSource, RestoreEstimate, ToFillIn } from '@/lib/plans/model/base'
import type { Variable } from '@/lib/plans/model/messages'

/** What can happen, how it is noticed, what it hits, and the runbook that answers it. */
export type Scenario = {
  id: string
  /** The document's own number: `DR-001`. */
  reference: string | null
  name: string
  description: string
  environment: string | null
  /** How it is noticed, in words; ids of `detection` in `detectedBy`. */
  detection: string[]
  detectedBy: string[]
  /** Keys of the assets it hits. */
  assets: string[]
  assetsAssumed: boolean
  /** Id of a runbook; null where the document has none, which is a finding. */
  runbook: string | null
  /** Further runbooks that go with it. */
  alsoRunbooks: string[]
  severity: string | null
  source: PlanSource
  contradictions: Contradiction[]
}

export const STEP_KINDS = ['manual', 'command', 'restore', 'check', 'approval', 'message'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** The phases of a recovery (those of the actual recovery time, and what goes around them), in their order. */
export const STEP_PHASES = [
  'detect',
  'decide',
  'contain',
  'inform',
  'restore',
  'replay',
  'hydrate',
  'verify',
  'cut-over',
  'resume',
  'follow-up',
] as const
export type StepPhase = (typeof STEP_PHASES)[number]

export type Runbook = {
  id: string
  name: string
  purpose: string
  /** `recovery` answers a scenario; `operation` is done in everyday work, such as making backups. */
  kind: 'recovery' | 'operation'
  /** When to use it, and what has to be there first. */
  when: string[]
  prerequisites: string[]
  /** Keys of the assets it works on; variables may be filled in from them. */
  assets: string[]
  variables: Variable[]
  steps: RunbookStep[]
  /** What happens when a step fails and says nothing itself. */
  onFailure: FailureRule
  /** The document's estimate of the whole. */
  estimate: RestoreEstimate | null
  /** How it is watched, and where to look when it fails. */
  monitoring: string[]
  troubleshooting: string[]
  /** The document's way of recovering by replay of events, where it has one. */
  replay: { from: string; countsSkipped: boolean; says: string } | null
  source: PlanSource
  contradictions: Contradiction[]
}

export type FailureRule = {
  /** `roll-back` undoes the completed steps, the last one first. */
  do: 'stop' | 'roll-back' | 'continue' | 'escalate'
  /** What to do, in words. */
  says: string
}

export type RunbookStep = {
  id: string
  kind: StepKind
  name: string
  /** What the person does. */
  text: string
  phase: StepPhase
  /** Id of a role of the plan. */
  owner: string | null
  /** Expected milliseconds; null where nothing states it. */
  expected: number | null
  /** `owner`, `expected`: what of this step the document does not state. */
  assumed: string[]
  /** Ids of the steps that have to be done before; absent in the file means: the one written before it. */
  after: string[]
  /** A template: places to fill in are `{{ name }}`. */
  command: string | null
  language: 'bash' | 'sql' | 'conf' | null
  /** It changes or removes what exists: a second look is asked for. */
  dangerous: boolean
  /** Key of the asset that is restored, and the kind of backup this needs. */
  restore: { asset: string; needs: Mechanism } | null
  /** Id of a message template. */
  template: string | null
  /** Ids of verifications, and of a checklist. */
  verifications: string[]
  checklist: string | null
  /** Who agrees. */
  approver: string | null
  /** What success looks like; null where the document does not say. */
  success: string | null
  onFailure: FailureRule | null
  /** How the step is undone; null where it cannot be or nothing says how. */
  rollback: { text: string; command: string | null } | null
  toFillIn: ToFillIn[]
}

/** How a restored system is looked at, with what is expected. `expect` null: the document compares with nothing. */
export type RecoveryCheck = {
  id: string
  name: string
  how: 'query' | 'http' | 'command' | 'observation'
  asset: string | null
  command: string | null
  expect: string | null
  variables: Variable[]
  source: PlanSource
}

/** What notices trouble: alarms, health checks, people. */
export type Detection = {
  id: string
  name: string
  how: 'automated' | 'manual'
  says: string
  /** The CloudWatch alarm it needs: on this metric, of this asset. */
  alarm: { asset: string; metric: string; assumed: boolean } | null
  source: PlanSource
}

export type Checklist = {
  id: string
  name: string
  kind: 'assessment' | 'response' | 'recovery' | 'verification' | 'post-recovery' | 'drill' | 'documents'
  /** Milliseconds since the incident began (or was resolved, for `post-recovery`); null without times. */
  from: number | null
  to: number | null
  items: { id: string; text: string; owner: string | null; group: string | null }[]
  source: PlanSource
}

/** What acts by itself: when, and what it does in which order. */
export type Automation = {
  says: string
  primaryRegion: string | null
  drRegion: string | null
  triggers: {
    id: string
    kind: 'health-check' | 'error-rate'
    /** Failures in a row, or errors in the window; the document names no unit for the latter. */
    threshold: number
    unit: string | null
    /** Milliseconds. */
    interval: number | null
    window: number | null
    says: string
  }[]
  actions: {
    id: string
    kind: 'database-failover' | 'traffic-redirect' | 'service-scaling'
    /** 1 first. */
    priority: number
    assets: string[]
    /** The same by hand. */
    runbook: string | null
    says: string
  }[]
  notifications: { channel: string; severity: string | null; says: string }[]
  source: PlanSource
}
