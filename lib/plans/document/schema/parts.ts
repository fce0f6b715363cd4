import { z } from 'zod'
import { day, length, orNull, slug, text, timeOfDay, zone } from '@/lib/plans/document/schema/values'

/** Groups that many sections of a plan have in common. */

export const source = z
  .strictObject({ section: text, says: text })
  .describe('The place in the document, and what it says there, in your own words.')

const place = z.strictObject({ text, where: text })

export const toFillIn = z
  .strictObject({ what: text, placeholder: orNull(text), where: text })
  .describe('A value the document leaves open; `placeholder` is its own text for it.')

export const contradiction = z
  .strictObject({
    id: slug,
    about: text,
    severity: z.enum(['high', 'medium', 'low']),
    statements: z.array(place).min(2, { error: 'at least two statements that disagree' }).max(10),
    toDecide: text,
  })
  .describe('Places of the document that do not agree; all of them are kept and shown side by side.')

export const window = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  zone,
  weekday: z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']).optional(),
})

export const estimate = z
  .strictObject({ of: text, low: length, high: length, note: orNull(text), where: text })
  .refine(({ low, high }) => low <= high, { path: ['high'], error: 'a duration not shorter than `low`' })

/** Done, by whom, and what shows it. */
export const done = z.strictObject({ on: day, by: text, evidence: text })
