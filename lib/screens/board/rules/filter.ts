import type { Mark } from '@/lib/freshness/types'
import { MARK_ORDER } from '@/lib/freshness/verdict'
import type { BoardRow } from '@/lib/screens/board/model/board'

/** How many rows carry each mark, worst first; a row that carries two counts in both. */
export function countMarks(rows: readonly BoardRow[]): { mark: Mark; count: number }[] {
  return MARK_ORDER.map((mark) => ({ mark, count: rows.filter((row) => row.marks.includes(mark)).length })).filter(
    ({ count }) => count > 0,
  )
}

/** The rows of a state, or all; and among them those in which every typed word occurs. */
export function filterRows(rows: readonly BoardRow[], mark: string | null, text: string): BoardRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (mark && !row.marks.includes(mark as Mark)) return false
    if (words.length === 0) return true
    const haystack =
      `${row.systemName} ${row.objective} ${row.assetName} ${row.identifier} ${row.sentence}`.toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
}

/** The board's three parts: what needs attention, what is within its objective, and what nothing measures. */
export function partsOf(rows: readonly BoardRow[]): { loud: BoardRow[]; quiet: BoardRow[]; unmeasured: BoardRow[] } {
  return {
    loud: rows.filter((row) => row.loud),
    quiet: rows.filter((row) => !row.loud && row.mark !== 'not-measured'),
    unmeasured: rows.filter((row) => !row.loud && row.mark === 'not-measured'),
  }
}
