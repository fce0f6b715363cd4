import type { z } from 'zod'
import { parseDuration } from '@/lib/time/durations'

/** What was found, for a fault: the value itself when it is short, else its kind. */
export function foundOf(value: unknown): string {
  if (value === undefined) return 'nothing: the key is missing'
  if (value === null) return 'an empty value'
  if (typeof value === 'string') return `"${shownText(value)}"`
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : 'a number without measure'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' ? 'a group of keys' : String(value)
}

/** A text of the document as part of a sentence: in one line of at most 60 signs, and no sign that a terminal obeys. */
export function shownText(written: string): string {
  const cut = written.length > 60 ? `${written.slice(0, 57)}…` : written
  return JSON.stringify(cut)
    .slice(1, -1)
    .replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Signs that JSON leaves as they are: further control signs, line ends, and those that turn the direction of writing. */
const UNPRINTABLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** A duration in units that Tidemark reads, for one in units of another habit: `4 hrs` -> `4 h`; null for anything else. */
export function nearestDuration(written: string): string | null {
  if (written.length > 60) return null
  const units = written
    .trim()
    .toLowerCase()
    .replace(/[a-z]+/g, (unit) => HABITS[unit] ?? unit)
  return units !== written && parseDuration(units) !== null ? units : null
}

const HABITS: Record<string, string> = {
  secs: 's',
  mins: 'min',
  hr: 'h',
  hrs: 'h',
  dy: 'd',
  dys: 'd',
  wk: 'w',
  wks: 'w',
  yr: 'y',
  yrs: 'y',
}

/** What a check of the schema asks for, in plain words, where the schema itself does not say it. Given to zod as its error map. */
export function expectedOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a value of kind ${issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1
        ? `\`${String(issue.values[0])}\``
        : `one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`
    case 'too_small':
      return issue.origin === 'array' ? `at least ${issue.minimum} entries` : `at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'array' ? `at most ${issue.maximum} entries` : `at most ${issue.maximum}`
    default:
      return 'another value'
  }
}

const TYPES: Record<string, string> = {
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list',
  string: 'text (put it in quotes)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

/**
 * Takes apart issues of alternatives ("either this or that"): where the author clearly meant one of them,
 * that one's own issues are told, with their full path; else what the alternatives together expect.
 */
export function plainIssues(issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue]
    const meant = issue.errors
      .filter((branch) => !branch.some(isOtherShape))
      .sort((a, b) => unknownKeys(a) - unknownKeys(b) || a.length - b.length)[0]
    if (!meant) return [issue]
    return plainIssues(meant).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
  })
}

/** The value is of another shape altogether (text where a group is wanted), or another literal. */
function isOtherShape(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
}

function unknownKeys(branch: z.core.$ZodIssue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
}
