import type { Trouble } from '@/lib/notices/model/trouble'
import { readBoard } from '@/lib/screens/board/board-view'
import { troublesOf } from '@/lib/screens/board/rules/troubles'

/**
 * Breaches, misses and unknowns of all systems at this moment, for the worker that tells people. Asks as the product
 * itself, for nobody in particular.
 *
 * @param now epoch milliseconds
 */
export async function currentTroubles(now: number): Promise<Trouble[]> {
  const board = await readBoard(now)
  return troublesOf(board.rows, now)
}
