import { z } from 'zod'
import { referenceFaults } from '@/lib/plans/references'
import {
  assetKey,
  day,
  duration,
  flag,
  keep,
  length,
  listOf,
  orNull,
  percent,
  region,
  schedule,
  slug,
  text,
  timeOfDay,
} from '@/lib/plans/schema-values'
import { ASSET_KINDS, MECHANISMS, type Plan } from '@/lib/plans/types'
import { DAY } from '@/lib/time/durations'

const source = z.strictObject({ section: text, says: text })
const place = z.strictObject({ text, where: text })
const severity = z.enum(['high', 'medium', 'low'])
const toFillIn = z.strictObject({ what: text, placeholder: orNull(text), where: text })
const contradiction = z.strictObject({
  id: slug,
  about: text,
  severity,
  statements: z.array(place).min(2, { error: 'at least two statements that disagree' }).max(10),
  toDecide: text,
})
const window = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  zone: text,
  weekday: z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']).optional(),
})
const estimate = z
  .strictObject({ of: text, low: length, high: length, note: orNull(text), where: text })
  .refine(({ low, high }) => low <= high, { path: ['high'], error: 'a duration not shorter than `low`' })

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
  toFillIn: listOf(toFillIn),
})

const environment = z.strictObject({
  key: slug,
  name: text,
  primaryRegion: orNull(region),
  drRegion: orNull(region),
  assumed: listOf(text),
  restoreApproval: orNull(z.strictObject({ required: z.literal(true), by: text, source })),
  estimates: listOf(estimate),
})

const timeTarget = z
  .strictObject({ target: length, max: orNull(length) })
  .refine(({ target, max }) => max === null || target <= max, {
    path: ['max'],
    error: 'a maximum not shorter than the target',
  })
const realTime = z.literal('real time').transform(() => ({ target: 0, max: null, realTime: true }))
const rpo = z.union([realTime, timeTarget.transform((target) => ({ ...target, realTime: false }))], {
  error: '`real time`, or `{ target: 1 h }` with an optional `max`',
})

const objective = z.strictObject({
  id: slug,
  name: text,
  scope: z.enum(['system', 'environment', 'tier', 'component']),
  environment: orNull(slug),
  covers: listOf(assetKey),
  coversAssumed: flag,
  services: listOf(text),
  rto: orNull(timeTarget),
  rpo: orNull(rpo),
  dataLossTolerance: orNull(length),
  availability: orNull(z.strictObject({ target: percent })),
  mttr: orNull(timeTarget),
  integrity: orNull(z.strictObject({ target: percent, minimum: percent })),
  source,
  contradictions: listOf(contradiction),
})

const settings = z.strictObject({
  instanceClass: text.optional(),
  multiAz: z.boolean().optional(),
  publiclyAccessible: z.boolean().optional(),
  encrypted: z.boolean().optional(),
  subnetGroup: text.optional(),
  maintenanceWindow: window.optional(),
  versioning: z.boolean().optional(),
  lifecycle: z.strictObject({ current: keep, replaced: keep, deleteMarkers: keep }).optional(),
  appendOnlyFile: z.boolean().optional(),
  automaticRotation: z.boolean().optional(),
})

const asset = z.strictObject({
  key: assetKey,
  kind: z.enum(ASSET_KINDS),
  name: text,
  identifier: text,
  platform: z.enum(['aws', 'kubernetes', 'github', 'vercel', 'self-hosted']).default('aws'),
  assumed: flag,
  assumedFacts: listOf(text),
  environment: orNull(slug),
  region: orNull(region),
  role: orNull(z.enum(['primary', 'replica', 'dr'])),
  replicaOf: orNull(assetKey),
  engine: orNull(z.strictObject({ name: text, version: orNull(text) })),
  database: orNull(z.strictObject({ name: text, user: orNull(text), tables: listOf(text) })),
  settings: settings.default({}),
  restores: listOf(
    z.strictObject({ name: text, needs: z.enum(MECHANISMS), atLeastEvery: orNull(length), where: text, says: text }),
  ),
  estimates: listOf(estimate),
  toFillIn: listOf(toFillIn),
  contradictions: listOf(contradiction),
})

/** A rung counted in points lasts that many days, weeks, months (31 d) or years (366 d). */
const RUNG_LENGTHS = { all: DAY, daily: DAY, weekly: 7 * DAY, monthly: 31 * DAY, yearly: 366 * DAY }
const rung = z.enum(['all', 'daily', 'weekly', 'monthly', 'yearly'])
const retention = z.union(
  [
    z.strictObject({ rung, keep }).transform((written) => ({ ...written, count: null })),
    z
      .strictObject({ rung: rung.exclude(['all']), count: z.int().min(1).max(1_000) })
      .transform((written) => ({ ...written, keep: written.count * RUNG_LENGTHS[written.rung] })),
  ],
  { error: 'a rung such as `{ rung: daily, keep: 30 d }` or `{ rung: weekly, count: 4 }`' },
)

const store = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('rds'), region: orNull(region) }),
    z.strictObject({ kind: z.literal('vault'), vault: assetKey, region }),
    z.strictObject({
      kind: z.literal('objects'),
      bucket: assetKey,
      prefix: z.string().max(500),
      region,
      objectName: orNull(text),
      storageClass: orNull(text),
    }),
    z.strictObject({ kind: z.literal('instance'), instance: assetKey, region: orNull(region) }),
    z.strictObject({ kind: z.literal('elsewhere'), place: text }),
  ],
  { error: 'a store of kind rds, vault, objects, instance or elsewhere' },
)

const verification = z.strictObject({
  id: slug,
  kind: z.enum(['automated', 'manual', 'restore-test', 'drill']),
  schedule,
  maxAge: orNull(length),
  checks: listOf(text),
  source,
})

const backup = z.strictObject({
  id: slug,
  name: text,
  asset: assetKey,
  mechanism: z.enum(MECHANISMS),
  schedule,
  pointInTime: flag,
  retention: listOf(retention),
  window: orNull(window),
  encryption: orNull(z.strictObject({ algorithm: orNull(text) })),
  store: orNull(store),
  copies: listOf(
    z.strictObject({
      mechanism: z.enum(['aws-backup-copy', 'replication', 'upload', 'cold-storage']),
      store,
      assumed: flag,
      note: orNull(text),
    }),
  ),
  startWindow: duration.default(15 * 60_000),
  grace: duration.default(15 * 60_000),
  expectedDuration: orNull(length),
  verification: listOf(verification),
  assumed: listOf(text),
  source,
  contradictions: listOf(contradiction),
})

/**
 * A plan as parsed from YAML -> Plan. Unknown keys, references to nothing, ids used twice and schedules that can never
 * run are issues; their messages are what parse.ts shows as "expected".
 */
export const planSchema: z.ZodType<Plan> = z
  .strictObject({
    system,
    review,
    environments: z.array(environment).min(1, { error: 'at least one environment' }).max(20),
    objectives: z.array(objective).min(1, { error: 'at least one objective' }).max(100),
    assets: z.array(asset).min(1, { error: 'at least one asset' }).max(300),
    backups: listOf(backup),
  })
  .superRefine(
    (written, context) => {
      for (const fault of referenceFaults(written)) {
        context.addIssue({ code: 'custom', message: fault.expected, path: fault.path })
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
