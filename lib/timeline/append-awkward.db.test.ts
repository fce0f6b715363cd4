import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { walkTimeline } from '@/lib/chains/testing/walk'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { asSaid, type WellFormed } from '@/lib/door/rules/well-formed'
import { appendEntry, type NewEntry } from '@/lib/timeline/append'

const author = { id: 'a', name: 'DBA on call' }
const AT = new Date('2026-11-21T03:00:00.123Z')
const plain = { kind: 'note', text: asSaid('said'), occurredAt: AT, author } as const

/** JSON as it may arrive over the wire, so that keys are what the text says. */
const wire = (text: string) => JSON.parse(text) as NonNullable<NewEntry['detail']>

/** What Postgres keeps otherwise than it was sent, or what a serialiser on the way might. */
const AWKWARD: [string, Partial<NewEntry>][] = [
  ['an id in capital letters', { id: randomUUID().toUpperCase() }],
  ['an identity in capital letters', { author: { id: randomUUID().toUpperCase(), name: 'DBA on call' } }],
  ['minus zero', { detail: { lag: -0, deep: [-0, { x: -0 }] } }],
  ['numbers at the edge of a double', { detail: { a: 1e21, b: 5e-324, c: 1.7976931348623157e308, d: 0.1 + 0.2 } }],
  ['whole numbers beyond 2^53', { detail: wire('{"n":12345678901234567890,"m":9007199254740993}') }],
  ['the key __proto__', { detail: wire('{"__proto__":{"polluted":true},"constructor":1}') }],
  ['a key twice', { detail: wire('{"a":1,"a":2,"":0}') }],
  ['keys whose order differs between Postgres and here', { detail: { aa: 1, b: 2, é: 3, '😀': 4, Z: 5, '\uFFFF': 6 } }],
  ['values that are not there', { detail: { gone: undefined, kept: null } as never }],
  ['a year of five digits', { occurredAt: new Date('+012345-01-01T00:00:00.001Z') }],
  ['the year 1653', { occurredAt: new Date('1653-03-01T12:00:00.999Z') }],
  ['the years before the first', { occurredAt: new Date('-000044-03-15T12:00:00.500Z') }],
  ['text in another normal form', { text: asSaid('e\u0301 \u00e9 \u212b'), detail: { 'e\u0301': 'é' } }],
  ['marks of direction, breaks and the last character', { text: asSaid('\u202e\r\n\u2028\t\u{10FFFF}\u007f') }],
]

async function incident(): Promise<string> {
  const at = new Date()
  const { id } = await db.incident.create({
    data: {
      title: 'Corrupted rows',
      system: 'phaserai',
      severity: 'SEV1',
      mode: 'live',
      status: 'investigating',
      declaredById: randomUUID(),
      declaredByName: 'Commander on call',
      declaredAt: at,
      idempotencyKey: randomUUID(),
    },
  })
  return id
}

describe('an entry is hashed as the database keeps it', () => {
  test.each(AWKWARD)('%s', async (_what, given) => {
    const incidentId = await incident()
    const append = (entry: NewEntry) => transaction((tx) => appendEntry(tx, incidentId, entry))
    await append(plain)
    const { entry } = await append({ ...plain, ...given })
    await append({ ...plain, text: asSaid('after it') })
    expect(await walkTimeline(incidentId)).toEqual({ entries: 3, breaks: [] })
    expect(await db.timelineEntry.findFirst({ where: { incidentId, seq: 2 } })).toEqual(entry)
  })

  test.each<[string, Partial<NewEntry>]>([
    ['the text', { text: 'h\uD800' as WellFormed }],
    ['the author’s name', { author: { id: 'a', name: '\uDC00 on call' } }],
    ['the detail', { detail: { deep: ['\uD83D'] } }],
    ['a key', { detail: { '\uDFFF': 1 } }],
  ])('half a character in %s is refused, and the chain goes on whole', async (_what, given) => {
    const incidentId = await incident()
    const append = (entry: NewEntry) => transaction((tx) => appendEntry(tx, incidentId, entry))
    await append(plain)
    await expect(append({ ...plain, ...given })).rejects.toThrow(/half of a character/)
    await append(plain)
    expect(await walkTimeline(incidentId)).toEqual({ entries: 2, breaks: [] })
  })
})
