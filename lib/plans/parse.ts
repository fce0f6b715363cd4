import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import type { z } from 'zod'
import { expectedOf, foundOf, plainIssues } from '@/lib/plans/fault-words'
import { planSchema } from '@/lib/plans/schema'
import type { Plan, PlanFault } from '@/lib/plans/types'

/** A plan and the hash of its content, or everything that is wrong with its text, in the order of the lines. */
export type ParsedPlan = { ok: true; plan: Plan; contentHash: string } | { ok: false; faults: PlanFault[] }

const MOST_CHARACTERS = 256 * 1024
const MOST_ALIASES = 100
const MOST_FAULTS = 200

type Path = (string | number)[]
type Place = { file: string; text: string; lines: LineCounter }

/**
 * Reads the text of a plan. Never throws: whatever is wrong with the text comes back as faults in plain words, with the
 * file, the line and column (from 1) and the key.
 *
 * @param text the YAML document
 * @param file its name, for the faults; it is named as the system's key
 */
export function parsePlan(text: string, file: string): ParsedPlan {
  const place: Place = { file, text, lines: new LineCounter() }
  if (text.length > MOST_CHARACTERS) {
    return refused(place, 0, `${text.length.toLocaleString('en')} characters`, 'a plan of at most 262,144 characters')
  }
  try {
    return readDocument(place)
  } catch (error) {
    // The YAML reader recurses: a thousand brackets in a row end here.
    if (error instanceof RangeError)
      return refused(place, 0, 'lists or groups nested too deeply', 'a plan of a few levels')
    throw error
  }
}

/** The system whose plan a file holds: `plans/phaserai.yaml` -> `phaserai`. */
export function systemOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '')
}

/** The hash of a plan: SHA-256 over its content in one order of keys, so that comments and layout do not count. */
function contentHashOf(plan: Plan): string {
  return createHash('sha256').update(canonical(plan)).digest('hex')
}

function readDocument(place: Place): ParsedPlan {
  const document = parseDocument(place.text, {
    lineCounter: place.lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return { ok: false, faults: broken.slice(0, MOST_FAULTS).map((error) => syntaxFault(place, error)) }

  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return refused(
      place,
      firstAlias(document),
      'aliases (`*name`) that multiply without measure',
      'a few aliases, or none',
    )
  }
  const result = planSchema.safeParse(content, { error: expectedOf })
  if (result.success) {
    const { key } = result.data.system
    if (key === systemOf(place.file)) return { ok: true, plan: result.data, contentHash: contentHashOf(result.data) }
    const offset = valueOffset(document, ['system', 'key'])
    const expected = `\`${systemOf(place.file)}\`, as the file is named, so that two files cannot claim one system`
    return { ok: false, faults: [fault(place, offset, ['system', 'key'], foundOf(key), expected)] }
  }
  const faults = plainIssues(result.error.issues).flatMap((issue) => issueFaults(place, document, content, issue))
  const inOrder = faults.sort((a, b) => a.line - b.line || a.column - b.column)
  return { ok: false, faults: inOrder.slice(0, MOST_FAULTS) }
}

function issueFaults(place: Place, document: Document, content: unknown, issue: z.core.$ZodIssue): PlanFault[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const expected = 'only keys that a plan has at this place'
    return issue.keys.map((key) => {
      const offset = keyOffset(document, [...path, key])
      return fault(place, offset, [...path, key], `the unknown key \`${key}\``, expected)
    })
  }
  const value = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], content)
  return [fault(place, valueOffset(document, path), path, foundOf(value), issue.message)]
}

function syntaxFault(place: Place, error: YAMLError): PlanFault {
  const offset = error.pos[0]
  const word = /^[\w.-]{1,60}/.exec(place.text.slice(offset))?.[0]
  if (error.code === 'DUPLICATE_KEY') {
    return fault(
      place,
      offset,
      word ? [word] : [],
      `the key${word ? ` \`${word}\`` : ''} a second time`,
      'each key once',
    )
  }
  const line = place.text.slice(offset).split('\n', 1)[0]?.trim().slice(0, 60) ?? ''
  const sentence = error.message.split('\n', 1)[0] ?? error.message
  return fault(
    place,
    offset,
    [],
    line === '' ? 'the end of a line' : `\`${line}\``,
    `YAML that can be read (${sentence})`,
  )
}

function refused(place: Place, offset: number, found: string, expected: string): ParsedPlan {
  return { ok: false, faults: [fault(place, offset, [], found, expected)] }
}

function fault({ file, lines }: Place, offset: number, path: Path, found: string, expected: string): PlanFault {
  const at = lines.linePos(offset)
  const key = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )
  const where = key === '' ? 'The document' : `\`${key}\``
  const line = Math.max(1, at.line)
  const column = Math.max(1, at.col)
  return { file, line, column, key, found, expected, message: `${where}: found ${found}; expected ${expected}.` }
}

/** Where the value of a path stands; for a key that is missing, where the group stands that should hold it. */
function valueOffset(document: Document, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) {
      const empty = isScalar(node) && node.value === null
      return empty ? keyOffset(document, path.slice(0, depth)) : node.range[0]
    }
  }
  return 0
}

function keyOffset(document: Document, path: Path): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return path.length > 0 ? valueOffset(document, path.slice(0, -1)) : 0
}

function firstAlias(document: Document): number {
  let offset = 0
  visit(document, {
    Alias(_key, alias) {
      offset = alias.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
