import { setTimeout as sleep } from 'node:timers/promises'
import { db, type Tx } from '@/lib/db/client'
import { codeOf, isUnreachable } from '@/lib/db/faults'
import { OutcomeUnknown } from '@/lib/errors'
import { log } from '@/lib/log'

/** Postgres and Prisma codes after which nothing was committed and the same work may be tried again. */
const REPEATABLE = new Set(['P2034', '40001', '40P01'])

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
        { maxWait: 5_000, timeout: 20_000 },
      )
    } catch (error) {
      if (commits && isUnreachable(error)) {
        log.warn({ err: (error as Error).message }, 'database: lost at a commit')
        throw new OutcomeUnknown()
      }
      if (attempt === 3 || !REPEATABLE.has(codeOf(error))) throw error
      await sleep(20 * attempt + Math.random() * 30)
    }
  }
}
