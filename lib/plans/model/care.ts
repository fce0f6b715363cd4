import type { PolicySchedule } from '@/lib/plans/model/backups'
import type { Contradiction, PlanSource, ToFillIn } from '@/lib/plans/model/base'

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'quarterly', 'annual'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** A rehearsal the plan asks for. */
export type Drill = {
  id: string
  name: string
  kind: 'backup-verification' | 'restore-test' | 'failover' | 'infrastructure' | 'simulation' | 'review'
  frequency: Frequency
  /** 1–4 where the document names the quarter. */
  quarter: number | null
  /** Days agreed on, `YYYY-MM-DD`; empty: never scheduled, which is a finding. */
  days: string[]
  /** Where a machine does it: its schedule. */
  schedule: PolicySchedule | null
  /** Milliseconds; null where the document does not say. */
  duration: number | null
  scope: string
  environment: string | null
  scenarios: string[]
  runbooks: string[]
  steps: string[]
  checklist: string | null
  /** The temporary resources it makes and removes. */
  leavesNothing: string | null
  source: PlanSource
  contradictions: Contradiction[]
}

/** How a review is written, what happens after an incident and by when. */
export type ReviewRules = {
  sections: ReviewSection[]
  /** Milliseconds since the incident was resolved. */
  deadlines: { id: string; what: string; from: number | null; within: number; source: PlanSource }[]
  source: PlanSource
}

export type ReviewSection = {
  id: string
  title: string
  /** What the section asks for. */
  asks: string[]
  /** What Tidemark fills in by itself; null where a person writes it. */
  filledFrom: 'facts' | 'timeline' | 'figures' | 'actions' | null
}

export type Requirement = {
  id: string
  framework: string
  requirement: string
  /** Milliseconds: done within, or done again at least as often. */
  within: number | null
  atLeastEvery: number | null
  /** `if applicable`. */
  condition: string | null
  evidence: Evidence[]
  source: PlanSource
}

export const EVIDENCE_KINDS = [
  'drill',
  'objective',
  'backup',
  'asset',
  'runbook',
  'checklist',
  'environment',
  'document',
  'audit-record',
  'timeline',
  'review',
] as const

/** What satisfies a requirement: something of this plan (`of` is its id or key), or a record that Tidemark keeps. */
export type Evidence = { kind: (typeof EVIDENCE_KINDS)[number]; of: string | null; says: string }

/** What must be logged, and the form the plan wants it in. */
export type AuditRules = {
  must: string[]
  /** The document's keys; `from` says where Tidemark takes each. */
  format: { key: string; type: 'text' | 'instant' | 'number' | 'list'; from: AuditSource; says: string }[]
  source: PlanSource
}

export const AUDIT_SOURCES = [
  'incident-kind',
  'declared-at',
  'declared-by',
  'impact',
  'timeline-actions',
  'outcome',
  'duration-minutes',
] as const
export type AuditSource = (typeof AUDIT_SOURCES)[number]

/** A document the plan requires. Days are `YYYY-MM-DD`; null where nobody has said. */
export type RequiredDocument = {
  id: string
  name: string
  location: string | null
  due: string | null
  done: { on: string; by: string; evidence: string } | null
  source: PlanSource
}

export type MaintenanceTask = {
  id: string
  name: string
  frequency: Frequency
  owner: string | null
  due: string | null
  done: { on: string; by: string; evidence: string } | null
  source: PlanSource
}

/** A place people need: console, dashboard, scripts, documentation. */
export type Resource = {
  id: string
  name: string
  kind: 'console' | 'dashboard' | 'status-page' | 'repository' | 'scripts' | 'documentation' | 'backups' | 'tool'
  address: string | null
  use: string
  toFillIn: ToFillIn[]
  source: PlanSource
}
