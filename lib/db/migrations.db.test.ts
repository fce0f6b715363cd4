import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const NAME = `migrations_${randomUUID().slice(0, 8)}`
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

/** Applies the migrations whose names lie in ['from', 'to'). */
async function migrateThrough(from: string, to: string): Promise<void> {
  const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name) && name >= from && name < to)
  for (const name of names.sort()) await client.query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
}

test('a timeline keeps its length, its chain and its entries when its head moves out of the incident', async () => {
  await migrateThrough('0', '20261126000000')
  const [person, incident, drill] = [randomUUID(), randomUUID(), randomUUID()]
  for (const [id, number, count, hash] of [
    [incident, 7, 2, 'second'],
    [drill, 9, 0, ''],
  ]) {
    await client.query(
      `INSERT INTO incident (id, number, title, system, severity, mode, status, declared_by_id, declared_by_name,
                             declared_at, idempotency_key, entry_count, last_hash)
       VALUES ($1::uuid, $2, 'Kept', 'phaserai', 'SEV1', 'live', 'resolved', $3, 'A commander', now(), $1::text, $4, $5)`,
      [id, number, person, count, hash],
    )
  }
  for (const [seq, prev, hash] of [
    [1, '', 'first'],
    [2, 'first', 'second'],
  ]) {
    await client.query(
      `INSERT INTO timeline_entry (id, incident_id, seq, kind, text, occurred_at, recorded_at, author_id, author_name, prev_hash, hash)
       VALUES ($1, $2, $3, 'note', 'said', now(), now(), $4, 'A commander', $5, $6)`,
      [randomUUID(), incident, seq, person, prev, hash],
    )
  }
  await client.query('INSERT INTO review (id, incident_id) VALUES ($1, $2)', [randomUUID(), incident])

  await migrateThrough('20261126000000', '9')

  const heads = await client.query('SELECT incident_id, number, entry_count, last_hash FROM timeline ORDER BY number')
  expect(heads.rows).toEqual([
    { incident_id: incident, number: 7, entry_count: 2, last_hash: 'second' },
    { incident_id: drill, number: 9, entry_count: 0, last_hash: '' },
  ])
  const entries = await client.query('SELECT seq, hash FROM timeline_entry WHERE incident_id = $1 ORDER BY seq', [
    incident,
  ])
  expect(entries.rows).toEqual([
    { seq: 1, hash: 'first' },
    { seq: 2, hash: 'second' },
  ])
  expect((await client.query('SELECT incident_id, number FROM review')).rows).toEqual([
    { incident_id: incident, number: 7 },
  ])
})

test('an incident begins its timeline, whoever makes it', async () => {
  const id = randomUUID()
  await client.query(
    `INSERT INTO incident (id, title, system, severity, mode, status, declared_by_id, declared_by_name, declared_at, idempotency_key)
     VALUES ($1::uuid, 'New', 'phaserai', 'SEV1', 'live', 'investigating', $1::uuid, 'A commander', now(), $1::text)`,
    [id],
  )
  const { rows } = await client.query(
    `SELECT t.number = i.number AS same, t.entry_count, t.last_hash FROM timeline t JOIN incident i ON i.id = t.incident_id
      WHERE i.id = $1`,
    [id],
  )
  expect(rows).toEqual([{ same: true, entry_count: 0, last_hash: '' }])
})
