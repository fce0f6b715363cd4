import { expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import type { Step } from '@/lib/restores/drive/types'
import { drivenWorld } from '@/lib/restores/testing/driven-world'

/** Every place between two commits or calls in the first round that asks AWS. */
export const FIRST_ROUND: [Step, number][] = [
  ['sending-committed', 1],
  ['called', 1],
  ['outcome-committed', 1],
  ['looked', 1],
]

/** The same, and what comes around it and in the rounds that look. */
export const EVERY_ROUND: [Step, number][] = [
  ['claimed', 1],
  ...FIRST_ROUND,
  ['released', 1],
  ['claimed', 2],
  ['look-committed', 1],
  ['released', 2],
  ['looked', 2],
  ['look-committed', 2],
]

/** For tests only: kills the worker of a restore by each way at each place, for real, and lets another one go on. */
export function losesNothingKilled(ways: readonly string[], places: readonly [Step, number][]): void {
  const { startWorker, request, becomes, calls, stop } = drivenWorld()
  const cases = ways.flatMap((way) => places.map(([at, pass]) => [way, at, pass] as const))
  it.each(cases)(
    'kill -9 of the worker of a restore by the way "%s" at "%s" (%i) loses and doubles nothing',
    async (way, at, pass) => {
      const { number, targetName } = await request(way)
      const victim = startWorker({ at, pass, signal: 'SIGKILL' })
      // On a slow machine the restore may be over before a late pass: then there is nobody to kill.
      await Promise.race([victim.ended, becomes(number, 'AWAITING_CUTOVER', 25_000)])
      await stop(victim)
      const heir = startWorker()
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(heir)
      const made = await calls(targetName)
      expect(made.map(({ code }) => code)).toEqual([null])
      const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
      expect(steps.map(({ seq }) => seq)).toEqual(Array.from({ length: row.stepCount }, (_, n) => n + 1))
    },
    90_000,
  )
}
