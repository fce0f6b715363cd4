import { GarbledAnswer } from '@/lib/aws/faults'
import type { Listing } from '@/lib/aws/types'

/** One page: its items, and the marker of the next page where there is one. */
export type Page<T> = { items: T[]; next: string | undefined }

/**
 * Reads a listing to its end. Calls are counted, and equal pages. A marker that was seen before, or more than `maxPages`
 * pages, ends the listing as incomplete: then nothing may be concluded from what it lacks.
 */
export async function readPages<T>(
  readPage: (marker: string | undefined) => Promise<Page<T>>,
  { maxPages = 1_000 }: { maxPages?: number } = {},
): Promise<Listing<T>> {
  const items: T[] = []
  const seen = new Set<string>()
  let marker: string | undefined
  for (let calls = 1; ; calls++) {
    const page = await readPage(marker)
    for (const item of page.items) items.push(item)
    if (!page.next) return { items, calls, incomplete: false }
    if (seen.has(page.next) || calls >= maxPages) return { items, calls, incomplete: true }
    seen.add(page.next)
    marker = page.next
  }
}

/** The list that every true answer of a call holds, empty or not; an answer without it is garbled, not empty. */
export function listOf<T>(list: T[] | undefined, what: string): T[] {
  if (!Array.isArray(list)) throw new GarbledAnswer(`The answer holds no list of ${what}; it is not what AWS sends.`)
  return list
}
