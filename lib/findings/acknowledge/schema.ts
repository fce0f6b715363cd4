import { z } from 'zod'
import { text } from '@/lib/door/fields'

const SHORTEST = 10
const LONGEST = 1_000

const named = (name: string) => text(`${name}: none was given. Load the page again.`).min(1).max(400)
const key = z.uuid('The form has no key. Load the page again.')

const reason = text(`Reason: nothing was given; expected ${SHORTEST} to ${LONGEST} characters.`)
  .trim()
  .refine(lengthFits, {
    error: ({ input }) =>
      `Reason: found ${found(String(input))}; expected ${SHORTEST} to ${LONGEST.toLocaleString('en-GB')} characters.`,
  })

/** `seen`: the act that the person saw as the newest of this finding, or nothing where there was none. */
const about = { id: key, system: named('System'), findingId: named('Finding'), reason }

/** Acknowledging: `until` is the last day, `2026-12-21` in UTC; its bounds depend on the clock and are checked by the command. */
export const acknowledgeSchema = z.object({
  ...about,
  until: text('Until: nothing was given; expected a day such as 2026-12-21.'),
  seen: z
    .union([key, z.literal('')])
    .optional()
    .transform((id) => id || null),
})

/** Withdrawing takes back the act `seen`. */
export const withdrawSchema = z.object({ ...about, seen: key })

// Code points, as the database counts them.
function lengthFits(words: string): boolean {
  const length = [...words].length
  return length >= SHORTEST && length <= LONGEST
}

function found(words: string): string {
  const length = [...words].length
  return length === 0 ? 'nothing' : length === 1 ? '1 character' : `${length.toLocaleString('en-GB')} characters`
}
