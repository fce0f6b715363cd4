import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameMatches, timeInName } from '@/lib/inventory/rules/object-time'

describe('the time in a name', () => {
  const SIX = '2026-11-21T06:00:00.000Z'
  test.each([
    ['solosuccess_production_20261121_060000.sql.gz', SIX],
    ['etcd-snapshot-20261121-060000.db', SIX],
    ['prometheus/20261121T060000Z-0a1b2c3d4e5f/meta.json', SIX],
    ['logs/2026-11-21T06:00:00Z.json', SIX],
    ['logs/2026-11-21T06-00-00.json', SIX],
    ['phoenix_20261121_0600.dump', SIX],
    ['run-20261120_000000/part-20261121_060000.dump', SIX],
  ])('%s', (name, expected) => expect(new Date(timeInName(name) ?? 0).toISOString()).toBe(expected))

  test.each([
    'latest.sql.gz',
    '2026-11-21/data.tar.gz',
    'x_20260231_060000.gz',
    'x_20261121_256000.gz',
    'a1234567890123456.gz',
  ])('none in %s', (name) => expect(timeInName(name)).toBeNull())

  test('what a job writes is read back to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (second) => {
        const iso = new Date(second * 1_000).toISOString()
        const stamp = iso.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
        expect(timeInName(`db_${stamp}.sql.gz`)).toBe(second * 1_000)
      }),
    )
  })
})

describe('a name pattern', () => {
  test.each([
    ['solosuccess_production_{YYYYMMDD_HHMMSS}.sql.gz', 'database/solosuccess_production_20261121_060000.sql.gz', true],
    ['solosuccess_production_{YYYYMMDD_HHMMSS}.sql.gz', 'database/latest.sql.gz', false],
    ['full/phoenix_{YYYYMMDD_HHMMSS}.dump', 'full/phoenix_20261121_020000.dump', true],
    ['full/phoenix_{YYYYMMDD_HHMMSS}.dump', 'incremental/phoenix_20261121_020000.dump', false],
    ['{YYYYMMDDTHHMMSSZ}-*/meta.json', '20261121T060000Z-0a1b2c/meta.json', true],
    ['{YYYY-MM-DD}/*', '2026-11-21/data.tar.gz', true],
    ['{YYYY-MM-DD}/*', 'other/data.tar.gz', false],
    ['ASSETS-[id].(tar)', 'ASSETS-7.(tar)', true],
  ])('%s of %s: %s', (pattern, key, expected) => expect(nameMatches(pattern, key)).toBe(expected))
})
