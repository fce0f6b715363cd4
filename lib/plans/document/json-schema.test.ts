import { readdirSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { JSON_SCHEMA_FILE, planJsonSchema } from '@/lib/plans/document/json-schema'
import { KEY_WORDS } from '@/lib/plans/document/rules/key-words'
import { parseDuration } from '@/lib/time/durations'

const files = readdirSync('plans').filter((name) => name.endsWith('.yaml'))
const read = (file: string) => readFileSync(`plans/${file}`, 'utf8')
type Written = { [key: string]: Written } & Written[]

let schema: { definitions: Record<string, unknown>; properties: Record<string, { description?: string }> }
let validate: ValidateFunction

beforeAll(() => {
  schema = JSON.parse(planJsonSchema())
  validate = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(schema)
})

test('the file in plans is current; `npm run plans -- schema` writes it anew', () => {
  expect(read(JSON_SCHEMA_FILE)).toBe(planJsonSchema())
})

describe.each(files)('%s', (file) => {
  test('names the schema in its first line', () => {
    expect(read(file).split('\n')[0]).toBe(`# yaml-language-server: $schema=${JSON_SCHEMA_FILE}`)
  })

  test('is valid by it', () => {
    validate(parse(read(file)))
    expect(validate.errors ?? []).toEqual([])
  })

  test.each<[string, (plan: Written) => void]>([
    ['an unknown key', (plan) => Object.assign(plan.system ?? {}, { clasification: 'x' })],
    ['a missing section', (plan) => delete plan.assets],
    ['a number for a duration', (plan) => Object.assign(plan.objectives?.[0] ?? {}, { rto: { target: 4 } })],
    ['a duration in words', (plan) => Object.assign(plan.objectives?.[0] ?? {}, { rto: { target: 'four hours' } })],
    ['a word that is none of the list', (plan) => Object.assign(plan.assets?.[0] ?? {}, { kind: 'database' })],
    ['a day without zeros', (plan) => Object.assign(plan.review ?? {}, { lastUpdated: '2025-1-5' })],
    ['an unknown kind of store', (plan) => Object.assign(plan.backups?.[0] ?? {}, { store: { kind: 'tape' } })],
  ])('%s is refused', (_what, change) => {
    const plan = parse(read(file)) as Written
    change(plan)
    expect(validate(plan)).toBe(false)
  })
})

test('no duration that Tidemark reads is refused by the pattern', () => {
  const unit = fc.constantFrom('s', 'min', 'm', 'h', 'd', 'w', 'y', ' hours', ' days', ' years')
  const written = fc
    .array(fc.tuple(fc.nat(500), unit), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map((part) => part.join('')).join(' '))
  const plan = parse(read('devonn.yaml')) as Written
  fc.assert(
    fc.property(written, (text) => {
      if (!parseDuration(text)) return
      Object.assign(plan.objectives?.[0] ?? {}, { rto: { target: text } })
      expect(validate(plan)).toBe(true)
    }),
  )
})

test('every section and shared group says what it is for', () => {
  const sections = Object.entries(schema.properties)
  expect(sections.filter(([, { description }]) => !description).map(([key]) => key)).toEqual([])
})

test('no words are for a key that plans do not have', () => {
  const text = planJsonSchema()
  const unused = Object.entries(KEY_WORDS).filter(([, words]) => !text.includes(JSON.stringify(words).slice(1, -1)))
  expect(unused.map(([key]) => key)).toEqual([])
})
