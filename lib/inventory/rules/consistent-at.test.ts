import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { objectPointTimes, snapshotTimes, vaultPointTimes } from '@/lib/inventory/rules/consistent-at'

describe('a snapshot holds the data of', () => {
  const base = { databaseTime: null, originalCreatedAt: null, createdAt: null, isCopy: false, available: true }
  test.each([
    ['SnapshotDatabaseTime', { databaseTime: 100, originalCreatedAt: 200, createdAt: 200 }, 100, false],
    ['OriginalSnapshotCreateTime, inferred', { originalCreatedAt: 200, createdAt: 250 }, 200, true],
    ['its own SnapshotCreateTime, inferred', { createdAt: 250 }, 250, true],
    ['the original, for a copy', { originalCreatedAt: 200, createdAt: 900, isCopy: true }, 200, true],
  ])('%s', (_name, times, consistentAt, inferred) => {
    expect(snapshotTimes({ ...base, ...times })).toMatchObject({ consistentAt, inferred })
  })

  test("a copy's SnapshotCreateTime says nothing about its data", () => {
    expect(snapshotTimes({ ...base, createdAt: 900, isCopy: true })).toBeNull()
  })
  test('a copy is usable from its own creation on, not from the original', () => {
    const times = { ...base, databaseTime: 100, originalCreatedAt: 200, createdAt: 900, isCopy: true }
    expect(snapshotTimes(times)?.completedAt).toBe(900)
    expect(snapshotTimes({ ...times, available: false })?.completedAt).toBeNull()
  })
})

describe('an AWS Backup point holds the data of', () => {
  const base = { initiatedAt: null, createdAt: 100, completedAt: 500, isCopy: false, continuous: false }
  test.each([
    ['its start', {}, 100, false],
    ['its initiation where that is earlier', { initiatedAt: 90 }, 90, false],
    ["its original's initiation, for a copy", { initiatedAt: 10, isCopy: true }, 10, false],
    ['its creation, inferred, for a copy without', { isCopy: true }, 100, true],
    ['its creation, inferred, when every run updates it', { continuous: true }, 100, true],
  ])('%s', (_name, times, consistentAt, inferred) => {
    expect(vaultPointTimes({ ...base, ...times })).toMatchObject({ consistentAt, inferred, completedAt: 500 })
  })
  test('nothing without any time', () => {
    expect(vaultPointTimes({ ...base, createdAt: null })).toBeNull()
  })
})

describe('an object holds the data of', () => {
  const HOUR = 3_600_000
  test.each([
    ["a dump's start, by its name", { named: HOUR, modifiedAt: 2 * HOUR, consistentAt: 'start' }, HOUR, false],
    [
      "a dump's end, inferred, without a name",
      { named: null, modifiedAt: 2 * HOUR, consistentAt: 'start' },
      2 * HOUR,
      true,
    ],
    [
      'its upload, when the name lies in the future',
      { named: 9 * HOUR, modifiedAt: HOUR, consistentAt: 'start' },
      HOUR,
      true,
    ],
    ["a base backup's end", { named: HOUR, modifiedAt: 2 * HOUR, consistentAt: 'end' }, 2 * HOUR, false],
  ] as const)('%s', (_name, times, consistentAt, inferred) => {
    expect(objectPointTimes(times)).toMatchObject({ consistentAt, inferred })
  })

  test('no point is complete before the moment it holds, beyond the skew of clocks', () => {
    const time = fc.option(fc.integer({ min: 0, max: 1e12 }))
    fc.assert(
      fc.property(time, time, fc.constantFrom('start' as const, 'end' as const), (named, modifiedAt, consistentAt) => {
        const times = objectPointTimes({ named, modifiedAt, consistentAt })
        if (times === null) expect([named, modifiedAt]).toEqual([null, null])
        else expect((times.completedAt ?? 0) + 300_000).toBeGreaterThanOrEqual(times.consistentAt)
      }),
    )
  })
})
