import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recordHash } from '@/lib/audit/rules/hash'

const MIGRATION = '20261128000000_chain'
const RECORDS = 5_000
const NAME = `audit_${randomUUID().slice(0, 8)}`
const { superuserUrl } = inject('testDatabase')
const server = new pg.Client({ connectionString: superuserUrl })
let client: pg.Client

beforeAll(async () => {
  await server.connect()
  await server.query(`CREATE DATABASE ${NAME}`)
  const url = new URL(superuserUrl)
  url.pathname = `/${NAME}`
  client = new pg.Client({ connectionString: url.href })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await server.query(`DROP DATABASE ${NAME}`)
  await server.end()
})

const apply = (name: string) => client.query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))

test('an audit of many thousand records becomes a chain, in order and without losing one, and says so', async () => {
  const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name) && name < MIGRATION)
  for (const name of names.sort()) await apply(name)
  await client.query(
    `INSERT INTO audit_record (at, actor_id, actor_name, action, subject_type, subject_id, system, detail)
     SELECT now() - n * interval '1.037 s', 'id ' || n, 'Né ' || n, 'act.' || n % 7, 'type', n::text,
            CASE WHEN n % 3 = 0 THEN 'phaserai' END, jsonb_build_object('n', n, 'deep', jsonb_build_array(n / 7.0, null, '😀'))
       FROM generate_series(1, $1::int) n`,
    [RECORDS],
  )
  const before = await client.query("SELECT md5(string_agg(r::text, E'\\n' ORDER BY id)) AS sum FROM audit_record r")

  await apply(MIGRATION)

  const { rows } = await client.query(
    `SELECT l.seq, l.prev_hash, l.hash, r.*, r.detail::text AS detail_text, (extract(epoch FROM r.at) * 1000)::float8 AS ms
       FROM audit_link l JOIN audit_record r ON r.id = l.record_id ORDER BY l.seq`,
  )
  expect(rows).toHaveLength(RECORDS + 1)
  let prevHash = ''
  for (const [index, row] of rows.entries()) {
    const record = {
      id: row.id,
      at: row.ms,
      actorId: row.actor_id,
      actorName: row.actor_name,
      action: row.action,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      system: row.system,
      detail: row.detail_text,
    }
    const hash = recordHash(prevHash, index + 1, record)
    if (row.seq !== index + 1 || row.prev_hash !== prevHash || row.hash !== hash)
      expect(row).toEqual({ ...record, hash })
    prevHash = hash
  }
  const [begin, last] = [rows.at(-1), rows.at(-2)]
  expect(begin).toMatchObject({ action: 'chain.begin', detail: { records: RECORDS, hash: last.hash } })
  const after = await client.query(
    `SELECT md5(string_agg(r::text, E'\\n' ORDER BY id)) AS sum FROM audit_record r WHERE action <> 'chain.begin'`,
  )
  expect(after.rows).toEqual(before.rows)
  const head = await client.query('SELECT length, last_hash FROM audit_head')
  expect(head.rows).toEqual([{ length: RECORDS + 1, last_hash: prevHash }])
})
