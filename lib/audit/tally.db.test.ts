import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NOBODY } from '@/lib/audit/record'
import { recordCounted, recordTallies } from '@/lib/audit/tally'
import { db } from '@/lib/db/client'

const MINUTE = 60_000

/** Tries of one kind that no other test knows; what of them is in the audit, as the counts of each subject. */
function tries() {
  const action = `try.${randomUUID().slice(0, 8)}`
  const try_ = (id: string, now: number, group = 'here') =>
    recordCounted({ actor: NOBODY, action, subject: { type: 'door', id }, detail: { from: group }, group }, now)
  const recorded = async () => {
    const rows = await db.auditRecord.findMany({ where: { action }, orderBy: { id: 'asc' } })
    return rows.map(({ subjectId, detail }) => `${subjectId} ${(detail as { count: number }).count}`)
  }
  return { action, try_, recorded }
}

describe('what may come a thousand times a minute', () => {
  test('is recorded at once, and what follows within the minute as one, with its count', async () => {
    const { try_, recorded } = tries()
    const now = Date.now()
    await try_('front', now)
    expect(await recorded()).toEqual(['front 1'])
    await Promise.all(Array.from({ length: 59 }, (_, i) => try_('front', now + i)))
    expect(await recorded()).toEqual(['front 1'])
    await try_('front', now + MINUTE)
    expect(await recorded()).toEqual(['front 1', 'front 60'])
  })

  test('is all there a minute after the last, also when nobody tries again', async () => {
    const { action, try_, recorded } = tries()
    const now = Date.now()
    for (let i = 0; i < 7; i++) await try_('front', now)
    await recordTallies(new Date(now + MINUTE - 1))
    expect(await recorded()).toEqual(['front 1'])
    await Promise.all([1, 2, 3].map(() => recordTallies(new Date(now + MINUTE))))
    expect(await recorded()).toEqual(['front 1', 'front 6'])
    await recordTallies(new Date(now + 62 * MINUTE))
    expect(await db.auditTally.count({ where: { action } })).toBe(0)
  })

  test('comes as one from a place that tries under many names, and each of another place by itself', async () => {
    const { try_, recorded } = tries()
    const now = Date.now()
    for (let i = 0; i < 50; i++) await try_(`name-${i}`, now)
    await try_('front', now, 'elsewhere')
    await recordTallies(new Date(now + MINUTE))
    const rows = await recorded()
    expect(rows.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => `name-${i} 1`))
    expect(rows.slice(20)).toEqual(['here 1', 'front 1', 'here 29'])
  })

  test('comes as one from everywhere when there are too many places', async () => {
    const { action, try_, recorded } = tries()
    const now = Date.now()
    const record = { subject: { type: 'door', id: 'x' } }
    const data = Array.from({ length: 200 }, (_, i) => ({
      ...{ key: `${action}-${i}`, group: `place-${i}`, action, record },
      ...{ pending: 0, recordedAt: new Date(now) },
    }))
    await db.auditTally.createMany({ data })
    for (let i = 0; i < 5; i++) await try_('front', now, `new-place-${i}`)
    expect(await recorded()).toEqual(['from many places 1'])
    await recordTallies(new Date(now + MINUTE))
    expect(await recorded()).toEqual(['from many places 1', 'from many places 4'])
  })
})
