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

  await migrateThrough('20261126000000', '20261127000000')

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

test('a message keeps its key, its end and its order when what a receiver was told last gets a place of its own', async () => {
  const at = (minute: number) => new Date(Date.now() - 3_600_000 + minute * 60_000)
  for (const [minute, key, subject, attempts, delivered, withdrawn, why, abandoned] of [
    [1, 'began:missed:phoenix:db:1', '', 1, at(2), null, null, null],
    [2, 'began:b:1', 'notice:b', 1, at(3), null, null, null],
    [3, 'cleared:b:1', 'notice:b', 0, null, at(30), 'Nobody received it in time.', null],
    [4, 'began:c:1', 'notice:c', 2, null, null, null, null],
    [5, 'cleared:c:1', 'notice:c', 0, null, null, null, null],
    [6, 'began:d:1', 'notice:d', 0, null, at(7), 'A newer word replaced it.', null],
    [7, 'cleared:e:1', 'notice:e', 0, null, null, null, null],
    // Withdrawn in the moment in which it was delivered.
    [8, 'began:f:1', 'notice:f', 1, at(9), at(9), 'Nobody received it in time.', null],
    [9, 'restore-requested:r', '', 3, null, null, null, at(40)],
    [10, 'restore-waits:r:2', '', 1, null, at(40), 'Nobody received it in time.', null],
  ]) {
    await client.query(
      `INSERT INTO outbox_message (id, channel, dedupe_key, subject, payload, created_at, expires_at, attempts, delivered_at,
                                   withdrawn_at, withdrawn_why, abandoned_at, last_error)
       VALUES ($1, 'webhook', $2, $3, $4, $5, now() + interval '11 hours', $6, $7, $8, $9, $10, 'It answers 503.')`,
      [randomUUID(), key, subject, { text: key }, at(Number(minute)), attempts, delivered, withdrawn, why, abandoned],
    )
  }

  await migrateThrough('20261127000000', '20261128000000')

  const { rows } = await client.query(
    `SELECT seq::int, concat_ws(' ', subject, kind, state, CASE WHEN doubtful THEN 'doubtful' END) AS is,
            payload->>'text' = dedupe_key AS kept, state = 'waiting' OR ended_at IS NOT NULL AS dated FROM outbox_message ORDER BY seq`,
  )
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(rows.every(({ kept, dated }) => kept && dated)).toBe(true)
  expect(rows.map((row) => row.is)).toEqual([
    'notice:missed:phoenix:db notice-began delivered',
    'notice:b notice-began delivered',
    'notice:b notice-cleared withdrawn',
    'notice:c notice-began waiting doubtful',
    'notice:c notice-cleared waiting',
    'notice:d notice-began superseded',
    'notice:e notice-cleared superseded',
    'notice:f notice-began delivered',
    'restore:r restore failed',
    'restore:r restore doubtful',
  ])
  const standing = await client.query('SELECT subject, heard FROM message_standing ORDER BY subject')
  expect(standing.rows.map(({ subject, heard }) => `${subject} ${heard}`)).toEqual([
    'notice:b nothing',
    'notice:f raised',
    'notice:missed:phoenix:db raised',
  ])
  const next = await client.query(
    `INSERT INTO outbox_message (id, channel, subject, kind, dedupe_key, payload, expires_at)
     VALUES ($1, 'webhook', 's', 'restore', 'next', '{}', now()) RETURNING seq::int`,
    [randomUUID()],
  )
  expect(next.rows).toEqual([{ seq: 11 }])
})

test('wrong passwords of the last quarter of an hour are still counted when they become one row a count', async () => {
  for (const [email, origin, minutes, succeeded] of [
    ['dba@example.org', '192.0.2.1', 1, false],
    ['dba@example.org', '192.0.2.1', 14, false],
    ['dba@example.org', '192.0.2.2', 2, false],
    ['dba@example.org', '192.0.2.2', 2, true],
    ['dba@example.org', '192.0.2.2', 20, false],
  ]) {
    const at = new Date(Date.now() - Number(minutes) * 60_000)
    const row = [email, origin, at, succeeded]
    await client.query('INSERT INTO sign_in_attempt (email, origin, at, succeeded) VALUES ($1, $2, $3, $4)', row)
  }

  await migrateThrough('20261128030000', '20261128040000')

  const { rows } = await client.query(
    `SELECT concat_ws(' ', kind, email, place, level) AS is FROM sign_in_count ORDER BY 1`,
  )
  expect(rows.map((row) => row.is)).toEqual([
    'account dba@example.org  3',
    'pair dba@example.org 192.0.2.1 2',
    'pair dba@example.org 192.0.2.2 1',
    'place  192.0.2.1 2',
    'place  192.0.2.2 1',
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
