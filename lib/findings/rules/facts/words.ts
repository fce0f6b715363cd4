import type { PlanSource } from '@/lib/plans/model/base'
import { formatInstant } from '@/lib/time/instants'

/** The same words inside a sentence: `The id of …` becomes `the id of …`; abbreviations and identifiers stay. */
export function lowerFirst(text: string): string {
  return /^[A-Z]([a-z]| [a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** The places of a document that a finding quotes, each once. */
export function placesOf(sources: readonly PlanSource[]): { text: string; where: string }[] {
  const unique = new Map(sources.map(({ section, says }) => [`${section}\n${says}`, { text: says, where: section }]))
  return [...unique.values()]
}

/** `21 Nov 2026 05:39`, UTC: a finding may be read much later, so always with its day. */
export function dayWords(at: number): string {
  return formatInstant(at, at + 400 * 86_400_000).replace(/:\d\d$/, '')
}

/** ` Read 21 Nov 2026 05:39 UTC.`, to end a sentence's paragraph; nothing where nobody ever read it. */
export function readWords(at: number | null): string {
  return at === null ? '' : ` Read ${dayWords(at)} UTC.`
}
