import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import {
  contentSize,
  faultAt,
  keyOffset,
  type Place,
  repeatedKeys,
  unkeepable,
  valueOffset,
} from '@/lib/plans/document/fault-places'
import { nearestKeyAt, nearestValue, valueAt } from '@/lib/plans/document/known-names'
import { expectedOf, foundOf, plainIssues, shownText } from '@/lib/plans/document/rules/fault-words'
import { expectedSyntax } from '@/lib/plans/document/rules/syntax-words'
import { planSchema } from '@/lib/plans/document/schema/plan'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'

/** A plan and the hash of its content, or everything that is wrong with its text, in the order of the lines. */
export type ParsedPlan = { ok: true; plan: Plan; contentHash: string } | { ok: false; faults: PlanFault[] }

const MOST_CHARACTERS = 256 * 1024
/** What the YAML reader takes apart one by one, at a cost: a plan has one in twelve signs. */
const SIGNS = /[[\]{}"'`,\n\r&*!|>%#]|[-?:](?=\s)/g
const MOST_SIGNS = 30_000
const MOST_NODES = 60_000
const MOST_ALIASES = 100
const MOST_FAULTS = 200
const MOST_BROKEN_LINES = 5

/**
 * Reads the text of a plan. Never throws: whatever is wrong with the text comes back as faults in plain words, with the
 * file, the line and column (from 1), the key, and the name that was probably meant.
 *
 * @param text the YAML document
 * @param file its name, for the faults; it is named as the system's key
 */
export function parsePlan(text: string, file: string): ParsedPlan {
  const place: Place = { file, text, lines: new LineCounter() }
  if (text.length > MOST_CHARACTERS) {
    return refused(place, 0, `${text.length.toLocaleString('en')} characters`, 'a plan of at most 262,144 characters')
  }
  const signs = text.match(SIGNS)?.length ?? 0
  if (signs > MOST_SIGNS) {
    const found = `${signs.toLocaleString('en')} brackets, quotes, commas and line ends`
    return refused(place, 0, found, `at most ${MOST_SIGNS.toLocaleString('en')} of them, more than a long plan has`)
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

/**
 * The system whose plan a file holds: `plans/phaserai.yaml` -> `phaserai`. A name that no system can have gives the one
 * it comes nearest to (`Phaser AI.yaml` -> `phaser-ai`); the plan then has a fault that says so.
 */
export function systemOf(file: string): string {
  const name = basename(file).replace(EXTENSION, '').toLowerCase()
  return name.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'unnamed'
}

const EXTENSION = /\.ya?ml$/i

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
    // The reader compares every key with every other; repeatedKeys does not.
    uniqueKeys: false,
  })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) {
    return inOrder(
      broken.slice(0, MOST_FAULTS).map((error) => syntaxFault(place, error.pos[0], error.code)),
      firstOfLines,
    )
  }
  const { nodes, aliases } = contentSize(document, MOST_NODES)
  if (aliases.unknown !== null) {
    return refused(
      place,
      aliases.unknown,
      'an alias of nothing',
      'an alias (`*name`) of an anchor that stands above it',
    )
  }
  if (nodes > MOST_NODES || aliases.count > MOST_ALIASES) {
    const found = aliases.count > 0 ? 'aliases (`*name`) that multiply' : 'a very long document'
    const expected = `at most ${MOST_NODES.toLocaleString('en')} values, and ${MOST_ALIASES} aliases, once they are written out`
    return refused(place, aliases.first, found, expected)
  }
  const odd = unkeepable(place.text, document)
  if (odd) {
    const code = odd.sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return refused(place, odd.offset, `the sign U+${code}, which nothing can show`, 'text without control signs')
  }
  const content: unknown = document.toJS({ maxAliasCount: -1 })
  const result = planSchema.safeParse(content, { error: expectedOf })
  const faults = [
    ...repeatedKeys(document).map(({ path, key, offset }) =>
      faultAt(place, offset, { path, found: `the key \`${shownText(key)}\` a second time`, expected: 'each key once' }),
    ),
    ...nameFaults(place, document, content),
    ...plainIssues(result.error?.issues ?? [])
      .slice(0, 10 * MOST_FAULTS)
      .flatMap((issue) => issueFaults(place, document, content, issue)),
  ]
  if (faults.length > 0 || !result.success) return inOrder(faults)
  return { ok: true, plan: result.data, contentHash: contentHashOf(result.data) }
}

function nameFaults(place: Place, document: Document, content: unknown): PlanFault[] {
  const system = systemOf(place.file)
  const name = basename(place.file)
  if (name.replace(/\.ya?ml$/, '') !== system) {
    const expected = `\`${system}.yaml\`: a file is named as its system, in a–z, 0–9 and hyphens`
    return [faultAt(place, 0, { path: [], found: `the file name \`${shownText(name)}\``, expected })]
  }
  const path = ['system', 'key']
  const key = valueAt(content, path)
  if (typeof key !== 'string' || key === system) return []
  const expected = `\`${system}\`, as the file is named, so that two files cannot claim one system`
  return [faultAt(place, valueOffset(document, path), { path, found: foundOf(key), expected })]
}

function issueFaults(place: Place, document: Document, content: unknown, issue: z.core.$ZodIssue): PlanFault[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const expected = 'only keys that a plan has at this place'
    const nearestKey = nearestKeyAt(content, path)
    return issue.keys.slice(0, MOST_FAULTS).map((key) => {
      const found = `the unknown key \`${shownText(key)}\``
      const nearest = nearestKey(key)
      return faultAt(place, keyOffset(document, [...path, key]), { path: [...path, key], found, expected, nearest })
    })
  }
  const found = foundOf(valueAt(content, path))
  const nearest =
    issue.code === 'custom' && issue.params?.nearest ? issue.params.nearest() : nearestValue(content, path)
  return [faultAt(place, valueOffset(document, path), { path, found, expected: issue.message, nearest })]
}

function syntaxFault(place: Place, offset: number, code: Parameters<typeof expectedSyntax>[0]): PlanFault {
  const line =
    place.text
      .slice(offset, offset + 200)
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? ''
  const found = line === '' ? 'the end of a line' : `\`${shownText(line)}\``
  return faultAt(place, offset, { path: [], found, expected: expectedSyntax(code) })
}

function refused(place: Place, offset: number, found: string, expected: string): ParsedPlan {
  return { ok: false, faults: [faultAt(place, offset, { path: [], found, expected })] }
}

function inOrder(faults: PlanFault[], choose = (sorted: PlanFault[]) => sorted): ParsedPlan {
  const sorted = faults.sort((a, b) => a.line - b.line || a.column - b.column)
  return { ok: false, faults: choose(sorted).slice(0, MOST_FAULTS) }
}

/** What cannot be read makes what stands behind it hard to read: the first of a line, and of few lines. */
function firstOfLines(sorted: PlanFault[]): PlanFault[] {
  return sorted.filter(({ line }, index) => sorted[index - 1]?.line !== line).slice(0, MOST_BROKEN_LINES)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
