import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { walkTimeline } from '@/lib/chains/testing/walk'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { asSaid } from '@/lib/door/rules/well-formed'
import { appendEntry } from '@/lib/timeline/append'

let incidentId = ''

beforeAll(async () => {
  const incident = await db.incident.create({
    data: {
      title: 'Corrupted rows',
      system: 'phaserai',
      severity: 'SEV1',
      mode: 'live',
      status: 'investigating',
      declaredById: randomUUID(),
      declaredByName: 'Commander on call',
      declaredAt: new Date(),
      idempotencyKey: randomUUID(),
    },
  })
  incidentId = incident.id
})

const author = { id: 'a', name: 'DBA on call' }
const note = (text: string, id = randomUUID()) =>
  transaction((tx) =>
    appendEntry(tx, incidentId, { id, kind: 'note', text: asSaid(text), occurredAt: new Date(), author }),
  )

function wholeTimeline() {
  return db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } })
}

describe('appending to a timeline', () => {
  test('forty writers at once leave no gap, no double and a whole chain', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => note(`entry ${i}`)))
    const entries = await wholeTimeline()
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    expect(await walkTimeline(incidentId)).toEqual({ entries: 40, breaks: [] })
  })

  test('the same entry arriving again, also at the same time, is one line', async () => {
    const id = randomUUID()
    const before = (await wholeTimeline()).length
    const results = await Promise.all(Array.from({ length: 6 }, () => note('once', id)))
    expect(results.filter((result) => result.appended)).toHaveLength(1)
    expect(await wholeTimeline()).toHaveLength(before + 1)
  })

  test('a transaction that fails leaves no line and no number behind', async () => {
    const before = (await wholeTimeline()).length
    const failing = transaction(async (tx) => {
      await appendEntry(tx, incidentId, { kind: 'note', text: asSaid('lost'), occurredAt: new Date(), author })
      throw new Error('after all not')
    })
    await expect(failing).rejects.toThrow('after all not')
    await note('next')
    const entries = await wholeTimeline()
    expect(entries).toHaveLength(before + 1)
    expect((await walkTimeline(incidentId)).breaks).toEqual([])
  })

  test('nobody changes or removes what was said, neither through the app nor as the owner of the tables', async () => {
    await expect(db.timelineEntry.updateMany({ data: { text: 'never happened' } })).rejects.toThrow()
    await expect(db.timelineEntry.deleteMany({})).rejects.toThrow()
    await expect(db.auditRecord.deleteMany({})).rejects.toThrow()
    const pg = (await import('pg')).default
    const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
    await owner.connect()
    await expect(owner.query(`UPDATE timeline_entry SET text = 'never happened'`)).rejects.toThrow(/append-only/)
    await expect(owner.query('TRUNCATE audit_record CASCADE')).rejects.toThrow(/append-only/)
    await owner.end()
  })
})
