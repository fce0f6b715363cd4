import { z } from 'zod'
import { contradiction, done, source, toFillIn } from '@/lib/plans/document/schema/parts'
import { day, duration, length, listOf, orNull, schedule, slug, text } from '@/lib/plans/document/schema/values'
import { AUDIT_SOURCES, EVIDENCE_KINDS, FREQUENCIES } from '@/lib/plans/model/care'

/** What keeps a plan alive between incidents: drills, reviews, evidence, maintenance. */

const frequency = z.enum(FREQUENCIES)

export const drill = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(['backup-verification', 'restore-test', 'failover', 'infrastructure', 'simulation', 'review']),
  frequency,
  quarter: orNull(z.int({ error: 'a quarter, 1 to 4' }).min(1).max(4)),
  days: listOf(day).describe('Days agreed on, such as `2026-12-01`; empty means it was never scheduled.'),
  schedule: orNull(schedule),
  duration: orNull(length),
  scope: text,
  environment: orNull(slug),
  scenarios: listOf(slug),
  runbooks: listOf(slug),
  steps: listOf(text),
  checklist: orNull(slug),
  leavesNothing: orNull(text),
  source,
  contradictions: listOf(contradiction),
})

export const reviewRules = z.strictObject({
  sections: listOf(
    z.strictObject({
      id: slug,
      title: text,
      asks: listOf(text),
      filledFrom: orNull(z.enum(['facts', 'timeline', 'figures', 'actions'])),
    }),
  ),
  deadlines: listOf(
    z
      .strictObject({ id: slug, what: text, from: orNull(duration), within: length, source })
      .refine(({ from, within }) => from === null || from <= within, {
        path: ['within'],
        error: 'a duration not shorter than `from`',
      }),
  ),
  source,
})

export const requirement = z.strictObject({
  id: slug,
  framework: text,
  requirement: text,
  within: orNull(length),
  atLeastEvery: orNull(length),
  condition: orNull(text),
  evidence: listOf(z.strictObject({ kind: z.enum(EVIDENCE_KINDS), of: orNull(text), says: text })),
  source,
})

export const auditRules = z.strictObject({
  must: listOf(text),
  format: listOf(
    z.strictObject({
      key: text,
      type: z.enum(['text', 'instant', 'number', 'list']),
      from: z.enum(AUDIT_SOURCES),
      says: text,
    }),
  ),
  source,
})

export const requiredDocument = z.strictObject({
  id: slug,
  name: text,
  location: orNull(text),
  due: orNull(day),
  done: orNull(done),
  source,
})

export const maintenanceTask = z.strictObject({
  id: slug,
  name: text,
  frequency,
  owner: orNull(slug),
  due: orNull(day),
  done: orNull(done),
  source,
})

export const resource = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(['console', 'dashboard', 'status-page', 'repository', 'scripts', 'documentation', 'backups', 'tool']),
  address: orNull(text),
  use: text,
  toFillIn: listOf(toFillIn),
  source,
})
