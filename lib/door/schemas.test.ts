import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ILL_FORMED, LOOSE_NUMBERS, NO_NUMBERS } from '@/lib/door/testing/hostile'
import { SOUND_INPUTS } from '@/lib/door/testing/sound-inputs'
import { InvalidInput } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

/** Every schema of every room, found on the disk, so that a new one is held to the door from its first day. */
const SCHEMAS = await Promise.all(
  globSync(['lib/*/schema.ts', 'lib/*/*/schema.ts']).map(async (file) => {
    const room = /^lib\/[^/]+/.exec(file)?.[0] ?? ''
    const found = Object.entries(await import(resolve(file))).filter(([, value]) => value instanceof z.ZodType)
    return found.map(([name, schema]) => ({ room, name, schema: schema as z.ZodType }))
  }),
).then((found) => found.flat())

const soundOf = (room: string, name: string) => SOUND_INPUTS[room]?.[name]

/** What is said of each field of an input; none where it is taken. */
function fieldsRefused(schema: z.ZodType, input: unknown): Record<string, string> {
  try {
    parseInput(schema, input)
    return {}
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields ?? {}
    throw error
  }
}

test('every schema has an input here that it takes, and no other has', () => {
  const known = Object.entries(SOUND_INPUTS).flatMap(([room, byName]) => Object.keys(byName).map((name) => room + name))
  expect(SCHEMAS.map(({ room, name }) => room + name).sort()).toEqual(known.sort())
  for (const { room, name, schema } of SCHEMAS) {
    expect([name, fieldsRefused(schema, soundOf(room, name))]).toEqual([name, {}])
  }
})

describe.each(SCHEMAS)('$name of $room', ({ room, name, schema }) => {
  const sound = soundOf(room, name) ?? {}
  const numbers = Object.keys(sound).filter((field) => typeof sound[field] === 'number')

  test('takes no ill-formed text, no such number and no such instant in any field, and names the field', () => {
    for (const field of Object.keys(sound)) {
      const hostile = [...ILL_FORMED, ...NO_NUMBERS, ...(numbers.includes(field) ? LOOSE_NUMBERS : [])]
      for (const value of hostile) {
        const said = fieldsRefused(schema, { ...sound, [field]: value })[field]
        expect([field, value, said]).toEqual([field, value, expect.stringMatching(/^\S.*\.$/)])
      }
    }
  })

  test('takes no field of an ill-formed name', () => {
    expect(Object.values(fieldsRefused(schema, { ...sound, 'k\uD800': 1 }))).toEqual([
      expect.stringContaining('The name of a field: found half of a character'),
    ])
  })
})
