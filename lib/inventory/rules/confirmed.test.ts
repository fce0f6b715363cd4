import { expect, test } from 'vitest'
import { confirmedAt } from '@/lib/inventory/rules/confirmed'

test("a collector's success confirms every point that is not gone", () => {
  expect(confirmedAt({ confirmedAt: 5, goneAt: null }, 9)).toBe(9)
  expect(confirmedAt({ confirmedAt: 5, goneAt: 7 }, 9)).toBe(5)
  expect(confirmedAt({ confirmedAt: 5, goneAt: null }, null)).toBe(5)
})
