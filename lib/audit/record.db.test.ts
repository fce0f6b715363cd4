import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditEnd, auditLinks, unchainedRecords } from '@/lib/audit/links'
import { recordAudit, SYSTEM } from '@/lib/audit/record'
import { recordHash } from '@/lib/audit/rules/hash'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const act = (action: string, more: Partial<Parameters<typeof recordAudit>[1]> = {}) =>
  transaction((tx) => recordAudit(tx, { actor: SYSTEM, action, subject: { type: 'test', id: 'x' }, ...more }))

/** Every link holds: its number, the one before it, and the hash of what the record says now. */
async function expectWhole(): Promise<number> {
  const links = await auditLinks(db, 0, 10_000)
  let prevHash = ''
  for (const [index, link] of links.entries()) {
    if (!link.record) throw new Error(`the record of link ${link.seq} is gone`)
    expect(link).toMatchObject({ seq: index + 1, prevHash })
    expect(recordHash(prevHash, link.seq, link.record), `link ${link.seq}`).toBe(link.hash)
    prevHash = link.hash
  }
  expect(await auditEnd(db)).toEqual({ length: links.length, hash: prevHash, last: links.length })
  expect(await unchainedRecords(db)).toEqual([])
  return links.length
}

it('is a chain whose hashes are of what the database keeps, whatever was said', async () => {
  await act('test.plain', { system: 'phaserai', detail: { b: 1, aa: [1, { é: null }], '😀': 'x' } })
  await act('test.lengths', { subject: { type: 'é5:', id: '12:abc~' }, detail: { n: 1e21, m: 5e-324, z: -0 } })
  await act('test.proto', { detail: JSON.parse('{"__proto__":{"a":1},"constructor":2,"":3}') })
  await act('test.lines', { actor: { id: 'system', name: 'Tidemark' }, subject: { type: '\n\t"\\', id: '\u{10FFFF}' } })
  await act('test.big', { detail: JSON.parse('{"n":12345678901234567890}') })
  expect(await expectWhole()).toBeGreaterThanOrEqual(5)
})

it('gives every record of a transaction a place, in order, and none to what was rolled back', async () => {
  const before = await expectWhole()
  await transaction(async (tx) => {
    for (const action of ['one', 'two', 'three']) {
      await recordAudit(tx, { actor: SYSTEM, action, subject: { type: 'test', id: 'x' } })
    }
  })
  const failing = transaction(async (tx) => {
    await recordAudit(tx, { actor: SYSTEM, action: 'never', subject: { type: 'test', id: 'x' } })
    throw new Error('after all not')
  })
  await expect(failing).rejects.toThrow('after all not')
  const links = await auditLinks(db, before, 10)
  expect(links.map(({ record }) => record?.action)).toEqual(['one', 'two', 'three'])
  await expectWhole()
})

it('takes forty acts at once without a gap or a deadlock', async () => {
  const before = await expectWhole()
  await Promise.all(Array.from({ length: 40 }, (_, i) => act(`at-once.${i}`)))
  expect(await expectWhole()).toBe(before + 40)
})

it('holds up nobody until its act is committed', async () => {
  await transaction(async (tx) => {
    await recordAudit(tx, { actor: SYSTEM, action: 'first', subject: { type: 'test', id: 'x' } })
    // If the head were held from here on, this one would wait for ever.
    await act('second')
    await recordAudit(tx, { actor: SYSTEM, action: 'third', subject: { type: 'test', id: 'x' } })
  })
  const links = await auditLinks(db, (await auditEnd(db)).length - 3, 3)
  expect(links.map(({ record }) => record?.action)).toEqual(['second', 'first', 'third'])
})

it('cannot be given a link by the app, nor have one changed', async () => {
  const link = db.auditLink.create({ data: { seq: 99_999, recordId: 1n, prevHash: '', hash: 'x' } })
  await expect(link).rejects.toThrow(/denied|42501/)
  await expect(db.auditHead.updateMany({ data: { length: 0 } })).rejects.toThrow(/denied|42501/)
  await expect(db.auditLink.deleteMany({})).rejects.toThrow(/denied|42501|append-only/)
  await expect(owner.query('UPDATE audit_link SET hash = prev_hash')).rejects.toThrow(/append-only/)
})
