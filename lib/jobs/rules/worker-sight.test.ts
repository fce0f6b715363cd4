import { expect, test } from 'vitest'
import { SILENT_AFTER_MS, workerSight, workerWords } from '@/lib/jobs/rules/worker-sight'

const BEAT = Date.UTC(2026, 10, 28, 2, 14)

test.each([
  ['never', null, BEAT, { state: 'never-seen' }, 'not seen yet'],
  ['just now', BEAT, BEAT, { state: 'at-work', silentAt: BEAT + SILENT_AFTER_MS }, 'at work'],
  ['from a clock ahead of ours', BEAT, BEAT - 5_000, { state: 'at-work', silentAt: BEAT + SILENT_AFTER_MS }, 'at work'],
  [
    'a moment before the limit',
    BEAT,
    BEAT + SILENT_AFTER_MS - 1,
    { state: 'at-work', silentAt: BEAT + SILENT_AFTER_MS },
    'at work',
  ],
  [
    'at the limit',
    BEAT,
    BEAT + SILENT_AFTER_MS,
    { state: 'silent', since: BEAT },
    'silent since 2026-11-28T02:14:00.000Z',
  ],
  ['a day ago', BEAT, BEAT + 86_400_000, { state: 'silent', since: BEAT }, 'silent since 2026-11-28T02:14:00.000Z'],
] as const)('a sign of life %s', (_, beatAt, now, sight, words) => {
  expect(workerSight(beatAt, now)).toEqual(sight)
  expect(workerWords(sight)).toBe(words)
})

test('what cannot be read is not known', () => {
  expect(workerWords(null)).toBe('not known')
})
