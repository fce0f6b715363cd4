import { expect, test } from 'vitest'
import { lossIfChosen, lossUntil } from '@/lib/freshness/loss'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 13)

test.each([
  ['grows until now', HOUR, null, HOUR],
  ['is held where writes stopped', HOUR, 30 * MINUTE, 30 * MINUTE],
  ['is nothing where writes stopped before the point', MINUTE, 30 * MINUTE, 0],
  ['is nothing of a point to come', -HOUR, null, 0],
  ['grows no further than now where writes are to stop later', HOUR, -5 * MINUTE, HOUR],
])('what a chosen point loses %s', (_, old, stopped, loss) => {
  const until = lossUntil(NOW, stopped === null ? null : NOW - stopped)
  expect(lossIfChosen(NOW - old, until)).toBe(loss)
})
