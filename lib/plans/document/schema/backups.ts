import { z } from 'zod'
import { contradiction, source, window } from '@/lib/plans/document/schema/parts'
import {
  assetKey,
  duration,
  flag,
  keep,
  length,
  listOf,
  orNull,
  region,
  schedule,
  slug,
  text,
} from '@/lib/plans/document/schema/values'
import { MECHANISMS } from '@/lib/plans/model/backups'
import { DAY } from '@/lib/time/durations'

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

/** How an asset is backed up: when, how, where to, how long it is kept and how it is verified. */
export const backup = z.strictObject({
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
