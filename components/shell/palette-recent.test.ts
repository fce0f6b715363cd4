import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecent } from '@/components/shell/palette-recent'

const SYSTEM = { kind: 'system', title: 'PhaserAI', detail: '', href: '/systems/phaserai' }

test('what was kept is read again, at most five', () => {
  expect(parseRecent(JSON.stringify([SYSTEM]))).toEqual([SYSTEM])
  expect(parseRecent(JSON.stringify(Array(9).fill(SYSTEM)))).toHaveLength(5)
})

test.each([
  [null],
  [''],
  ['{'],
  ['{}'],
  ['null'],
  ['[null, 1, "x", []]'],
  [JSON.stringify([{ ...SYSTEM, href: 'https://elsewhere.example' }])],
  [JSON.stringify([{ ...SYSTEM, href: '//elsewhere.example' }])],
  [JSON.stringify([{ ...SYSTEM, href: '/\\elsewhere.example' }])],
  [JSON.stringify([{ ...SYSTEM, href: 'javascript:alert(1)' }])],
  [JSON.stringify([{ ...SYSTEM, kind: 'spell' }])],
  [JSON.stringify([{ ...SYSTEM, title: '' }])],
  [JSON.stringify([{ ...SYSTEM, title: 'x'.repeat(1_000) }])],
])('%s is nothing to show', (text) => {
  expect(parseRecent(text)).toEqual([])
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => Array.isArray(parseRecent(text))))
})
