import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsUpTo, stretchesOf } from '@/lib/sandbox/data'

const BORN = Date.UTC(2026, 10, 21, 1, 46)
const DAY = 86_400_000
const from = BORN - 3000 * DAY
/** When the row of this id is written, by the stretches that databases are filled from. */
function createdAt(id: number): number {
  const stretch = stretchesOf(BORN).findLast(({ first }) => id >= first)
  return stretch ? stretch.from + (id - stretch.first) * stretch.step : Number.NaN
}

const times = fc.integer({ min: from, max: BORN + 40 * DAY })

test('the row count at a time and the time of a row are each other’s inverse', () => {
  fc.assert(
    fc.property(times, (time) => {
      const rows = rowsUpTo(time, BORN)
      if (rows > 0) expect(createdAt(rows)).toBeLessThanOrEqual(time)
      expect(createdAt(rows + 1)).toBeGreaterThan(time)
    }),
  )
})

test('a row counts from the very millisecond it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), (id) => {
      expect(rowsUpTo(createdAt(id), BORN)).toBe(id)
      expect(rowsUpTo(createdAt(id) - 1, BORN)).toBe(id - 1)
    }),
  )
})

test('any birth within a UTC day gives the same rows, and every row falls on a whole second', () => {
  const midnight = Date.UTC(2026, 10, 21)
  expect(rowsUpTo(BORN, midnight)).toBe(rowsUpTo(BORN, midnight + DAY - 1))
  expect(createdAt(77_777) % 1000).toBe(0)
})

test('there are no rows before the first', () => {
  expect(rowsUpTo(from, BORN)).toBe(0)
})
