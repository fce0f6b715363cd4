import { headsKey } from '@/lib/chains/outside/key'
import { appendLine, readWritten } from '@/lib/chains/outside/lines'
import { nextLine, type Written } from '@/lib/chains/rules/lines'
import { noteWatch } from '@/lib/chains/store/marks'
import { chainSources } from '@/lib/chains/store/sources'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/**
 * Writes the heads of all chains, signed, to a file that the database does not hold, and returns all that is written now.
 * Only heads that moved are named; a line is written all the same, so that its time says how new the newest is. One
 * process at a time, by a lock of the database. That it could not be written is noted, then thrown.
 *
 * @param now epoch milliseconds
 */
export async function writeHeads(dataFolder: string, now: number): Promise<Written> {
  try {
    return await transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7236402)`
      const key = headsKey(dataFolder)
      if (!key) throw new Error('there is no heads.key in the data folder')
      const before = await readWritten(dataFolder)
      const line = nextLine(before, await chainSources(tx), key, now)
      const file = await appendLine(dataFolder, line, now)
      await noteWatch(tx, { writtenAt: new Date(now), writtenTo: file, writeFault: null })
      return readWritten(dataFolder)
    })
  } catch (error) {
    await noteWatch(db, { writeFault: error instanceof Error ? error.message.slice(0, 200) : String(error) })
    throw error
  }
}
