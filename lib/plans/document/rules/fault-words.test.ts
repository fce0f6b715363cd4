import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { expectedOf, foundOf, nearestDuration, plainIssues, shownText } from '@/lib/plans/document/rules/fault-words'

test.each([
  [undefined, 'nothing: the key is missing'],
  [null, 'an empty value'],
  ['', '""'],
  ['text', '"text"'],
  [5, 'the number 5'],
  [0, 'the number 0'],
  [Number.NaN, 'a number without measure'],
  [Number.POSITIVE_INFINITY, 'a number without measure'],
  [[], 'an empty list'],
  [[1], 'a list'],
  [{}, 'a group of keys'],
  [true, 'true'],
  [false, 'false'],
])('%j was found as %s', (value, words) => {
  expect(foundOf(value)).toBe(words)
})

test.each([
  ['a "quoted" word', 'a \\"quoted\\" word'],
  ['two\nlines', 'two\\nlines'],
  ['\u202eturned\u200b', '\\u202eturned\\u200b'],
  ['\u007f\u009f', '\\u007f\\u009f'],
  ['\u2066\u2069\ufeff\u2028', '\\u2066\\u2069\\ufeff\\u2028'],
  ['plain é ü 漢', 'plain é ü 漢'],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), `${'x'.repeat(57)}…`],
])('the text %j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown)
})

test.each([
  ['4 hrs', '4 h'],
  ['4 HRS', '4 h'],
  [' 4 hrs ', '4 h'],
  ['1 hr 30 mins', '1 h 30 min'],
  ['90 secs', '90 s'],
  ['3 dys', '3 d'],
  ['1 dy', '1 d'],
  ['2 wks', '2 w'],
  ['1 wk', '1 w'],
  ['7 yrs', '7 y'],
  ['1 yr', '1 y'],
  ['4 h', null],
  ['4 moons', null],
  [' 4 moons ', null],
  ['4 hrs of work', null],
  ['soon', null],
  [`${' '.repeat(55)}4 hrs`, '4 h'],
  [`${' '.repeat(56)}4 hrs`, null],
])('%j was meant as %j', (written, meant) => {
  expect(nearestDuration(written)).toBe(meant)
})

describe('what a check of the schema expects', () => {
  const told = (schema: z.ZodType, value: unknown) =>
    schema.safeParse(value, { error: expectedOf }).error?.issues.map(({ message }) => message)
  test.each<[string, z.ZodType, unknown, string]>([
    ['a group', z.object({}), 'x', 'a group of keys'],
    ['a record', z.record(z.string(), z.string()), 1, 'a group of keys'],
    ['a list', z.array(z.string()), 'x', 'a list'],
    ['text', z.string(), 1, 'text (put it in quotes)'],
    ['a number', z.number(), 'x', 'a number'],
    ['a whole number', z.number().int(), 1.5, 'a whole number'],
    ['yes or no', z.boolean(), 'x', 'true or false'],
    ['a kind that plans do not have', z.date(), 'x', 'a value of kind date'],
    ['one word', z.literal('rds'), 'x', '`rds`'],
    ['one of words', z.enum(['rds', 'vault']), 'x', 'one of `rds`, `vault`'],
    ['one of numbers', z.literal([1, 2]), 3, 'one of `1`, `2`'],
    ['a list that is not empty', z.array(z.string()).min(2), ['x'], 'at least 2 entries'],
    ['a list of some length', z.array(z.string()).max(1), ['x', 'y'], 'at most 1 entries'],
    ['a number not too small', z.number().min(3), 1, 'at least 3'],
    ['a number not too big', z.number().max(3), 5, 'at most 3'],
    ['anything else', z.string().regex(/^a/), 'b', 'another value'],
  ])('%s', (_, schema, value, words) => {
    expect(told(schema, value)).toEqual([words])
  })
})

describe('a fault in one of several alternatives', () => {
  const cron = z.strictObject({ kind: z.literal('cron'), cron: z.string() })
  const rate = z.strictObject({ kind: z.literal('rate'), every: z.number() })
  const either = z.object({ schedule: z.union([cron, rate, z.string()]) })
  const faults = (schedule: unknown) =>
    plainIssues(either.safeParse({ schedule }).error?.issues ?? []).map(({ path, code }) => `${path.join('.')} ${code}`)
  type Issue = Parameters<typeof plainIssues>[0][number]
  const union = (...errors: object[][]) => [{ code: 'invalid_union', path: ['a'], errors }] as unknown as Issue[]
  const at = (path: string[], code = 'custom', over: object = {}) => ({ code, path, ...over })
  const keys = (...names: string[]) => at([], 'unrecognized_keys', { keys: names })

  test('is told of the one that was meant, with its whole path', () => {
    expect(faults({ kind: 'rate', every: 'x' })).toEqual(['schedule.every invalid_type'])
    expect(faults({ kind: 'cron', cron: 1 })).toEqual(['schedule.cron invalid_type'])
    expect(faults(5)).toEqual(['schedule invalid_union'])
    expect(plainIssues([])).toEqual([])
  })

  test.each<[string, Issue[], string[]]>([
    ['the one that knows the keys', union([keys('x')], [at(['p']), at(['q'])]), ['a.p custom', 'a.q custom']],
    [
      'the one that knows more of them',
      union([keys('x', 'y')], [keys('z'), at(['p'])]),
      ['a unrecognized_keys', 'a.p custom'],
    ],
    ['the one with fewer faults', union([at(['p']), at(['q'])], [at(['r'])]), ['a.r custom']],
    ['none of another shape', union([at([], 'invalid_type')], [at(['p']), at(['q'])]), ['a.p custom', 'a.q custom']],
    ['none with another literal', union([at([], 'invalid_value')], [at(['p'])]), ['a.p custom']],
    ['one whose key has another type', union([at(['k'], 'invalid_type')]), ['a.k invalid_type']],
    ['nothing where all are of another shape', union([at([], 'invalid_type')]), ['a invalid_union']],
    ['none that is of another shape in one way', union([at([], 'invalid_type'), at(['p'])]), ['a invalid_union']],
    ['nothing where none is known', union(), ['a invalid_union']],
    ['what is meant inside it', union([{ ...union([at(['r'])])[0], path: ['b'] }]), ['a.b.r custom']],
  ])('is of %s', (_, issues, told) => {
    expect(plainIssues(issues).map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual(told)
  })
})
