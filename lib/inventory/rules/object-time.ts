/**
 * The families of times that backup jobs write into names; always UTC.
 * `20261121_060000`, `20261121-060000`, `20261121T060000Z`, `2026-11-21T06-00-00`, `2026-11-21 06:00:00`, `20261121_0600`.
 */
const NAMED_TIME =
  /(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})[T_\- ./](\d{2})([-:._]?)(\d{2})(?:\6(\d{2}))?(?:\.\d{1,6})?(?:Z|UTC)?(?!\d)/g

/**
 * The time in an object's name, epoch milliseconds UTC; the last one where there are several, as it names the run.
 * A date without a time of day says too little. @returns null when there is none
 */
export function timeInName(key: string): number | null {
  let found: number | null = null
  for (const match of key.matchAll(NAMED_TIME)) {
    const [, year, , month, day, hour, , minute, second] = match
    found = instant(year, month, day, hour, minute, second ?? '0') ?? found
  }
  return found
}

function instant(...parts: (string | undefined)[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number)
  const value = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(value)
  // Date.UTC rolls 31 February over; a rolled date is no date.
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  return same && year >= 2000 && year < 2100 ? value : null
}

const PARTS = /<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\*|YYYY[-_.]?MM[-_.]?DD|HH[-:_]?MM(?:[-:_]?SS)?|./gs

/**
 * Whether a key is of a plan's name pattern: `YYYYMMDD`, `YYYY-MM-DD`, `HHMMSS` and the like stand for digits; `*`,
 * `<…>`, `[…]` and `{…}` for any part of a name, or for the time they hold; the rest is literal. The pattern is of the
 * whole key, or of its last parts.
 */
export function nameMatches(pattern: string, key: string): boolean {
  return new RegExp(`(?:^|/)${sourceOf(pattern)}$`).test(key)
}

function sourceOf(pattern: string): string {
  return pattern.replace(PARTS, (part) => {
    if (part === '*') return '[^/]*'
    if (/^(?:YYYY|HH)/.test(part)) return literal(part).replace(/[YMDHS]/g, '\\d')
    if (part.length > 1) return part.includes('YYYY') ? sourceOf(part.slice(1, -1)) : '[^/]*'
    return literal(part)
  })
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
