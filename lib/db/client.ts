import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** A transaction in progress: what a command works with. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** The database or a transaction on it: what a query may be given. */
export type Db = PrismaClient | Tx

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL ?? 'postgresql://127.0.0.1:1/not-configured',
      max: 15,
      connectionTimeoutMillis: 8_000,
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
  return new PrismaClient({ adapter })
}

// Next reloads modules in development; one client per process all the same.
const held = globalThis as typeof globalThis & { tidemarkDb?: PrismaClient }

/** The one Prisma client of this process; connects on first use as the role of DATABASE_URL. */
export const db: PrismaClient = held.tidemarkDb ?? connect()
held.tidemarkDb = db
