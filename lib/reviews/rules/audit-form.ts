import type { AuditRules, AuditSource } from '@/lib/plans/model/care'

/** What an incident's record in a plan's own form is made of. Instants are epoch milliseconds. */
export type AuditFacts = {
  mode: 'live' | 'drill'
  title: string
  status: string
  declaredByName: string
  declaredAt: number
  impactStartedAt: number | null
  resumedAt: number | null
  /** texts of the timeline's actions, steps of runbooks and restores, oldest first */
  actions: readonly string[]
}

export type AuditForm = Record<string, string | number | string[] | null>

/**
 * An incident in the form that its plan wants activities logged in: the plan's keys in the plan's order. What is not
 * recorded is null, never a guess; instants are ISO 8601 in UTC.
 */
export function auditForm(format: AuditRules['format'], facts: AuditFacts): AuditForm {
  return Object.fromEntries(format.map(({ key, from }) => [key, VALUES[from](facts)]))
}

const VALUES: Record<AuditSource, (facts: AuditFacts) => AuditForm[string]> = {
  'incident-kind': ({ mode }) => (mode === 'drill' ? 'dr_drill' : 'dr_activation'),
  'declared-at': ({ declaredAt }) => new Date(declaredAt).toISOString().replace(/\.\d+Z$/, 'Z'),
  'declared-by': ({ declaredByName }) => declaredByName,
  impact: ({ title }) => title,
  'timeline-actions': ({ actions }) => [...actions],
  outcome: ({ status }) => status,
  'duration-minutes': ({ impactStartedAt, resumedAt }) =>
    impactStartedAt === null || resumedAt === null || resumedAt < impactStartedAt
      ? null
      : Math.round((resumedAt - impactStartedAt) / 60_000),
}
