/** What can be found, in the order in which equal matches are shown. */
export const RESULT_KINDS = [
  'incident',
  'system',
  'runbook',
  'scenario',
  'asset',
  'restore',
  'review',
  'page',
  'act',
] as const
export type ResultKind = (typeof RESULT_KINDS)[number]

/** The marks of the design that a result may carry: names of components/ui/mark. */
export type ResultMark = 'incident' | 'failed' | 'unknown' | 'at-risk' | 'running' | 'within' | 'waiting' | 'info'

/** One thing that was found, as a line of the palette. */
export type Found = {
  kind: ResultKind
  /** What it is called: `INC-0001 Corrupted sign-in rows`. */
  title: string
  /** What tells it from its namesakes: system, region, place. */
  detail: string
  /** What AWS calls it, where that is not its title. */
  identifier?: string
  /** A path of the console, `/incidents/INC-0001`. Unique among results. */
  href: string
  /** Its state, where it has one that matters for choosing. */
  state?: { mark: ResultMark; word: string }
  /** The key that leads there without the palette, `G B`. */
  keys?: string
}

/** Something that may be found, and the texts it is found by. */
export type Candidate = Found & {
  /** What it is known by: these count most. Its title is one of them by itself. */
  names: readonly string[]
  /** What else it is found by. */
  words: readonly string[]
  /** Before equals of its kind: an open incident before a resolved one. 0 unless said. */
  ahead?: number
}

/** The answer of `/api/search`. */
export type SearchAnswer = {
  q: string
  /** Best first, at most 20. */
  results: (Found & { score: number })[]
  /** More matched than are listed. */
  more: boolean
}

/** At most so many results are listed. */
export const MOST_RESULTS = 20

/** The longest text that is searched for, in characters. */
export const LONGEST_QUERY = 100
