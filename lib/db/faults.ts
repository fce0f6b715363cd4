/** The code of a database error: Prisma's (P2002) or, for raw SQL, Postgres' own (23505); empty when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, meta } = error as { code?: unknown; meta?: { code?: unknown } }
  if (code === 'P2010' && typeof meta?.code === 'string') return meta.code
  return typeof code === 'string' ? code : ''
}

/** Whether the error says that a unique constraint refused the row. */
export function isDuplicate(error: unknown): boolean {
  return ['P2002', '23505'].includes(codeOf(error))
}

/** Codes of Prisma, Node and Postgres for: not reached, or gone before it answered. */
const UNREACHED = new Set(
  'P1001 P1002 P1008 P1017 P2024 P2028 ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE 57P01 57P02 57P03 08000 08001 08003 08006'.split(
    ' ',
  ),
)

const UNREACHED_TEXT =
  /DatabaseNotReachable|Can't reach database server|ConnectionClosed|Connection terminated|ECONNREFUSED|server closed the connection|trying to connect|is not queryable|terminating connection|database system is (starting up|shutting down|in recovery)|Code: `(57P0[1-3]|08\d{3}|53300)`/i

/** Whether the error says that the database could not be reached, as against refusing what was asked. */
export function isUnreachable(error: unknown): boolean {
  if (UNREACHED.has(codeOf(error))) return true
  // What breaks at BEGIN or COMMIT comes from the driver's adapter as it is, with Postgres' code in its cause.
  const { cause } = (error ?? {}) as { cause?: { originalCode?: string } }
  if (cause?.originalCode && UNREACHED.has(cause.originalCode)) return true
  return error instanceof Error && UNREACHED_TEXT.test(`${error.name} ${error.message}`)
}
