import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { GREATEST, instant, text, wholeNumber } from '@/lib/door/fields'
import { parseInput } from '@/lib/parse-input'

const schema = z.object({ field: z.unknown() })

/** What a person is told of a value; null where it is taken. */
function told(field: z.ZodType, value: unknown): string | null {
  try {
    parseInput(schema.extend({ field }), { field: value })
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe('the door of numbers', () => {
  const EXPECTED = 'expected a whole number from 1 to 2147483647.'
  test.each<[unknown, string]>([
    [0, '0'],
    [-1, '-1'],
    [-0, '-0'],
    [GREATEST + 1, '2147483648'],
    [99_999_999_999, '99999999999'],
    [Number.MAX_SAFE_INTEGER + 1, '9007199254740992'],
    [1e300, '1e+300'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [10n, 'a value of type bigint'],
    ['7', '“7”'],
    [' 7 ', '“ 7 ”'],
    ['1e3', '“1e3”'],
    ['x'.repeat(41), 'a long text'],
    [true, 'true'],
    [[7], 'a list'],
    [{}, 'a value of type object'],
  ])('%s', (value, found) => expect(told(wholeNumber(), value)).toBe(`"field": found ${found}; ${EXPECTED}`))

  test.each([[undefined], [null], ['']])('%s is missing', (value) => {
    expect(told(wholeNumber(), value)).toBe('"field" is missing.')
  })

  test('the least and the greatest are taken', () => {
    for (const value of [1, GREATEST]) expect(told(wholeNumber(), value)).toBeNull()
    expect(told(wholeNumber(0), 0)).toBeNull()
    expect(told(wholeNumber(0), -0)).toBe('"field": found -0; expected a whole number from 0 to 2147483647.')
  })
})

describe('the door of instants', () => {
  const EXPECTED = 'expected an instant from 2000-01-01 to 2099-12-31, UTC.'
  const year = (of: number) => Date.UTC(of, 0, 1)
  test.each<[string, unknown]>([
    ['the year 1653', year(1653)],
    ['the last year of a date', 8.64e15],
    ['beyond it', 8.64e15 + 1],
    ['before the first', year(2000) - 1],
    ['after the last', year(2100)],
    ['seconds taken for milliseconds', 1_795_000_000],
    ['microseconds', 1_795_000_000_000_000],
    ['nothing is as old as 0', 0],
    ['a fraction', year(2026) + 0.5],
    ['no number', Number.NaN],
    ['-0', -0],
    ['a text', '2026-01-01T00:00:00Z'],
    ['a date', new Date()],
  ])('%s', (_, value) => expect(told(instant(), value)).toMatch(new RegExp(`^"field": found .+; ${EXPECTED}$`)))

  test('the first and the last are taken, and nothing has the sentence of its field', () => {
    for (const value of [year(2000), year(2100) - 1]) expect(told(instant(), value)).toBeNull()
    expect(told(instant('Say when.'), undefined)).toBe('Say when.')
    expect(told(instant('Say when.').nullable(), null)).toBeNull()
  })
})

test('a text is refused by its own field where the schema is asked alone', () => {
  const read = z.object({ note: text().trim().min(1) }).safeParse({ note: ' \uD800' })
  expect(read.error?.issues.map(({ message }) => message)).toEqual([
    '"note": found half of a character (U+D800) at position 2; expected text without it.',
  ])
  expect(text().trim().parse(' a ')).toBe('a')
  expect(text('Say why.').safeParse(7).error?.issues[0]?.message).toBe('Say why.')
})
