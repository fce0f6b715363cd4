import { setTimeout as sleep } from 'node:timers/promises'
import { db, limits, type Tx } from '@/lib/db/client'
import { isContended, isUnheard } from '@/lib/db/faults'
import { OutcomeUnknown } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * Runs `work` in one READ COMMITTED transaction and returns what it returns; any throw rolls all of it back.
 * A serialization failure or deadlock is tried again, twice; so `work` must have no effect outside the transaction.
 * Throws OutcomeUnknown when the database went away at the commit.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let commits = false
    try {
      return await db.$transaction(
        async (tx) => {
          const value = await work(tx)
          commits = true
          return value
        },
        { maxWait: limits.begin, timeout: limits.transaction },
      )
    } catch (error) {
      if (commits && isUnheard(error)) {
        log.warn({ err: (error as Error).message }, 'database: lost at a commit')
        throw new OutcomeUnknown()
      }
      if (attempt === 3 || !isContended(error)) throw error
      await sleep(20 * attempt + Math.random() * 30)
    }
  }
}
