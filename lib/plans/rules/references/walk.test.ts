import { expect, test } from 'vitest'
import { isRecord, list, valuesAt } from '@/lib/plans/rules/references/walk'

test.each<[unknown, string, [unknown, string][]]>([
  [{ a: { b: 3 } }, 'a.b', [[3, 'a.b']]],
  [
    { a: [{ k: 1 }, { k: 2 }, {}, null, 'x'] },
    'a[].k',
    [
      [1, 'a.0.k'],
      [2, 'a.1.k'],
    ],
  ],
  [
    { a: { b: [{ c: ['x', 'y'] }] } },
    'a.b[].c[]',
    [
      ['x', 'a.b.0.c.0'],
      ['y', 'a.b.0.c.1'],
    ],
  ],
  [{ a: null }, 'a', [[null, 'a']]],
  [{ a: { b: 1 } }, 'a[]', []],
  [{ a: 'x' }, 'a[]', []],
  [{ a: ['x'] }, 'a.length', []],
  [{ a: 'x' }, 'a.length', []],
  [{ a: 1 }, 'b.c', []],
  [{ a: null }, 'a.b', []],
  [{}, 'constructor', []],
  [null, 'a', []],
])('in %j the pattern %s leads to %j', (document, pattern, found) => {
  expect(valuesAt(document, pattern).map(({ value, path }) => [value, path.join('.')])).toEqual(found)
})

test('of a list only the first 300 entries are looked at, and what is no list has none', () => {
  const long = Array.from({ length: 301 }, (_, index) => index)
  expect(list(long)).toEqual(long.slice(0, 300))
  expect(list(long.slice(0, 300))).toHaveLength(300)
  for (const other of [null, undefined, 'text', 3, { length: 2 }]) expect(list(other)).toEqual([])
})

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [null, false],
  [[], false],
  ['x', false],
  [3, false],
  [undefined, false],
])('%j as a group of keys: %s', (value, is) => {
  expect(isRecord(value)).toBe(is)
})
