import { z } from 'zod'
import { asset, environment } from '@/lib/plans/document/schema/assets'
import { backup } from '@/lib/plans/document/schema/backups'
import {
  auditRules,
  drill,
  maintenanceTask,
  requiredDocument,
  requirement,
  resource,
  reviewRules,
} from '@/lib/plans/document/schema/care'
import { objective } from '@/lib/plans/document/schema/objectives'
import { contradiction, toFillIn } from '@/lib/plans/document/schema/parts'
import {
  automation,
  checklist,
  detection,
  recoveryCheck,
  runbook,
  scenario,
} from '@/lib/plans/document/schema/recovery'
import { communications, contact, escalationStep, role, severityLevel } from '@/lib/plans/document/schema/response'
import { day, length, listOf, orNull, region, slug, text } from '@/lib/plans/document/schema/values'
import type { Plan } from '@/lib/plans/model/plan'
import { referenceFaults } from '@/lib/plans/rules/references/references'

const system = z.strictObject({
  key: slug,
  name: text,
  description: text,
  classification: orNull(text),
  account: z.strictObject({
    id: text.regex(/^\d{12}$/, { error: 'an AWS account id of 12 digits, in quotes' }),
    role: roleArn(),
    restoreRole: roleArn(),
    regions: z.array(region).min(1, { error: 'at least one region' }).max(20),
    assumed: listOf(text),
  }),
  contradictions: listOf(contradiction),
})

const review = z.strictObject({
  version: orNull(text),
  owner: orNull(text),
  approvedBy: orNull(text),
  lastUpdated: orNull(day),
  nextReview: orNull(day),
  frequency: orNull(text),
  every: orNull(length),
  alsoAfter: listOf(text),
  changes: listOf(z.strictObject({ on: day, version: text, what: text, by: text })),
  toFillIn: listOf(toFillIn),
})

/**
 * A plan as parsed from YAML -> Plan. Unknown keys, references to nothing, ids used twice and schedules that can never
 * run are issues; their messages are what parse.ts shows as "expected".
 */
export const planSchema: z.ZodType<Plan> = z
  .strictObject({
    system: system.describe('The system, and the AWS account that holds it.'),
    review: review.describe('Version, owner and review of the plan itself.'),
    environments: z.array(environment).min(1, { error: 'at least one environment' }).max(20),
    objectives: z.array(objective).min(1, { error: 'at least one objective' }).max(100),
    assets: z.array(asset).min(1, { error: 'at least one asset' }).max(300),
    backups: listOf(backup).describe('Every backup the document speaks of, with or without a schedule.'),
    detection: listOf(detection).describe('What notices trouble.'),
    scenarios: listOf(scenario).describe('What can happen, and the runbook that answers it.'),
    runbooks: listOf(runbook).describe('Ordered steps, with typed places to fill in.'),
    checklists: listOf(checklist),
    verifications: listOf(recoveryCheck).describe('How a restored system is verified.'),
    roles: listOf(role).describe('Who does what in a recovery.'),
    contacts: listOf(contact).describe('Persons, teams, rotas and vendors to reach.'),
    severities: listOf(severityLevel),
    escalation: listOf(escalationStep).describe('Who is called after how long, in order.'),
    communications: communications.describe('Channels, audiences, cadence and message templates.'),
    drills: listOf(drill).describe('Rehearsals and tests.'),
    reviews: orNull(reviewRules).describe('The review after an incident: its sections, and deadlines.'),
    compliance: listOf(requirement).describe('What a framework demands, and the evidence for it.'),
    automation: orNull(automation).describe('What acts by itself.'),
    audit: orNull(auditRules).describe('What must be logged, and in which form.'),
    documents: listOf(requiredDocument).describe('Documents that have to exist.'),
    maintenance: listOf(maintenanceTask).describe('Tasks done again and again.'),
    resources: listOf(resource).describe('Consoles, scripts, documentation.'),
  })
  .superRefine(
    (written, context) => {
      for (const fault of referenceFaults(written)) {
        const params = { nearest: fault.nearest }
        context.addIssue({ code: 'custom', message: fault.expected, path: fault.path, params })
      }
    },
    // Also beside other faults, so that one reading shows them all.
    { when: () => true },
  )

function roleArn() {
  return text.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
    error: 'the ARN of a role, such as `arn:aws:iam::123456789012:role/tidemark-read`',
  })
}
