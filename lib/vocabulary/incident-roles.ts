/** The roles of an incident. */
export const INCIDENT_ROLES = [
  'commander',
  'database',
  'infrastructure',
  'security',
  'communications',
  'scribe',
] as const
export type IncidentRoleKey = (typeof INCIDENT_ROLES)[number]

/** Each role as people say it. */
export const INCIDENT_ROLE_WORDS: Record<IncidentRoleKey, string> = {
  commander: 'Incident commander',
  database: 'Database administrator',
  infrastructure: 'Infrastructure engineer',
  security: 'Security officer',
  communications: 'Communications lead',
  scribe: 'Scribe',
}

/** The same roles as plan documents name them, where a role of the plan stands for one: `stands: incident-commander`. */
export const PLAN_ROLES = [
  'incident-commander',
  'database-administrator',
  'infrastructure-engineer',
  'security-officer',
  'communications-lead',
  'scribe',
] as const
export type PlanRoleKey = (typeof PLAN_ROLES)[number]
