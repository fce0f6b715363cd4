import { z } from 'zod'
import { text } from '@/lib/door/fields'

const name = text().trim().max(200)

/** What the preflight page is asked for: an asset, and a point of it or a second. */
export const restoreChoice = z.object({
  assetId: text().min(3).max(300),
  pointId: z.uuid('Choose a recovery point.').optional(),
  at: text().max(40).optional(),
  location: text().max(300).optional(),
})

/** A request as the form posts it. `typedName` is what the person typed to confirm the target. */
export const restoreRequest = restoreChoice.extend({
  targetName: name,
  typedName: name,
  idempotencyKey: text().regex(/^[\w-]{16,80}$/, 'The form has lost its key; reload the page.'),
  /** `INC-0001`, `none`, or absent: the open incident of that system */
  incident: text().max(20).optional(),
})

/** What names one restore: its number, as people write it. */
export const namedRestore = z.object({ number: text().regex(/^RST-\d{1,9}$/i, 'That is no restore number.') })

/** `hash` is the fingerprint that the approver saw. */
export const approval = namedRestore.extend({ hash: text().regex(/^[0-9a-f]{64}$/, 'Reload the page.') })

/** Why a person says no, or closes: it is shown to the others. */
export const reasoned = namedRestore.extend({
  reason: text('Say why, in a few words.')
    .trim()
    .min(3, 'Say why, in a few words.')
    .max(500, 'Say it in 500 characters.'),
})

/** A new name for the target, before AWS was asked. */
export const retarget = namedRestore.extend({ targetName: name })

/** The name of the restored instance, typed to delete it. */
export const typedDeletion = namedRestore.extend({ typedName: name })
