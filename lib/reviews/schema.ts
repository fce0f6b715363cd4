import { z } from 'zod'
import { text, wholeNumber } from '@/lib/door/fields'
import { REVIEW_SECTIONS, REVIEW_STATUSES } from '@/lib/reviews/model/review'

const number = wholeNumber()

/** `base` is the version that the writer had before their eyes; 0 when there was none. */
export const sectionSchema = z.object({
  number,
  section: z.enum(REVIEW_SECTIONS),
  base: wholeNumber(0),
  markdown: text().max(100_000, 'A section holds at most 100,000 characters.'),
})
export const reviewStatusSchema = z.object({
  number,
  status: z.enum(REVIEW_STATUSES, 'A review is a draft or reviewed.'),
})
