import { type Candidate, type Found, LONGEST_QUERY, RESULT_KINDS, type ResultKind } from '@/lib/search/model/search'

/** More words than this do not narrow a search any further. */
const MOST_WORDS = 8

/** So many of a kind are listed before another kind may not be crowded out. */
const MOST_OF_A_KIND = 8

const WHOLE = 100
const BEGINNING = 70
const WORD_WHOLE = 55
const WORD_BEGINNING = 45
const ANYWHERE = 20

/** A text as it is compared: without accents, case, control characters and unusual hyphens. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toLowerCase()
    .toWellFormed()
}

/** The words of a query, each once, as they are compared; `INC12` is `inc-12`. Empty for nothing to search for. */
export function wordsOf(query: string): string[] {
  const words = fold(query.slice(0, LONGEST_QUERY)).split(/\s+/).filter(Boolean)
  return [...new Set(words.map((word) => word.replace(/^(inc|rst)(\d+)$/, '$1-$2')))].slice(0, MOST_WORDS)
}

/**
 * For SQL: a pattern of LIKE that finds the word anywhere, whatever signs are in it. A number is looked for without its
 * leading zeros: what that finds too much, ranking leaves out.
 */
export function likeAnywhere(word: string): string {
  return `%${likeBeginning(word.replace(/^(inc|rst)-0+(?=\d)/, '$1-'))}`
}

/** For SQL: a pattern of LIKE that finds the word at the beginning. */
export function likeBeginning(word: string): string {
  return `${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** Everything a numbered thing is called by: `INC-0042`, `INC-042`, `INC-42`, `42`. */
export function numberNames(prefix: 'INC' | 'RST', number: number): string[] {
  const digits = String(number)
  const padded = [4, 3, 2].map((length) => `${prefix}-${digits.padStart(length, '0')}`)
  return [...new Set([...padded, `${prefix}-${digits}`, digits])]
}

/** How well a thing matches, 0 to 100 and more for phrases; null when one of the words is nowhere in it. */
export function scoreOf(words: readonly string[], { title, names, words: further }: Candidate): number | null {
  const known = [title, ...names].map(fold)
  const others = further.map(fold)
  let sum = 0
  for (const word of words) {
    const best = Math.max(bestOf(word, known), bestOf(word, others) / 2)
    if (best === 0) return null
    sum += best
  }
  if (words.length === 0) return null
  const phrase = words.length > 1 ? bestOf(words.join(' '), known) / 4 : 0
  return sum / words.length + phrase
}

function bestOf(word: string, texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => matchOf(word, text)))
}

function matchOf(word: string, text: string): number {
  if (text === word) return WHOLE
  if (text.startsWith(word)) return BEGINNING
  let best = 0
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isInside(text, at)) best = Math.max(best, ANYWHERE)
    else return isInside(text, at + word.length) ? WORD_BEGINNING : WORD_WHOLE
  }
  return best
}

/** Whether a letter or digit stands on both sides of this place. */
function isInside(text: string, at: number): boolean {
  return LETTER.test(text[at - 1] ?? ' ') && LETTER.test(text[at] ?? ' ')
}

const LETTER = /[\p{L}\p{N}]/u

/**
 * What matches all words, the best first, at most `most`. A kind takes more than its share only while no other kind has
 * anything left. What is of one kind and leads to one place is listed once.
 */
export function rank(
  words: readonly string[],
  candidates: readonly Candidate[],
  most: number,
): { results: (Found & { score: number })[]; more: boolean } {
  const scored = candidates.flatMap((candidate) => {
    const score = scoreOf(words, candidate)
    return score === null ? [] : [{ candidate, score }]
  })
  scored.sort((a, b) => b.score - a.score || before(a.candidate, b.candidate))
  const places = new Set<string>()
  const distinct = scored.filter(({ candidate }) => !places.has(placeOf(candidate)) && places.add(placeOf(candidate)))
  const chosen = shareOut(distinct, most)
  return {
    results: chosen.map(({ candidate, score }) => ({ ...found(candidate), score })),
    more: distinct.length > most,
  }
}

/** What makes two results the same: what they are and where they lead. */
export function placeOf({ kind, href }: Pick<Found, 'kind' | 'href'>): string {
  return `${kind} ${href}`
}

/** Results in groups of a kind, the group with the best result first; within a group the best first. */
export function groupByKind<T extends Pick<Found, 'kind'>>(
  results: readonly T[],
): { kind: ResultKind; results: T[] }[] {
  const groups = new Map<ResultKind, T[]>()
  for (const result of results) groups.set(result.kind, [...(groups.get(result.kind) ?? []), result])
  return [...groups].map(([kind, of]) => ({ kind, results: of }))
}

function before(a: Candidate, b: Candidate): number {
  return (
    (b.ahead ?? 0) - (a.ahead ?? 0) ||
    RESULT_KINDS.indexOf(a.kind) - RESULT_KINDS.indexOf(b.kind) ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) ||
    (a.href < b.href ? -1 : 1)
  )
}

function shareOut<T extends { candidate: Candidate }>(sorted: T[], most: number): T[] {
  const taken = new Map<ResultKind, number>()
  const within = new Set<T>()
  for (const one of sorted) {
    const count = (taken.get(one.candidate.kind) ?? 0) + 1
    taken.set(one.candidate.kind, count)
    if (count <= MOST_OF_A_KIND) within.add(one)
  }
  const first = sorted.filter((one) => within.has(one)).slice(0, most)
  const rest = sorted.filter((one) => !within.has(one)).slice(0, most - first.length)
  const chosen = new Set([...first, ...rest])
  return sorted.filter((one) => chosen.has(one))
}

function found({ names: _names, words: _words, ahead: _ahead, ...rest }: Candidate): Found {
  return rest
}
