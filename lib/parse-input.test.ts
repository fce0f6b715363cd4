import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidInput } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

const schema = z.object({
  number: z.int().min(1).max(9_999),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(5),
  role: z.enum(['viewer', 'dba']).optional(),
  id: z.uuid().optional(),
  tags: z.array(z.string()).max(1).optional(),
})
const good = { number: 1, reason: 'why' }

function faultOf(input: unknown): InvalidInput {
  try {
    parseInput(schema, input)
  } catch (error) {
    if (error instanceof InvalidInput) return error
  }
  throw new Error('It was read.')
}

describe('what a person is told of input that cannot be read', () => {
  test.each<[string, object, string, string]>([
    ['a missing number', { number: undefined }, 'number', '"number" is missing.'],
    ['an empty number', { number: '' }, 'number', '"number" is missing.'],
    ['a text for a number', { number: 'one' }, 'number', '"number" cannot be read.'],
    ['too small a number', { number: 0 }, 'number', '"number" has to be at least 1.'],
    ['too great a number', { number: 10_000 }, 'number', '"number" may be at most 9999.'],
    ['a missing text', { reason: undefined }, 'reason', '"reason" is missing.'],
    ['too short a text: its own words', { reason: 'x' }, 'reason', 'Say why, in a few words.'],
    ['too long a text', { reason: 'because' }, 'reason', '"reason" may be at most 5 characters.'],
    ['an unknown choice', { role: 'king' }, 'role', '"role" has to be one of: viewer, dba.'],
    ['an id that is none', { id: 'x' }, 'id', '"id" cannot be read.'],
    ['too many entries', { tags: ['a', 'b'] }, 'tags', '"tags" may be at most 1 entries.'],
    ['a wrong entry', { tags: [1] }, 'tags', '"tags" cannot be read.'],
  ])('%s', (_, change, field, sentence) => {
    const fault = faultOf({ ...good, ...change })
    expect(fault.message).toBe(sentence)
    expect(fault.fields).toEqual({ [field]: sentence })
  })

  test.each([[undefined], [null], ['text'], [[1]], [7]])('%s in place of all of it', (input) => {
    expect(faultOf(input).message).toBe('What was sent cannot be read. Reload the page and try again.')
  })

  test('each field has its sentence, and the first is the message', () => {
    const fault = faultOf({})
    expect(fault.message).toBe('"number" is missing.')
    expect(Object.keys(fault.fields ?? {})).toEqual(['number', 'reason'])
  })

  test('good input is what the schema makes of it', () => {
    expect(parseInput(schema, { ...good, reason: ' why ' })).toEqual(good)
  })
})
