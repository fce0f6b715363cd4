import { describe, expect, test } from 'vitest'
import { codeOf, isDuplicate, isUnreachable } from '@/lib/db/faults'

const error = (message: string, extra: object = {}) => Object.assign(new Error(message), extra)

describe('what a database error means', () => {
  // Each was seen while a PostgreSQL was stopped and started under load.
  test.each([
    [
      'stopped under a query',
      error('Database error. Code: `57P01`. Message: `terminating connection`', { code: 'P2039' }),
    ],
    ['stopped at the commit', error('terminating connection due to administrator command: terminating connection')],
    [
      'stopped at the begin, told by the cause alone',
      error('x', { name: 'DriverAdapterError', cause: { kind: 'postgres', originalCode: '57P03' } }),
    ],
    ['shutting down', error('Database error. Code: `57P03`. Message: `the database system is shutting down`')],
    ['starting up', error('Database error. Code: `57P03`. Message: `the database system is starting up`')],
    ['closed by the server', error('Server has closed the connection.', { code: 'P1017' })],
    ['not there', error("Can't reach database server at 127.0.0.1:5501", { code: 'P1001' })],
    ['a connection that broke while idle', error('Client has encountered a connection error and is not queryable')],
    ['refused by the network', error('connect ECONNREFUSED 127.0.0.1:5501', { code: 'ECONNREFUSED' })],
    ['full', error('Database error. Code: `53300`. Message: `too many clients already`')],
  ])('%s is unreachable', (_, found) => expect(isUnreachable(found)).toBe(true))

  test.each([
    ['a refused row', error('Unique constraint failed', { code: 'P2002' })],
    ['a check that failed', error('Database error. Code: `23514`. Message: `violates check constraint`')],
    ['a fault of our own', error('Cannot read properties of undefined')],
    ['no error at all', undefined],
  ])('%s is not', (_, found) => expect(isUnreachable(found)).toBe(false))

  test('a duplicate is told by Prisma and by raw SQL', () => {
    expect(isDuplicate(error('x', { code: 'P2002' }))).toBe(true)
    expect(isDuplicate(error('x', { code: 'P2010', meta: { code: '23505' } }))).toBe(true)
    expect(codeOf(error('x', { code: 'P2010', meta: { code: '42601' } }))).toBe('42601')
  })
})
