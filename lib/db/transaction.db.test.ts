import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { faultOf } from '@/lib/action-result'
import { db, type Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** Adds an account, then loses its connection, as when the server is stopped. */
async function addAndLose(tx: Tx, email: string): Promise<void> {
  await tx.user.create({ data: { email, name: 'Lost', role: 'viewer', passwordHash: 'none' } })
  const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  const client = new pg.Client({ connectionString: inject('testDatabase').superuserUrl })
  await client.connect()
  await client.query('SELECT pg_terminate_backend($1, 5000)', [row?.pid])
  await client.end()
}

const address = () => `${randomUUID()}@example.org`

test('a connection lost at the commit is told as not known, never as nothing changed', async () => {
  const email = address()
  const error = await transaction((tx) => addAndLose(tx, email)).catch((thrown: unknown) => thrown)
  expect(faultOf(error)).toMatchObject({ code: 'unavailable', message: expect.stringContaining('not known') })
  expect(await db.user.count({ where: { email } })).toBe(0)
})

test('a connection lost before the commit changed nothing, and that is said', async () => {
  const email = address()
  const error = await transaction(async (tx) => {
    await addAndLose(tx, email)
    await tx.user.count()
  }).catch((thrown: unknown) => thrown)
  expect(faultOf(error)).toMatchObject({ code: 'unavailable', message: expect.stringContaining('Nothing was changed') })
  expect(await db.user.count({ where: { email } })).toBe(0)
})

test('what works is kept, and what throws of itself is thrown as it is', async () => {
  const email = address()
  const add = (tx: Tx) => tx.user.create({ data: { email, name: 'Kept', role: 'viewer', passwordHash: 'none' } })
  await expect(
    transaction(async (tx) => {
      await add(tx)
      throw new Error('of its own')
    }),
  ).rejects.toThrow('of its own')
  await transaction(add)
  expect(await db.user.count({ where: { email } })).toBe(1)
})
