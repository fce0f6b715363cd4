import pg from 'pg'
import { expect, test } from 'vitest'

test('a test file has a migrated database of its own, as the restricted role', async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const { rows } = await client.query(`SELECT current_user AS role, to_regclass('app_user') IS NOT NULL AS migrated`)
  expect(rows).toEqual([{ role: 'tidemark_app', migrated: true }])
  await expect(client.query('CREATE TABLE sneaked_in (n int)')).rejects.toThrow('permission denied')
  await client.end()
})
