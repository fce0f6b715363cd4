import { z } from 'zod'
import { contradiction, estimate, source, toFillIn, window } from '@/lib/plans/document/schema/parts'
import { assetKey, flag, keep, length, listOf, orNull, region, slug, text } from '@/lib/plans/document/schema/values'
import { ASSET_KINDS } from '@/lib/plans/model/assets'
import { MECHANISMS } from '@/lib/plans/model/backups'

/** Environments and the assets in them. */

export const environment = z.strictObject({
  key: slug,
  name: text,
  primaryRegion: orNull(region),
  drRegion: orNull(region),
  assumed: listOf(text),
  restoreApproval: orNull(z.strictObject({ required: z.literal(true), by: text, source })),
  estimates: listOf(estimate),
})

const settings = z
  .strictObject({
    instanceClass: text.optional(),
    multiAz: z.boolean().optional(),
    publiclyAccessible: z.boolean().optional(),
    encrypted: z.boolean().optional(),
    deletionProtection: z.boolean().optional(),
    subnetGroup: text.optional(),
    maintenanceWindow: window.optional(),
    versioning: z.boolean().optional(),
    lifecycle: z.strictObject({ current: keep, replaced: keep, deleteMarkers: keep }).optional(),
    appendOnlyFile: z.boolean().optional(),
    automaticRotation: z.boolean().optional(),
  })
  .describe('Settings the document demands; they are compared with the account.')

export const asset = z.strictObject({
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
