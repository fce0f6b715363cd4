import { expect, test } from 'vitest'
import { confirmedAt, cursorOf, readCursor } from '@/lib/inventory/page-rules'

test('a cursor reads back, and a foreign one is the first page', () => {
  const id = '0b1f7c1e-4c0a-4b55-8a64-0a7f5f2f6a01'
  expect(readCursor(cursorOf({ consistentAt: 1_795_228_455_971, id }))).toEqual({ at: 1_795_228_455_971, id })
  for (const text of [null, '', 'x', `1_${id}`, `1795228455971_'; DROP TABLE`]) expect(readCursor(text)).toBeNull()
})

test("a collector's success confirms every point that is not gone", () => {
  expect(confirmedAt({ confirmedAt: 5, goneAt: null }, 9)).toBe(9)
  expect(confirmedAt({ confirmedAt: 5, goneAt: 7 }, 9)).toBe(5)
  expect(confirmedAt({ confirmedAt: 5, goneAt: null }, null)).toBe(5)
})
