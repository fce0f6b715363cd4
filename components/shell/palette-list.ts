import type { PaletteGroup } from '@/components/shell/palette-places'
import { type Candidate, type Found, MOST_RESULTS, type ResultKind, type SearchAnswer } from '@/lib/search/model/search'
import { groupByKind, placeOf, rank, scoreOf } from '@/lib/search/rules/rank'

/** A line of the palette; `stale` is one of an earlier answer that does not fit what is typed now. */
export type Line = Found & {
  id: string
  stale: boolean
}

const GROUP_NAMES: Record<ResultKind, string> = {
  incident: 'Incidents',
  system: 'Systems',
  runbook: 'Runbooks',
  scenario: 'Scenarios',
  asset: 'Assets',
  restore: 'Restores',
  review: 'Reviews',
  page: 'Pages',
  act: 'Do',
}

/**
 * What is listed for what is typed: what this page knows by itself, at once, and the server's answer. Lines of an answer
 * to an earlier text stay until the new one is there, behind what fits.
 */
export function linesFor(
  words: readonly string[],
  known: readonly Candidate[],
  answer: SearchAnswer | null,
  isAnswered: boolean,
): PaletteGroup<Line>[] {
  const own = rank(words, known, MOST_RESULTS).results
  const places = new Set((answer?.results ?? []).map(placeOf))
  const merged = [
    ...own.filter((one) => !places.has(placeOf(one))).map((one) => ({ ...one, stale: false })),
    ...(answer?.results ?? []).map((one) => ({ ...one, stale: !isAnswered && !fits(words, one) })),
  ]
  merged.sort((a, b) => Number(a.stale) - Number(b.stale) || b.score - a.score)
  return groupByKind(merged.slice(0, MOST_RESULTS)).map(({ kind, results }) => toGroup(GROUP_NAMES[kind], results))
}

/** What is listed before anything is typed. Groups without a line are left out. */
export function startLines(
  known: { incidents: Found[]; acts: Found[]; systems: Found[]; pages: Found[] },
  recent: readonly Found[],
): PaletteGroup<Line>[] {
  const listed = new Set([...known.incidents, ...known.systems].map(placeOf))
  const groups: [string, readonly Found[]][] = [
    ['Open incidents', known.incidents],
    ['Do', known.acts],
    ['Opened last here', recent.filter((one) => !listed.has(placeOf(one)))],
    ['Systems', known.systems],
    ['Pages', known.pages],
  ]
  return groups.filter(([, of]) => of.length > 0).map(([name, of]) => toGroup(name, of))
}

/** How many fit what is typed, in words. */
export function resultsSaid(count: number, more: boolean): string {
  if (count === 0) return 'No results'
  if (more) return `The best ${count} results; another word narrows them`
  return count === 1 ? '1 result' : `${count} results`
}

/** In place of results when there are none. */
export function nothingMatches(text: string): string {
  return `Nothing matches all of “${text.trim()}”. Part of a name is enough, in any order.`
}

function toGroup(name: string, results: readonly (Found & { stale?: boolean })[]): PaletteGroup<Line> {
  return { name, results: results.map((one) => ({ ...one, id: placeOf(one), stale: one.stale ?? false })) }
}

function fits(words: readonly string[], result: Found): boolean {
  return scoreOf(words, { ...result, names: [], words: [result.detail, result.identifier ?? ''] }) !== null
}
