import { z } from 'zod'
import { parseDuration } from '@/lib/time/durations'
import { parseDay } from '@/lib/time/instants'
import { isZone, parseRate, scheduleFault } from '@/lib/time/schedule'

/** The values a plan is written in. Each error message says what is expected; parse.ts adds what was found and where. */

export const text = z
  .string({ error: 'text' })
  .trim()
  .min(1, { error: 'text that is not empty' })
  .max(1_000, { error: 'text of at most 1,000 characters' })

export const flag = z.boolean({ error: 'true or false' }).default(false)

/** An id inside the plan, also used in addresses: `prod-daily`. */
export const slug = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'a short id of a–z, 0–9 and hyphens' })

/** The key of an asset: AWS's own identifier, so that it may hold dots, slashes and underscores. */
export const assetKey = text.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/, {
  error: 'an identifier of letters, digits, `.`, `_`, `/` and `-`',
})

export const region = text.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'an AWS region such as `us-east-1`' })

/** `4 h` -> milliseconds */
export const duration = readAs('a duration such as `4 h`, `15 min` or `7 d`', parseDuration)

/** A duration of more than zero. */
export const length = readAs('a duration longer than zero, such as `4 h` or `15 min`', (written) => {
  const ms = parseDuration(written)
  return ms === 0 ? null : ms
})

/** How long something is kept: milliseconds, or null for `without end`. */
export const keep = readAs('a duration such as `30 d`, or `without end`', (written) => {
  if (written === 'without end') return { ms: null }
  const ms = parseDuration(written)
  return ms ? { ms } : null
}).transform(({ ms }) => ms)

/** `2025-04-01`, as a real day of the calendar. */
export const day = readAs('a day such as `2025-04-01`', (written) => (parseDay(written) === null ? null : written))

export const timeOfDay = text.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as `02:00`, in quotes' })

export const zone = text.refine(isZone, { error: 'a time zone such as `UTC` or `Europe/Berlin`' })

export const percent = z
  .number({ error: 'a percentage as a number, such as 99.9' })
  .gt(0, { error: 'a percentage above 0' })
  .lte(100, { error: 'a percentage of at most 100' })

/** The interval of a rate: `6 h` or AWS's `rate(6 hours)`. */
const interval = readAs(
  'an interval such as `6 h` or `rate(6 hours)`',
  (written) => parseRate(written) ?? parseDuration(written),
)

/** A plan's schedule: `{ cron, zone }`, `{ every }`, `{ onDemand }`, `continuous` or `none stated`. */
export const schedule = z.union(
  [
    z.literal('continuous').transform(() => ({ kind: 'continuous' as const })),
    z.literal('none stated').transform(() => ({ kind: 'none-stated' as const })),
    z
      .strictObject({ cron: text, zone })
      .transform((written) => ({ kind: 'cron' as const, ...written }))
      .superRefine(refuseImpossible),
    z
      .strictObject({ every: interval })
      .transform(({ every }) => ({ kind: 'rate' as const, every }))
      .superRefine(refuseImpossible),
    z
      .strictObject({ onDemand: z.array(text, { error: 'a list of occasions' }).min(1).max(20) })
      .transform(({ onDemand }) => ({ kind: 'on-demand' as const, occasions: onDemand })),
  ],
  {
    error:
      'a schedule: `{ cron: "0 2 * * *", zone: UTC }`, `{ every: 6 h }`, `{ onDemand: […] }`, `continuous` or `none stated`',
  },
)

/** An absent key reads as null; an empty value (`owner:`) stays a fault. */
export function orNull<T extends z.ZodType>(value: T) {
  return value.optional().transform((written) => written ?? null)
}

/** An absent key reads as an empty list. */
export function listOf<T extends z.ZodType>(value: T) {
  return z.array(value, { error: 'a list' }).max(300, { error: 'a list of at most 300 entries' }).default([])
}

/** A value written as text and read by `read`, which gives null for what it cannot read. */
export function readAs<T>(expected: string, read: (written: string) => T | null) {
  return z.string({ error: expected }).transform((written, context): T => {
    const value = read(written)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: expected })
    return z.NEVER
  })
}

function refuseImpossible(written: Parameters<typeof scheduleFault>[0], context: z.RefinementCtx): void {
  const fault = scheduleFault(written)
  if (fault) {
    context.addIssue({
      code: 'custom',
      message: `a schedule that can be followed: ${fault}`,
      path: written.kind === 'cron' ? ['cron'] : ['every'],
    })
  }
}
