import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type Document, isMap, isScalar, isSeq, type Pair, parseDocument, visit } from 'yaml'
import { HOSTILE_DOCUMENTS } from '@/lib/plans/testing/hostile-documents'

/** A document that is no sound plan; `perhapsSound` where what is left or added may by chance be one. */
export type BrokenPlan = { what: string; file: string; bytes: Buffer; perhapsSound: boolean }

const SYSTEMS = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']

/**
 * Broken plans for tests and campaigns: first those made by hand to be the worst, then the five sound plans with one thing
 * changed, every kind of change in turn. The same seed gives the same documents.
 */
export function brokenPlans(count: number, seed: number): BrokenPlan[] {
  const byHand = HOSTILE_DOCUMENTS.map(([what, text]) => {
    return { what, file: 'phoenix.yaml', bytes: Buffer.from(text()), perhapsSound: false }
  })
  const kinds = Object.keys(CHANGES)
  const picks = fc.sample(fc.record({ system: fc.constantFrom(...SYSTEMS), a: fc.nat(), b: fc.nat() }), {
    seed,
    numRuns: Math.max(1, count - byHand.length),
  })
  const changed = picks.map(({ system, a, b }, index) => {
    const what = kinds[index % kinds.length] ?? ''
    const bytes = Buffer.from(CHANGES[what]?.(soundPlan(system), a, b) ?? '')
    return { what: `${what} in ${system}, ${a} ${b}`, file: `${system}.yaml`, bytes, perhapsSound: LENIENT.has(what) }
  })
  return [...byHand, ...changed].slice(0, count)
}

type Sound = ReturnType<typeof readPlaces>
const read = new Map<string, Sound>()

function soundPlan(system: string): Sound {
  const known = read.get(system) ?? readPlaces(readFileSync(`plans/${system}.yaml`, 'utf8'))
  read.set(system, known)
  return known
}

type Span = { from: number; to: number }

/** Where the things stand in a sound text that a change may take hold of. */
function readPlaces(text: string) {
  const keys: Span[] = []
  const values: Span[] = []
  const groups: Span[] = []
  const named: Record<string, Span[]> = {}
  const document: Document = parseDocument(text)
  visit(document, {
    Pair(_at, pair: Pair) {
      if (!isScalar(pair.key) || !pair.key.range) return
      keys.push({ from: pair.key.range[0], to: pair.key.range[1] })
      const value = pair.value as { range?: [number, number, number] } | null
      if (!value?.range) return
      const span = { from: value.range[0], to: value.range[1] }
      values.push(span)
      const key = String(pair.key.value)
      const items = isSeq(pair.value) ? pair.value.items.filter(isScalar) : [pair.value].filter(isScalar)
      const spans = items.flatMap(({ range }) => (range ? { from: range[0], to: range[1] } : []))
      named[key] = [...(named[key] ?? []), ...spans]
    },
    Map(_at, map) {
      if (map.range && map.items.length > 0) groups.push({ from: map.range[0], to: map.range[1] })
    },
  })
  const { contents } = document
  const sections = isMap(contents) ? contents.items : []
  const entries = sections.flatMap(({ value }) => (isSeq(value) ? value.items.filter(isMap) : []))
  const whole = entries.flatMap(({ range }) => (range ? { from: lineStart(text, range[0]), to: range[2] } : []))
  const firstSteps = entries.flatMap((entry) => {
    const steps = entry.get('steps')
    const [first, ...others] = isSeq(steps) ? steps.items.filter(isMap) : []
    const last = others.at(-1)?.get('id')
    return first?.range && typeof last === 'string' ? { at: first.range[0], last } : []
  })
  return { text, keys, values, groups, named, whole, firstSteps }
}

type Change = (sound: Sound, a: number, b: number) => string | Buffer

const CHANGES: Record<string, Change> = {
  'a wrong unit': ({ text, named }, a, b) => {
    const spans = ['target', 'low', 'high', 'keep', 'expected', 'within'].flatMap((key) => named[key] ?? [])
    const timed = spans.filter(({ from, to }) => /^\d+ (h|min|d|s|y)$/.test(text.slice(from, to)))
    return replace(
      text,
      pick(timed, a),
      pick(['4 hrs', '4', '-1 h', '1 fortnight', '1e99 h', '4 h 5 d', 'soon', '1 M'], b),
    )
  },
  'an unknown key': ({ text, keys }, a, b) => {
    const span = pick(keys, a)
    const written = text.slice(span.from, span.to)
    return replace(
      text,
      span,
      pick([`${written}x`, written.slice(1) || 'x', written.toUpperCase(), `"${written} "`], b),
    )
  },
  'a key of JavaScript': ({ text, groups }, a, b) =>
    addKey(
      text,
      pick(groups, a),
      `${pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'], b)}: 1`,
    ),
  'a merge key': ({ text, groups }, a) => addKey(text, pick(groups, a), '"<<": { a: 1 }'),
  'a value of another kind': ({ text, values }, a, b) =>
    replace(text, pick(values, a), `${pick(['~', '{ "?": [] }', '[[]]', '1e400', '[{ a: [] }]', '.nan'], b)}\n`),
  'a name of nothing': ({ text, named }, a) => {
    const spans = ['asset', 'covers', 'environment', 'runbook', 'replicaOf'].flatMap((key) => named[key] ?? [])
    return replace(text, pick(spans, a), 'no-such-thing')
  },
  'an entry twice': ({ text, whole }, a) => {
    const { from, to } = pick(whole, a)
    return `${text.slice(0, from)}${text.slice(from, to).trimEnd()}\n${text.slice(from)}`
  },
  'steps in a circle': (sound, a, b) => {
    const { text, firstSteps } = sound
    if (firstSteps.length === 0) return CHANGES['an entry twice']?.(sound, a, b) ?? ''
    const { at, last } = pick(firstSteps, a)
    return `${text.slice(0, at)}after: [${last}]\n${' '.repeat(at - lineStart(text, at))}${text.slice(at)}`
  },
  'an impossible schedule': ({ text }, a, b) => {
    const schedules = [...text.matchAll(/schedule: (\{ cron.*\}|\{ every.*\}|continuous|none stated)/g)]
    const { index, 0: found } = pick(schedules, a)
    const cron = pick(['0 0 31 2 *', '* * * *', '61 * * * *', 'L', '', '0 25 * * *', 'cron(0 25 * * ? *)', '@never'], b)
    return replace(text, { from: index, to: index + found.length }, `schedule: { cron: "${cron}", zone: UTC }`)
  },
  'a zone that is none': ({ text }, a, b) => {
    const schedules = [...text.matchAll(/schedule: (\{.*\}|continuous|none stated)/g)]
    const { index, 0: found } = pick(schedules, a)
    const zone = pick(['Mars', 'UTC+25', 'Europe/Berlim', '""', '2', 'None'], b)
    return replace(text, { from: index, to: index + found.length }, `schedule: { cron: "0 2 * * *", zone: ${zone} }`)
  },
  'a tag': ({ text, values }, a, b) => {
    const { from } = pick(values, a)
    return `${text.slice(0, from)}${pick(['!!js/function ', '!x ', '!!python/object:os.system ', '!<y> '], b)}${text.slice(from)}`
  },
  'a second document': ({ text }, a) => `${text}\n---\n${text.slice(0, a % 1_000)}`,
  'bytes that are no UTF-8': ({ text }, a, b) => {
    const bytes = Buffer.from(text)
    bytes[a % bytes.length] = [0xff, 0xc0, 0xfe][b % 3] ?? 0xff
    return bytes
  },
  'cut at any byte': ({ text }, a) => {
    const bytes = Buffer.from(text)
    return bytes.subarray(0, a % bytes.length)
  },
  'something cut out': ({ text }, a, b) =>
    text.slice(0, a % text.length) + text.slice((a % text.length) + 1 + (b % 200)),
  'a tab': ({ text }, a) => text.replace(/\n {2}/g, (found, at) => (at > a % text.length ? '\n\t' : found)),
  'a sign put in': ({ text }, a, b) => {
    const sign = pick(
      ['\0', '\ufeff', '\u2028', '\r', '"', "'", '{', ']', '|', '&a ', '*a ', '%', '\u202e', '\ud800'],
      b,
    )
    return text.slice(0, a % text.length) + sign + text.slice(a % text.length)
  },
  'other line ends and a mark of order': ({ text }, a) => `\ufeff${text.replaceAll('\n', a % 2 ? '\r\n' : '\r')}`,
}

const LENIENT = new Set(Object.keys(CHANGES).slice(Object.keys(CHANGES).indexOf('cut at any byte')))

function pick<T>(from: readonly T[], at: number): T {
  const one = from[at % from.length]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}

function replace(text: string, { from, to }: Span, by: string): string {
  return text.slice(0, from) + by + text.slice(to)
}

function addKey(text: string, { from }: Span, pair: string): string {
  if (text[from] === '{') return `${text.slice(0, from + 1)} ${pair}, ${text.slice(from + 1)}`
  return `${text.slice(0, from)}${pair}\n${' '.repeat(from - lineStart(text, from))}${text.slice(from)}`
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}
