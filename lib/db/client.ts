import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { LIMITS, type Limits } from '@/lib/db/limits'
import { DATABASE_STATES } from '@/lib/db/model/states'
import { digestOf } from '@/lib/db/model/told'
import { requestNote } from '@/lib/db/request-note'
import { stateBehind } from '@/lib/db/state-behind'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** A transaction in progress: what a command works with. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** The database or a transaction on it: what a query may be given. */
export type Db = PrismaClient | Tx

/** How long this process waits for its database. */
export const limits: Limits = LIMITS[env.TIDEMARK_PROCESS]

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL ?? 'postgresql://127.0.0.1:1/not-configured',
      max: 15,
      connectionTimeoutMillis: limits.connection,
      lock_timeout: limits.lock,
      statement_timeout: limits.statement,
      idle_in_transaction_session_timeout: limits.idleInTransaction,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      application_name: process.title,
    },
    {
      // A dropped idle connection is an event, not a crash: the next query takes a new one.
      onPoolError: (error) => log.warn({ err: error.message }, 'database: an idle connection was lost'),
      onConnectionError: (error) => log.warn({ err: error.message }, 'database: a connection was lost'),
    },
  )
  return markFaults(new PrismaClient({ adapter }))
}

/**
 * Marks each error that tells of a state of the database. A page is drawn far from here, and of what a page throws Next
 * passes on the digest alone: so its answer gets the right status, and its reader the right sentence.
 */
function markFaults(client: PrismaClient): PrismaClient {
  const marked = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args)
        } catch (error) {
          const state = stateBehind(error)
          if (!state) throw error
          requestNote.getStore()?.note(state)
          throw Object.assign(error as Error, { digest: digestOf({ state, ...DATABASE_STATES[state] }) })
        }
      },
    },
  })
  // The same client but for its errors; Prisma's type of an extended one fits no function that takes a transaction.
  return marked as unknown as PrismaClient
}

// Next reloads modules in development; one client per process all the same.
const held = globalThis as typeof globalThis & { tidemarkDb?: PrismaClient }

/** The one Prisma client of this process; connects on first use as the role of DATABASE_URL. */
export const db: PrismaClient = held.tidemarkDb ?? connect()
held.tidemarkDb = db
