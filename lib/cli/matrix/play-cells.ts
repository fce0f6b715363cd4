import { setTimeout as sleep } from 'node:timers/promises'
import type { Cell } from '@/lib/cli/matrix/model'

const AT_ONCE = 4
const TRIES = 5

/** Again where the answer was 503: on a busy machine that says nothing about who may. */
async function askCalmly({ ask }: Cell): ReturnType<Cell['ask']> {
  for (let tried = 1; ; tried++) {
    const told = await ask()
    if (!told.words.startsWith('503') || tried === TRIES) return told
    await sleep(1_000)
  }
}

/** Plays every cell, some at once, and tells each that did not come as it must. Returns how many did not. */
export async function playCells(cells: readonly Cell[], say: (line: string) => void): Promise<number> {
  const left = [...cells]
  let wrong = 0
  const work = async () => {
    for (let cell = left.shift(); cell; cell = left.shift()) {
      const { came, words } = await askCalmly(cell).catch((error: Error) => ({
        came: 'broken' as const,
        words: error.message,
      }))
      if (cell.may.includes(came)) continue
      wrong++
      say(`  ✗ ${cell.name}: ${came} (${words.slice(0, 160)}), must be ${cell.may.join(' or ') || 'named'}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  say(`\n${cells.length - wrong} of ${cells.length} cells as they must`)
  return wrong
}
