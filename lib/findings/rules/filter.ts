import type { Finding } from '@/lib/findings/model/finding'
import type { FindingState, LivingFinding } from '@/lib/findings/rules/life'
import type { FindingSeverity } from '@/lib/vocabulary/severities'
import { FINDING_SEVERITIES } from '@/lib/vocabulary/severities'

/** Which findings a page shows; null lets all pass. It lives in the page's address. */
export type FindingFilter = {
  severity: FindingSeverity | null
  origin: Finding['origin'] | null
  state: FindingState | null
}

export const ORIGINS: readonly Finding['origin'][] = ['plan', 'account']
export const STATES: readonly FindingState[] = ['open', 'returned', 'acknowledged']

/** Reads a filter from an address; what is no choice lets all pass. */
export function readFilter(query: Record<string, string | string[] | undefined>): FindingFilter {
  return {
    severity: FINDING_SEVERITIES.find((each) => each === query.severity) ?? null,
    origin: ORIGINS.find((each) => each === query.origin) ?? null,
    state: STATES.find((each) => each === query.state) ?? null,
  }
}

/** The address of a system's findings with a filter, without what lets all pass. */
export function filterHref(system: string, filter: FindingFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== null) query.set(name, value)
  return `/systems/${system}/findings${query.size > 0 ? `?${query}` : ''}`
}

/** The findings that pass, in the order given. A returned finding is an open one; those that returned can be asked for alone. */
export function filterFindings(findings: readonly LivingFinding[], filter: FindingFilter): LivingFinding[] {
  return findings.filter(
    ({ severity, origin, state }) =>
      (filter.severity === null || severity === filter.severity) &&
      (filter.origin === null || origin === filter.origin) &&
      (filter.state === null || state === filter.state || (filter.state === 'open' && state === 'returned')),
  )
}

/** How many a choice would list: acknowledged ones, which are folded then, count only where they are asked for. */
export function countChoice(
  findings: readonly LivingFinding[],
  filter: FindingFilter,
  choice: Partial<FindingFilter>,
): number {
  const asked = { ...filter, ...choice }
  return filterFindings(findings, { ...asked, state: asked.state ?? 'open' }).length
}
