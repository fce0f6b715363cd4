import { db } from '@/lib/db/client'
import { OBSERVATIONS_KEPT } from '@/lib/inventory/rules/observation-age'

/** Few enough that no sync waits long for the rows of one round. */
const AT_ONCE = 5_000

/**
 * Removes observations that are older than any screen reads, by the database's clock, so that a worker whose clock is ahead
 * takes nothing that is shown. Any number of workers may.
 *
 * @returns how many were removed
 */
export async function forgetObservations(): Promise<number> {
  let removed = 0
  for (;;) {
    const count = await db.$executeRaw`
      DELETE FROM observation WHERE id IN (SELECT id FROM observation
        WHERE at < now() - ${OBSERVATIONS_KEPT} * interval '1 millisecond' ORDER BY at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`
    removed += count
    if (count < AT_ONCE) return removed
  }
}
