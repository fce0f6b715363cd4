import type { Random } from '@/e2e/fuzz/random'
import { EDGES, ILL_FORMED, IN_ADDRESSES, LOOSE_NUMBERS, NO_NUMBERS } from '@/lib/door/testing/hostile'

const SQL = ["' OR '1'='1", "'; SELECT pg_sleep(5); --", '%_\\', '$1', "\\'); --", '{1,2}', "E'\\x00'", ':*&|!<->']
const PATHS = ['../../../../etc/passwd', '..\\..\\windows', '/proc/self/environ', 'file:///etc/passwd', '%2e%2e%2f']
const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'valueOf', 'default']
const NUMBERS = ['2147483647', '2147483648', '-2147483649', '9223372036854775807', '9223372036854775808', '-1', '1e400']
const TIMES = ['1653-02-10T06:13:20Z', '+275760-09-13T00:00:00.001Z', '-000001-01-01T00:00:00Z', '2026-02-30', 'T24:00']
const LETTERS = [
  '😀👩‍👩‍👧',
  'e\u0301\u0301\u0301',
  '\u202Eabc',
  '\uFEFF',
  '\uFFFF',
  '\r\nX-Y: z',
  '\t',
  'ﷺ',
  '<script>',
  '<!--',
  '{{7*7}}',
]
const NAMES = [
  'phaserai',
  'INC-0001',
  'RST-0001',
  'phaserai:phaserai-prod',
  'all',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
]

/** Of each kind as many as of the next, so that a long list of one kind does not drown the others. */
const KINDS: readonly (readonly string[])[] = [
  ...[SQL, PATHS, PROTOTYPE, NUMBERS, TIMES, LETTERS, NAMES, LOOSE_NUMBERS, ILL_FORMED],
  EDGES.map(String),
  NO_NUMBERS.map(String),
]

/** A text that nobody means; some are long. */
export function hostileText(random: Random): string {
  const text = random.pick(random.pick(KINDS))
  if (random.oneIn(25)) return text.repeat(1 + random.below(200))
  if (random.oneIn(60)) return 'x'.repeat(random.below(60_000))
  return random.oneIn(6) ? `${text}${random.pick(random.pick(KINDS))}` : text
}

/** The same as a part of an address: mostly escaped, sometimes as no browser writes it. */
export function hostilePart(random: Random): string {
  if (random.oneIn(3)) return random.pick(IN_ADDRESSES)
  if (random.oneIn(12))
    return random.pick(['%', '%%', '%u0041', '%0', 'a%20b%', '%c0%af', '%f4%90%80%80', '.', '..', '~'])
  const escaped = encodeURIComponent(hostileText(random).slice(0, 2_000).toWellFormed())
  // A half of a character as the three bytes that a careless program writes.
  return random.oneIn(20) ? `${escaped}%ED%A0%80` : escaped
}

/** Whatever JSON can hold: other types than meant, deep nests, names of the prototype. */
export function hostileJson(random: Random, depth = 0): unknown {
  const kind = random.below(depth > 2 ? 6 : 10)
  if (kind < 4) return hostileText(random)
  if (kind === 4) return random.pick([null, true, false, 0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, 8.64e15 + 1])
  if (kind === 5) return random.pick<unknown>([[], {}, '', [[]], [null]])
  if (kind === 6) return nested(random.pick([10, 200, 3_000]), random.oneIn(2))
  if (kind === 7) return Array.from({ length: random.pick([1, 3, 500]) }, () => hostileJson(random, 4))
  const names = Array.from({ length: 1 + random.below(4) }, () => random.pick([...PROTOTYPE, 'number', 'id', 'note']))
  return Object.fromEntries(names.map((name) => [name, hostileJson(random, depth + 1)]))
}

/** Deeper than any value of ours: an object in an object, or a list in a list. */
function nested(depth: number, inLists: boolean): unknown {
  let value: unknown = 'deep'
  for (let left = depth; left > 0; left -= 1) value = inLists ? [value] : { of: value }
  return value
}

/** JSON as it goes over the wire; names of the prototype as own names, and now and then no JSON at all. */
export function jsonText(value: unknown, random: Random): string {
  const text = JSON.stringify(value) ?? 'null'
  if (random.oneIn(12)) return text.slice(0, random.below(text.length + 1))
  if (random.oneIn(20)) return `${text}${random.pick(['}', ']', '\0', ',', '\ud800'])}`
  if (random.oneIn(20)) return text.replace(/^\{/, '{"__proto__":{"role":"admin"},"number":1,"number":[],')
  return text
}
