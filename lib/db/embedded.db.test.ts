import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbedded, stopEmbedded } from '@/lib/db/embedded'
import { freePort } from '@/lib/db/testing'

const home = mkdtempSync(join(tmpdir(), 'tidemark-embedded-'))
const folder = join(home, 'pg')

afterAll(() => rmSync(home, { recursive: true, force: true }))

afterEach(async () => {
  await stopEmbedded(folder)
  rmSync(folder, { recursive: true, force: true })
})

test('starts in an empty folder, keeps its rows, and a second start takes the running server over', async () => {
  const port = await freePort()
  const first = await startEmbedded({ folder, port })
  await query(first, 'CREATE TABLE kept (n int)')
  const second = await startEmbedded({ folder, port })
  expect(second).toMatchObject({ pid: first.pid, adopted: true })
  await first.stop()
  const third = await startEmbedded({ folder, port })
  expect(third.adopted).toBe(false)
  expect(await query(third, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }])
})

test('starts again at once after the server was killed', async () => {
  const port = await freePort()
  const first = await startEmbedded({ folder, port })
  process.kill(first.pid, 'SIGKILL')
  const second = await startEmbedded({ folder, port })
  expect(second.pid).not.toBe(first.pid)
  expect(await query(second, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
})

test('names the port when another program holds it', async () => {
  const port = await freePort()
  await startEmbedded({ folder, port })
  const other = join(home, 'other')
  await expect(startEmbedded({ folder: other, port })).rejects.toThrow(`port ${port}`)
  await stopEmbedded(other)
})

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url() })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
