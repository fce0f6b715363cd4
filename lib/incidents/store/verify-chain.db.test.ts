import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { verifyIncidentChain, verifyJournal } from '@/lib/incidents/store/verify-chain'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'

const actor = await makeActor('responder')
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
await owner.connect()
afterAll(() => owner.end())

async function incidentOf(entries: number): Promise<number> {
  const { number } = await makeIncident(actor)
  const texts = Array.from({ length: entries }, (_, index) => `entry ${index}`)
  const outgoing = texts.map((text) => ({
    id: randomUUID(),
    incident: number,
    authorId: actor.id,
    kind: 'note',
    text,
    occurredAt: Date.now(),
  }))
  await recordEntries(actor, { entries: outgoing })
  return number
}

async function tamper(sql: string, number: number): Promise<void> {
  await owner.query('ALTER TABLE timeline_entry DISABLE TRIGGER USER')
  await owner.query(sql, [number])
  await owner.query('ALTER TABLE timeline_entry ENABLE TRIGGER USER')
}

const OF = 'incident_id = (SELECT id FROM incident WHERE number = $1)'

it('finds a journal whole that only Tidemark wrote', async () => {
  const number = await incidentOf(3)
  expect(await verifyIncidentChain(actor, number)).toEqual({ whole: true, entries: 4 })
})

it.each([
  ['a changed text', `UPDATE timeline_entry SET text = 'x' WHERE seq = 3 AND ${OF}`, 3],
  [
    'a moved time',
    `UPDATE timeline_entry SET occurred_at = occurred_at - interval '1 hour' WHERE seq = 2 AND ${OF}`,
    2,
  ],
  ['an entry taken out', `DELETE FROM timeline_entry WHERE seq = 3 AND ${OF}`, 4],
  ['the end cut off', `DELETE FROM timeline_entry WHERE seq >= 3 AND ${OF}`, 3],
])('names the first break after %s', async (_what, sql, seq) => {
  const number = await incidentOf(3)
  await tamper(sql, number)
  expect(await verifyIncidentChain(actor, number)).toMatchObject({ whole: false, seq })
  expect((await verifyJournal()).whole).toBe(false)
})

it('is kept by the database itself: the app may not change or delete an entry', async () => {
  await incidentOf(1)
  await expect(db.$executeRaw`UPDATE timeline_entry SET text = 'x'`).rejects.toThrow()
  await expect(db.$executeRaw`DELETE FROM timeline_entry`).rejects.toThrow()
})
