/** How long one kind of process waits for its database. All in milliseconds; 0 means for ever. */
export type Limits = {
  /** For a connection, a new one or a free one of the pool. */
  connection: number
  /** For one lock. Above Postgres' `deadlock_timeout` (1 s), so that a deadlock is told as what it is. */
  lock: number
  /** For one statement, its locks among it. */
  statement: number
  /** For the next statement of a transaction, after which Postgres ends the session and frees its locks. */
  idleInTransaction: number
  /** For a whole transaction, and for it to begin. */
  transaction: number
  begin: number
}

/** The command line, migrations and tests are tools. */
export type ProcessKind = 'web' | 'worker' | 'tool'

/** Why these figures: docs/decisions/0012-limits-of-time.md. */
export const LIMITS: Record<ProcessKind, Limits> = {
  web: {
    connection: 1_000,
    lock: 1_100,
    statement: 2_500,
    idleInTransaction: 10_000,
    transaction: 5_000,
    begin: 1_000,
  },
  worker: {
    ...{ connection: 8_000, lock: 10_000, statement: 30_000 },
    ...{ idleInTransaction: 60_000, transaction: 30_000, begin: 5_000 },
  },
  tool: { connection: 8_000, lock: 10_000, statement: 0, idleInTransaction: 0, transaction: 20_000, begin: 5_000 },
}
