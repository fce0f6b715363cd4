import type { VariableType } from '@/lib/plans/model/messages'

/** What a person may type into a place of each type, and how it is asked for. */
const FORMS: Record<VariableType, { fits: RegExp; expected: string }> = {
  text: { fits: /^[^`$"\\;|&<>]+$/u, expected: 'text without ` $ " \\ ; | & < >' },
  number: { fits: /^-?\d+(\.\d+)?$/, expected: 'a number such as 3' },
  percent: { fits: /^(100|\d{1,2})(\.\d+)?$/, expected: 'a percentage from 0 to 100, without the sign' },
  instant: {
    fits: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z| ?UTC)$/,
    expected: 'a time in UTC such as 2026-11-21T10:30:00Z',
  },
  duration: { fits: /^\d+(\.\d+)? ?[a-z]+( \d+ ?[a-z]+)*$/, expected: 'a duration such as 2 h 30 min' },
  url: { fits: /^https?:\/\/[^\s"'<>`$]+$/, expected: 'an address such as https://example.com/health' },
  host: { fits: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, expected: 'a host name such as db.example.com' },
  region: { fits: /^[a-z]{2}(-[a-z]+)+-\d$/, expected: 'an AWS region such as us-west-2' },
  arn: { fits: /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:[^\s"'`$]+$/, expected: 'an ARN, arn:aws:…' },
  identifier: {
    fits: /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/,
    expected: 'an identifier of letters, digits, `.`, `_`, `:`, `/` and `-`',
  },
  path: { fits: /^[^\s"'`$;&|<>]+$/, expected: 'a path without spaces' },
}

const MOST = 300

/** In a message nothing is run: any line of text will do. */
const PROSE = /./u

/** What the filled-in text is for: a command that a person runs, or a message that a person reads. */
export type PlaceUse = 'command' | 'message'

/** What a place of this type expects, in words: `a number such as 3`; null where any text will do. */
export function expectedOf(type: VariableType, use: PlaceUse): string | null {
  return use === 'message' && type === 'text' ? null : FORMS[type].expected
}

/**
 * What is wrong with a text for a place of a runbook; null when it fits. A value goes into commands that people run, and
 * may come in a link somebody else made, so that line ends and signs that a shell acts upon are refused.
 */
export function placeFault(type: VariableType, text: string, use: PlaceUse = 'command'): string | null {
  const { expected } = FORMS[type]
  const fits = use === 'message' && type === 'text' ? PROSE : FORMS[type].fits
  if (text.length > MOST) return `Found ${text.length} characters; expected at most ${MOST}.`
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return 'Found a line end or a control character; expected one line of text.'
  return fits.test(text) ? null : `Found "${text.slice(0, 60)}"; expected ${expected}.`
}
