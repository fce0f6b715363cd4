import { z } from 'zod'
import { expectedOf } from '@/lib/plans/document/rules/fault-words'
import { KEY_WORDS } from '@/lib/plans/document/rules/key-words'
import { planSchema } from '@/lib/plans/document/schema/plan'
import { day, duration, keep, length } from '@/lib/plans/document/schema/values'

type Json = { [key: string]: unknown }

/** The file beside the plans that their first line names, so that editors complete and check. */
export const JSON_SCHEMA_FILE = 'plan.schema.json'

/**
 * The JSON Schema of a plan as it is written (durations as text, defaults left out), made from the one schema that
 * Tidemark itself reads plans by. Draft 07, which every editor's YAML support understands. What it cannot say, such as
 * that a name must stand for something, `npm run plans -- check` does.
 *
 * @returns the text of the file; the same for the same schema
 */
export function planJsonSchema(): string {
  const whole = z.toJSONSchema(planSchema, { io: 'input', target: 'draft-07', reused: 'inline', override: addWords })
  const { $schema, ...schema } = JSON.parse(JSON.stringify(whole)) as Json
  describeKeys(schema, '')
  const definitions: Record<string, Json> = {}
  const shared = shareGroups(schema, definitions)
  const title = 'Disaster recovery plan of a system'
  const description = 'Generated from lib/plans/document/schema/plan.ts by `npm run plans -- schema`. Change it there.'
  const inOrder = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `${print({ $schema, title, description, ...shared, definitions: inOrder }, '', 0)}\n`
}

const DURATION = '\\d+(\\.\\d+)?\\s*[a-z]+(\\s+\\d+(\\.\\d+)?\\s*[a-z]+)*'

/** Values that are read from text by a function, which JSON Schema cannot call. */
const PATTERNS = new Map<unknown, string>([
  [duration, `^\\s*${DURATION}\\s*$`],
  [length, `^\\s*${DURATION}\\s*$`],
  [keep, `^(\\s*${DURATION}\\s*|without end)$`],
  [day, '^\\d{4}-\\d{2}-\\d{2}$'],
])

function addWords({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes
  jsonSchema: z.core.JSONSchema.BaseSchema
}) {
  const pattern = PATTERNS.get(zodSchema)
  if (pattern) jsonSchema.pattern = pattern
  // Written as text and filled in as milliseconds, or nothing but an empty list: no help to who writes.
  if (typeof jsonSchema.default !== jsonSchema.type) delete jsonSchema.default
  jsonSchema.description ??= expected(zodSchema as unknown as z.ZodType, jsonSchema)
}

/** What a value that is none would be told: `a duration such as …`. Nothing where the kind of value says it all. */
function expected(
  schema: z.ZodType,
  { type, anyOf, enum: words, const: word }: z.core.JSONSchema.BaseSchema,
): string | undefined {
  if (word || (words && type !== 'number') || (type !== 'string' && type !== 'number' && !anyOf)) return undefined
  const told = schema.safeParse(type === 'string' ? '\0' : Symbol('none'), { error: expectedOf }).error?.issues.at(-1)
  if (!told || PLAIN.test(told.message)) return undefined
  return `${told.message.charAt(0).toUpperCase()}${told.message.slice(1)}.`
}

const PLAIN = /^(text|a number|true or false)\b/

/** Puts the words for keys beside them; what a key's own schema says stays where there are none. */
function describeKeys(schema: Json, path: string): void {
  for (const [key, inner] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    const at = path === '' ? key : `${path}.${key}`
    const group = path.split('.').at(-1)?.replace('[]', '')
    const words = KEY_WORDS[at] ?? KEY_WORDS[`${group}.${key}`] ?? KEY_WORDS[key]
    const value = inner.type === 'string' || inner.type === 'number' ? inner.description : undefined
    if (words) inner.description = value ? `${words} ${value}` : words
    describeKeys(inner, at)
  }
  for (const inner of alternatives(schema)) describeKeys(inner, path)
  if (isJson(schema.items)) describeKeys(schema.items, `${path}[]`)
}

/** Groups of keys that stand in several places are written once, named by the key they stand at first. */
function shareGroups(schema: Json, definitions: Record<string, Json>): Json {
  const places = new Map<string, { count: number; name: string }>()
  eachGroup(schema, 'plan', (group, name) => {
    const text = JSON.stringify(group)
    const known = places.get(text)
    places.set(text, { name: known?.name ?? name, count: (known?.count ?? 0) + 1 })
    return known === undefined
  })
  const names = new Map<string, string>()
  const share = (value: unknown, top: boolean): unknown => {
    if (Array.isArray(value)) return value.map((inner) => share(inner, false))
    if (!isJson(value)) return value
    const text = JSON.stringify(value)
    const place = places.get(text)
    const known = names.get(text)
    if (known) return { $ref: `#/definitions/${known}` }
    const inner = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, share(child, false)]))
    if (top || !place || place.count < 2) return inner
    const name = freeName(place.name, definitions)
    names.set(text, name)
    definitions[name] = inner
    return { $ref: `#/definitions/${name}` }
  }
  return share(schema, true) as Json
}

/** Looks at every group, from outside to inside; not into those for which `look` says so. */
function eachGroup(schema: Json, name: string, look: (group: Json, name: string) => boolean): void {
  const isGroup = schema.properties || schema.anyOf || schema.oneOf
  if (isGroup && !look(schema, name)) return
  for (const [key, inner] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    eachGroup(inner, key, look)
  }
  for (const inner of alternatives(schema)) eachGroup(inner, `${name}-${kindOf(inner)}`, look)
  if (isJson(schema.items)) eachGroup(schema.items, name, look)
}

function alternatives({ anyOf, oneOf }: Json): Json[] {
  return [...list(anyOf), ...list(oneOf)]
}

/** What tells an alternative from the others: its `kind`, else its first key. */
function kindOf({ properties }: Json): string {
  const [first] = Object.entries((properties ?? {}) as Record<string, Json>)
  return first ? String(first[1].const ?? first[0]) : 'words'
}

function freeName(name: string, taken: Record<string, Json>): string {
  let free = name
  for (let number = 2; Object.hasOwn(taken, free); number += 1) free = `${name}${number}`
  return free
}

/** JSON as the formatter leaves it: one key a line, lists of plain values on one where they fit. `room`: what is left of it. */
function print(value: unknown, indent: string, room: number): string {
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    const line = `[${value.map((inner) => JSON.stringify(inner)).join(', ')}]`
    const plain = value.every((inner) => typeof inner !== 'object')
    if (value.length === 0 || (plain && line.length <= room)) return line
    return `[\n${value.map((inner) => deeper + print(inner, deeper, 0)).join(',\n')}\n${indent}]`
  }
  if (!isJson(value)) return JSON.stringify(value)
  const lines = Object.entries(value).map(([key, inner], index, { length: count }) => {
    const start = `${deeper}${JSON.stringify(key)}: `
    const comma = index < count - 1 ? 1 : 0
    return start + print(inner, deeper, LINE - start.length - comma)
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`
}

const LINE = 120

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
