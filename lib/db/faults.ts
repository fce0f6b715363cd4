import type { DatabaseState } from '@/lib/db/model/states'

type Told = {
  code?: unknown
  cause?: { originalCode?: unknown; kind?: unknown }
  meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } }
}

/**
 * The code of a database error: Postgres' own (23505) where the error carries one, whether it came through Prisma, raw SQL
 * or at a commit; else Prisma's (P2025) or Node's (ECONNRESET). Empty when it has none.
 */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, cause, meta } = error as Told
  const own = [meta?.driverAdapterError?.cause?.originalCode, meta?.code, cause?.originalCode].find(isText)
  const quoted = error instanceof Error ? /\bCode: `([0-9A-Z]{5})`/.exec(error.message)?.[1] : undefined
  return own ?? quoted ?? (isText(code) ? code : '')
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Whether the error says that a unique constraint refused the row. */
export function isDuplicate(error: unknown): boolean {
  return ['P2002', '23505'].includes(codeOf(error))
}

/** Whether nothing was committed because of others at work on the same, so that the same may be tried again at once. */
export function isContended(error: unknown): boolean {
  return databaseState(error) === 'contended'
}

/** Codes of Postgres (its appendix A), Prisma and Node. Two signs stand for a whole class; a whole code goes before. */
const CODES: Record<DatabaseState, string> = {
  away: 'P1001 P1002 P1008 P1017 08 57 57P01 57P02 57P05 ECONNREFUSED ECONNRESET ECONNABORTED ETIMEDOUT EPIPE ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH',
  starting: '57P03',
  full: '53100 ENOSPC EDQUOT',
  'no-slots': '53300 P2037',
  crowded: 'P2024 P2028',
  'no-memory': '53200',
  'no-resources': '53',
  'read-only': '25006 EROFS',
  locked: '55P03 55006',
  slow: '57014 25P04 72',
  contended: '40001 40P01 P2034',
  files: '58 F0 EIO',
  damaged: 'XX001 XX002',
  refused: '28 3D P1000 P1003 P1010 P1011 57P04',
  cut: '25P03 40003 08007',
}

const STATE_OF = new Map(
  Object.entries(CODES).flatMap(([state, codes]) => codes.split(' ').map((code) => [code, state as DatabaseState])),
)

/** Where the words say more than the code, or there is no code: what the driver, Prisma and Postgres itself say. */
const WORDS: [DatabaseState, RegExp][] = [
  ['full', /no space left on device|disk quota exceeded/i],
  ['read-only', /not accepting commands .*wraparound|read-only file ?system/i],
  ['crowded', /timeout exceeded when trying to connect|unable to start a transaction in the given time/i],
  ['starting', /database system is (starting up|shutting down|in recovery|not yet accepting connections)/i],
  [
    'away',
    /DatabaseNotReachable|Can't reach database server|ConnectionClosed|SocketTimeout|Connection terminated|ECONNREFUSED|server (has )?closed the connection|trying to connect|is not queryable|terminating connection/i,
  ],
]

/**
 * The state of the database that an error tells of; undefined when it refused what was asked, or the fault is another one.
 * A code counts whole, or by its class (the first two signs) where the class has one meaning.
 */
export function databaseState(error: unknown): DatabaseState | undefined {
  const code = codeOf(error)
  const words = error instanceof Error ? `${error.name} ${error.message}` : ''
  const told = WORDS.find(([, pattern]) => pattern.test(words))?.[0]
  if (told === 'full' || told === 'read-only') return told
  const ofClass = /^[0-9A-Z]{5}$/.test(code) ? STATE_OF.get(code.slice(0, 2)) : undefined
  return STATE_OF.get(code) ?? ofClass ?? told
}

/** States in which a commit that was asked for may have happened: nobody was there to say. */
const UNHEARD = new Set<DatabaseState>(['away', 'starting', 'crowded', 'cut'])

/** Whether a fault at a commit leaves open if it was recorded. */
export function isUnheard(error: unknown): boolean {
  const state = databaseState(error)
  return state !== undefined && UNHEARD.has(state)
}
