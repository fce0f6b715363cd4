/** How grave an incident is: 1 is the worst. */
export const SEVERITIES = [1, 2, 3, 4] as const
export type SeverityLevel = (typeof SEVERITIES)[number]

/** A severity as it is stored, and as messages say it. */
export type SeverityName = `SEV${SeverityLevel}`

/** 1 to `SEV1`. */
export function severityName(level: SeverityLevel): SeverityName {
  return `SEV${level}`
}

/** `SEV1` to 1. */
export function severityLevel(name: SeverityName): SeverityLevel {
  return Number(name.slice(3)) as SeverityLevel
}

/** How much a finding weighs, the gravest first. */
export const FINDING_SEVERITIES = ['high', 'medium', 'low'] as const
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number]

/** The order of findings: the gravest is 0. */
export function findingRank(severity: FindingSeverity): number {
  return FINDING_SEVERITIES.indexOf(severity)
}
