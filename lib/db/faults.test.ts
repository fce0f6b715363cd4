import { describe, expect, test } from 'vitest'
import { retryAfterOf } from '@/lib/action-result'
import { codeOf, databaseState, isDuplicate, isUnheard } from '@/lib/db/faults'
import { DATABASE_STATES, type DatabaseState } from '@/lib/db/model/states'
import { digestOf, toldBy } from '@/lib/db/model/told'

const error = (message: string, extra: object = {}) => Object.assign(new Error(message), extra)

describe('what a database error means', () => {
  // Each was seen while a PostgreSQL was stopped and started under load.
  test.each<[string, DatabaseState, Error]>([
    [
      'stopped under a query',
      'away',
      error('Database error. Code: `57P01`. Message: `terminating connection`', { code: 'P2039' }),
    ],
    ['stopped at the commit', 'away', error('terminating connection due to administrator command')],
    [
      'stopped at the begin, told by the cause alone',
      'starting',
      error('x', { name: 'DriverAdapterError', cause: { kind: 'postgres', originalCode: '57P03' } }),
    ],
    [
      'shutting down',
      'starting',
      error('Database error. Code: `57P03`. Message: `the database system is shutting down`'),
    ],
    ['not yet open', 'starting', error('the database system is not yet accepting connections')],
    ['closed by the server', 'away', error('Server has closed the connection.', { code: 'P1017' })],
    ['not there', 'away', error("Can't reach database server at 127.0.0.1:5501", { code: 'P1001' })],
    [
      'a connection that broke while idle',
      'away',
      error('Client has encountered a connection error and is not queryable'),
    ],
    ['refused by the network', 'away', error('connect ECONNREFUSED 127.0.0.1:5501', { code: 'ECONNREFUSED' })],
    ['no connection in time', 'away', error('Connection terminated due to connection timeout')],
    ['none free in the pool', 'crowded', error('timeout exceeded when trying to connect')],
    ['no transaction begun', 'crowded', error('Transaction API error: …', { code: 'P2028' })],
    ['out of slots', 'no-slots', error('Too many database connections opened: x', { code: 'P2037' })],
    [
      'a disk without room, whatever the code',
      'full',
      error('could not extend file: No space left on device', { code: '58030' }),
    ],
    ['a quota', 'full', error('write: Disk quota exceeded')],
    ['a file that has no room', 'full', error('x', { code: 'ENOSPC' })],
    [
      'numbers that run out',
      'read-only',
      error(
        'database is not accepting commands that assign new XIDs to avoid wraparound data loss in database "tidemark"',
        { code: '54000' },
      ),
    ],
  ])('%s is %s', (_, state, found) => expect(databaseState(found)).toBe(state))

  // Postgres, appendix A. Each as raw SQL, a query of a model and a commit bring it.
  const CODES: [string, DatabaseState][] = [
    ...list('away', '08000 08001 08003 08004 08006 08P01 57000 57P01 57P02 57P05'),
    ...list('cut', '08007 40003 25P03'),
    ...list('starting', '57P03'),
    ...list('full', '53100'),
    ...list('no-memory', '53200'),
    ...list('no-slots', '53300'),
    ...list('no-resources', '53000 53400'),
    ...list('read-only', '25006'),
    ...list('locked', '55P03 55006'),
    ...list('slow', '57014 25P04 72000'),
    ...list('contended', '40001 40P01'),
    ...list('files', '58000 58030 58P01 58P02 F0000 F0001'),
    ...list('damaged', 'XX001 XX002'),
    ...list('refused', '28000 28P01 3D000 57P04'),
  ]
  test.each(CODES)('%s is %s', (code, state) => {
    const cause = { originalCode: code, kind: 'postgres' }
    const ways = [
      error('told', { code }),
      error('told', { name: 'DriverAdapterError', cause }),
      error('told', { code: 'P2010', meta: { driverAdapterError: { cause } } }),
      error(`Database error. Code: \`${code}\`. Message: \`told\``, { code: 'P2039' }),
    ]
    for (const way of ways) expect(databaseState(way)).toBe(state)
    expect(retryAfterOf(ways[0])).toBe(DATABASE_STATES[state].retryAfterS)
  })

  test('every state has a code, a sentence of its own and a mark that comes back', () => {
    const states = Object.keys(DATABASE_STATES) as DatabaseState[]
    expect(new Set(CODES.map(([, state]) => state)).size).toBe(states.length - 1)
    expect(new Set(states.map((state) => DATABASE_STATES[state].sentence)).size).toBe(states.length)
    for (const state of states) {
      const { sentence, retryAfterS } = DATABASE_STATES[state]
      expect(toldBy(digestOf({ state, sentence, retryAfterS }))).toEqual({ state, sentence, retryAfterS })
    }
    for (const digest of [undefined, '', '2207142', 'DATABASE_STATE;', 'DATABASE_STATE;toString']) {
      expect(toldBy(digest)).toBeUndefined()
    }
  })

  test.each([
    ['a refused row', error('Unique constraint failed', { code: 'P2002' })],
    ['a check that failed', error('Database error. Code: `23514`. Message: `violates check constraint`')],
    ['a word that cannot be read', error('Code: `22P02`. Message: `invalid input syntax for type uuid`')],
    [
      'a table that is not there',
      error('x', { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '42P01' } } } }),
    ],
    ['a statement too long', error('x', { code: '54001' })],
    ['a fault inside Postgres', error('x', { code: 'XX000' })],
    ['a fault of our own', error('Cannot read properties of undefined')],
    ['no error at all', undefined],
  ])('%s is none', (_, found) => expect(databaseState(found)).toBeUndefined())

  test('a duplicate is told by Prisma and by raw SQL', () => {
    expect(isDuplicate(error('x', { code: 'P2002' }))).toBe(true)
    expect(
      isDuplicate(error('x', { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '23505' } } } })),
    ).toBe(true)
    expect(codeOf(error('x', { code: 'P2010', meta: { code: '42601' } }))).toBe('42601')
  })

  test('a commit is in doubt only where nobody was there to say', () => {
    for (const code of ['57P01', '57P03', '08006', 'P2028', '40003']) expect(isUnheard(error('x', { code }))).toBe(true)
    for (const code of ['53100', '40001', '55P03', '57014', '25006'])
      expect(isUnheard(error('x', { code }))).toBe(false)
  })
})

function list(state: DatabaseState, codes: string): [string, DatabaseState][] {
  return codes.split(' ').map((code) => [code, state])
}
