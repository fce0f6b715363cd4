import type { z } from 'zod'
import { nearestDuration } from '@/lib/plans/document/rules/fault-words'
import { planSchema } from '@/lib/plans/document/schema/plan'
import { ASSET_FACTS, INCIDENT_FACTS } from '@/lib/plans/model/messages'
import { nearestName } from '@/lib/plans/rules/nearest-name'
import { isZone } from '@/lib/time/schedule'

type Path = readonly (string | number)[]
type Schema = z.core.$ZodTypes

/** Finds the key that a plan has at this place and that was probably meant; keys that are there already are not offered. */
export function nearestKeyAt(content: unknown, path: Path): (written: string) => string | null {
  const group = valueAt(content, path)
  const there = new Set(isRecord(group) ? Object.keys(group) : [])
  const known = schemasAt(content, path).flatMap((schema) => Object.keys(shapeOf(schema)))
  const free = known.filter((key) => !there.has(key))
  return (written) => nearestName(written, free)
}

/** The value that the schema takes at this place and that was probably meant: a word of a fixed list, a zone, a duration. */
export function nearestValue(content: unknown, path: Path): string | null {
  const written = valueAt(content, path)
  if (typeof written !== 'string') return null
  const schemas = schemasAt(content, path)
  const word = nearestName(written, schemas.flatMap(wordsOf))
  if (word !== null) return word === written ? null : word
  if (path.at(-1) === 'zone') return isZone(written) ? null : nearestName(written, zones())
  const meant = [nearestDuration(written), ...nearestPhrases(written)]
  return meant.find((text) => text !== null && schemas.some((schema) => accepts(schema, text))) ?? null
}

/** Phrases that the schema reads by a function: as a whole, or with one word of them mended. */
function* nearestPhrases(written: string): Generator<string | null> {
  if (written.length > 200) return
  yield nearestName(written, PHRASES)
  const words = written.split(' ')
  for (const [index, word] of words.entries()) {
    const mended = nearestName(word, WORDS)
    if (mended && mended !== word) yield words.with(index, mended).join(' ')
  }
}

const PHRASES = ['at once', 'next business day', 'without end']
const KINDS = ['asset', 'environment', 'account', 'incident', 'value']
const WORDS = [...KINDS, 'primaryRegion', 'drRegion', 'id', ...ASSET_FACTS, ...INCIDENT_FACTS]

/** The value of a path in what was read; own keys only. */
export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    content,
  )
}

/** Whatever the schema allows at a path; of alternatives those that the words written beside it choose. */
function schemasAt(content: unknown, path: Path): Schema[] {
  let schemas = chosen(planSchema as unknown as Schema, content)
  path.forEach((step, index) => {
    const value = valueAt(content, path.slice(0, index + 1))
    schemas = schemas.flatMap((schema) => {
      const { def } = schema._zod
      if (def.type === 'array') return chosen(def.element as Schema, value)
      const inner = shapeOf(schema)[step]
      return inner ? chosen(inner, value) : []
    })
  })
  return schemas
}

function chosen(schema: Schema, value: unknown): Schema[] {
  const { def } = schema._zod
  if (def.type === 'pipe') {
    // A text that a function reads is asked as a whole; before any other function stands what is written.
    const written = def.in as Schema
    return written._zod.def.type === 'string' ? [schema] : chosen(written, value)
  }
  if ('innerType' in def) return chosen(def.innerType as Schema, value)
  if (def.type !== 'union') return [schema]
  const options = def.options as Schema[]
  const fitting = options.filter((option) => !isAnotherKind(option, value))
  return (fitting.length > 0 ? fitting : options).flatMap((option) => chosen(option, value))
}

/** `{ kind: 'rds', … }` is written, and this alternative is for another kind. */
function isAnotherKind(option: Schema, value: unknown): boolean {
  if (!isObject(value)) return false
  return Object.entries(shapeOf(option)).some(([key, inner]) => {
    const { def } = inner._zod
    return def.type === 'literal' && !(def.values as unknown[]).includes(value[key])
  })
}

function shapeOf(schema: Schema): Record<string, Schema> {
  const { def } = schema._zod
  return def.type === 'object' ? (def.shape as Record<string, Schema>) : {}
}

function wordsOf(schema: Schema): string[] {
  const { def } = schema._zod
  if (def.type === 'enum') return Object.values(def.entries).map(String)
  return def.type === 'literal' ? def.values.filter((value) => typeof value === 'string') : []
}

function accepts(schema: Schema, value: string): boolean {
  return (schema as unknown as z.ZodType).safeParse(value).success
}

let knownZones: string[] | undefined

function zones(): string[] {
  knownZones ??= ['UTC', ...Intl.supportedValuesOf('timeZone')]
  return knownZones
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value)
}
