import { z } from 'zod'
import { contradiction, estimate, source, toFillIn } from '@/lib/plans/document/schema/parts'
import { variable } from '@/lib/plans/document/schema/response'
import { longText } from '@/lib/plans/document/schema/templates'
import {
  assetKey,
  duration,
  flag,
  length,
  listOf,
  orNull,
  region,
  slug,
  text,
} from '@/lib/plans/document/schema/values'
import { MECHANISMS } from '@/lib/plans/model/backups'
import { STEP_KINDS, STEP_PHASES } from '@/lib/plans/model/recovery'

/** What can happen and what is done about it. */

export const detection = z.strictObject({
  id: slug,
  name: text,
  how: z.enum(['automated', 'manual']),
  says: text,
  alarm: orNull(z.strictObject({ asset: assetKey, metric: text, assumed: flag })).describe(
    'The CloudWatch alarm that this needs.',
  ),
  source,
})

export const scenario = z.strictObject({
  id: slug,
  reference: orNull(text),
  name: text,
  description: text,
  environment: orNull(slug),
  detection: listOf(text),
  detectedBy: listOf(slug),
  assets: listOf(assetKey),
  assetsAssumed: flag,
  runbook: orNull(slug),
  alsoRunbooks: listOf(slug),
  severity: orNull(slug),
  source,
  contradictions: listOf(contradiction),
})

const failureRule = z.strictObject({ do: z.enum(['stop', 'roll-back', 'continue', 'escalate']), says: text })

const step = z.strictObject({
  id: slug,
  kind: z.enum(STEP_KINDS),
  name: text,
  text,
  phase: z.enum(STEP_PHASES),
  owner: orNull(slug),
  expected: orNull(length).describe('How long it takes, such as `10 min`; leave it out where nothing states it.'),
  assumed: listOf(text),
  after: z.array(slug, { error: 'a list of step ids' }).max(50).optional(),
  command: orNull(longText),
  language: orNull(z.enum(['bash', 'sql', 'conf'])),
  dangerous: flag,
  restore: orNull(z.strictObject({ asset: assetKey, needs: z.enum(MECHANISMS) })),
  template: orNull(slug),
  verifications: listOf(slug),
  checklist: orNull(slug),
  approver: orNull(text),
  success: orNull(text),
  onFailure: orNull(failureRule),
  rollback: orNull(z.strictObject({ text, command: orNull(longText) })),
  toFillIn: listOf(toFillIn),
})

/** Steps written without `after` come after the one before them. */
const steps = z
  .array(step, { error: 'a list of steps' })
  .min(1, { error: 'at least one step' })
  .max(60)
  .transform((written) =>
    written.map((one, index) => ({ ...one, after: one.after ?? written.slice(index - 1, index).map(({ id }) => id) })),
  )

export const runbook = z.strictObject({
  id: slug,
  name: text,
  purpose: text,
  kind: z.enum(['recovery', 'operation']).default('recovery'),
  when: listOf(text),
  prerequisites: listOf(text),
  assets: listOf(assetKey),
  variables: listOf(variable),
  steps,
  onFailure: failureRule.default({ do: 'stop', says: 'Stop and tell the commander.' }),
  estimate: orNull(estimate),
  monitoring: listOf(text),
  troubleshooting: listOf(text),
  replay: orNull(z.strictObject({ from: assetKey, countsSkipped: z.boolean(), says: text })),
  source,
  contradictions: listOf(contradiction),
})

export const checklist = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(['assessment', 'response', 'recovery', 'verification', 'post-recovery', 'drill', 'documents']),
  from: orNull(duration),
  to: orNull(length),
  items: z
    .array(z.strictObject({ id: slug, text, owner: orNull(slug), group: orNull(text) }), { error: 'a list of items' })
    .min(1, { error: 'at least one item' })
    .max(60),
  source,
})

export const recoveryCheck = z.strictObject({
  id: slug,
  name: text,
  how: z.enum(['query', 'http', 'command', 'observation']),
  asset: orNull(assetKey),
  command: orNull(longText),
  expect: orNull(text).describe('The rule it is judged by; left out, it can only be looked at.'),
  variables: listOf(variable),
  source,
})

export const automation = z.strictObject({
  says: text,
  primaryRegion: orNull(region),
  drRegion: orNull(region),
  triggers: listOf(
    z.strictObject({
      id: slug,
      kind: z.enum(['health-check', 'error-rate']),
      threshold: z.number({ error: 'a number' }).positive({ error: 'a number above 0' }),
      unit: orNull(text),
      interval: orNull(length),
      window: orNull(length),
      says: text,
    }),
  ),
  actions: listOf(
    z.strictObject({
      id: slug,
      kind: z.enum(['database-failover', 'traffic-redirect', 'service-scaling']),
      priority: z.int({ error: 'a whole number' }).min(1).max(100),
      assets: listOf(assetKey),
      runbook: orNull(slug),
      says: text,
    }),
  ),
  notifications: listOf(z.strictObject({ channel: slug, severity: orNull(text), says: text })),
  source,
})
