import { z } from 'zod'
import { REVIEW_SECTIONS, REVIEW_STATUSES } from '@/lib/reviews/model/review'

const number = z.number().int().positive()

/** `base` is the version that the writer had before their eyes; 0 when there was none. */
export const sectionSchema = z.object({
  number,
  section: z.enum(REVIEW_SECTIONS),
  base: z.number().int().min(0),
  markdown: z
    .string()
    .max(100_000, 'A section holds at most 100,000 characters.')
    .refine((text) => !text.includes('\u0000'), 'The text holds a NUL character. Remove it.'),
})
export const reviewStatusSchema = z.object({
  number,
  status: z.enum(REVIEW_STATUSES, 'A review is a draft or reviewed.'),
})
