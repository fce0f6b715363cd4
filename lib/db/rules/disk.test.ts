import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diskWords, judgeDisk, staysTold } from '@/lib/db/rules/disk'

const MB = 1024 * 1024

describe('what a disk is said to be', () => {
  test.each([
    ['empty', 1_000, 1_000, 'disk 0 % full', false, false],
    ['half', 1_000, 500, 'disk 50 % full', false, false],
    ['just below the mark', 1_000, 110, 'disk 89 % full', false, false],
    ['at the mark', 1_000, 100, 'disk 90 % full', true, false],
    ['rounded up to it', 1_000, 109, 'disk 90 % full', true, false],
    ['nearly full', 1_000, 17, 'disk 99 % full', true, false],
    ['with room for one segment', 1_000, 16, 'disk 99 % full', true, false],
    ['with less than a segment', 1_000, 15, 'disk full', true, true],
    ['full', 1_000, 0, 'disk full', true, true],
    ['small, half used, too small all the same', 20, 10, 'disk full', true, true],
  ])('%s', (_, total, free, words, tight, full) => {
    const space = judgeDisk({ total: total * MB, free: free * MB })
    expect(diskWords(space)).toBe(words)
    expect(space).toMatchObject({ tight, full })
  })

  test.each([
    [0, 0],
    [-1, 0],
    [1, -1],
    [1, 2],
    [Number.NaN, 1],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
  ])('figures that make no sense (%d, %d) are not known', (total, free) => {
    expect(judgeDisk({ total, free })).toBeNull()
    expect(diskWords(null)).toBe('disk not known')
  })

  test('less room never makes it look better', () => {
    const disk = fc.tuple(
      fc.integer({ min: 1, max: 1e12 }),
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 0, max: 1e12 }),
    )
    fc.assert(
      fc.property(disk, ([total, a, b]) => {
        const [less, more] = [Math.min(a, b, total), Math.min(Math.max(a, b), total)]
        const [worse, better] = [judgeDisk({ total, free: less }), judgeDisk({ total, free: more })]
        expect(worse?.usedPercent).toBeGreaterThanOrEqual(better?.usedPercent ?? 0)
        expect(Number(worse?.tight)).toBeGreaterThanOrEqual(Number(better?.tight))
        expect(Number(worse?.full)).toBeGreaterThanOrEqual(Number(better?.full))
      }),
    )
  })
})

test('that it fills is told once, and calm only well below the mark', () => {
  const looks = [50, 89, 90, 91, 89, 90, 88, 99, 87, 89, 90, 50]
  let told = false
  const said = looks.flatMap((used) => {
    const space = judgeDisk({ total: 100_000 * MB, free: (100 - used) * 1_000 * MB })
    const next = space ? staysTold(told, space) : told
    const change = next === told ? [] : [`${used} ${next}`]
    told = next
    return change
  })
  expect(said).toEqual(['90 true', '87 false', '90 true', '50 false'])
})
