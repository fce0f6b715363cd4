import { z } from 'zod'
import { contradiction, source } from '@/lib/plans/document/schema/parts'
import { assetKey, flag, length, listOf, orNull, percent, slug, text } from '@/lib/plans/document/schema/values'

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

/** What is promised: RTO, RPO, availability, MTTR and integrity of a system, environment, tier or component. */
export const objective = z.strictObject({
  id: slug,
  name: text,
  scope: z.enum(['system', 'environment', 'tier', 'component']),
  environment: orNull(slug),
  covers: listOf(assetKey).describe('Keys of the assets it applies to.'),
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
