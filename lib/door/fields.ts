import { z } from 'zod'
import { illFormedSentence, isWellFormed, type WellFormed } from '@/lib/door/rules/well-formed'
import { isMeant, MEANT } from '@/lib/time/instants'

/** The greatest number that a column of the database counts to (int4). */
export const GREATEST = 2_147_483_647

type Issue = { input?: unknown; path?: PropertyKey[] }
type TextField = z.ZodString & Record<'_zod', Record<'output', WellFormed>>

/**
 * A text as it comes in: every one is of whole characters without NUL. Lengths and forms are added as to `z.string`.
 *
 * @param missing what is said where there is none, or something else
 */
export function text(missing?: string): TextField {
  const field = z.string(missing).refine(isWellFormed, {
    error: ({ input, path }: Issue) => illFormedSentence(String(input), (path ?? []).map(String)) ?? undefined,
    abort: true,
  })
  return field as unknown as TextField
}

/** A whole number, within what a column counts to. Written as a number: `"7"`, `7.0000001`, `1e300` and -0 are none. */
export function wholeNumber(least = 1, most = GREATEST) {
  const fits = (value: unknown): value is number =>
    Number.isInteger(value) && !Object.is(value, -0) && Number(value) >= least && Number(value) <= most
  return z.custom<number>(fits, { error: refusal(`a whole number from ${least} to ${most}`) })
}

/**
 * An instant in whole epoch milliseconds, of a year that can be meant: the clock is asked by the command, because what
 * happened and what is planned lie on two sides of now.
 */
export function instant(missing?: string) {
  const fits = (value: unknown): value is number => Number.isInteger(value) && isMeant(Number(value))
  return z.custom<number>(fits, { error: refusal(`an instant from ${MEANT.from} to ${MEANT.to}, UTC`, missing) })
}

// Nothing at all has its own sentence: the field's, or the one that parseInput makes.
function refusal(expected: string, missing?: string) {
  return ({ input, path }: Issue): string | undefined => {
    if (input === undefined || input === null || input === '') return missing
    return `"${(path ?? []).map(String).join('.')}": found ${shown(input)}; expected ${expected}.`
  }
}

function shown(value: unknown): string {
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.length > 40 ? 'a long text' : `“${value}”`
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
}
