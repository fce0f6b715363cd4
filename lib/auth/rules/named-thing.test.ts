import { expect, test } from 'vitest'
import { namedThing } from '@/lib/auth/rules/named-thing'

const otherwise = { type: 'action', id: 'names nothing' }

test.each<[string, unknown, object]>([
  ['a number', { number: 'RST-0042', reason: 'words' }, { type: 'number', id: 'RST-0042' }],
  ['a number as a number', { number: 7 }, { type: 'number', id: '7' }],
  ['the first of several', { system: 'phaserai', userId: 'u1' }, { type: 'userId', id: 'u1' }],
  ['an empty one and another', { number: '', system: 'phaserai' }, { type: 'system', id: 'phaserai' }],
  ['no text but an object', { number: { toString: 'x' }, system: 'phaserai' }, { type: 'system', id: 'phaserai' }],
  ['a very long one', { number: 'x'.repeat(5_000) }, { type: 'number', id: 'x'.repeat(100) }],
  ['what no database can hold', { number: 'a\0b\ud800' }, { type: 'number', id: 'ab\ufffd' }],
  [
    'a character cut in two by the limit',
    { number: `${'x'.repeat(99)}🔑` },
    { type: 'number', id: `${'x'.repeat(99)}\ufffd` },
  ],
  ['nothing but words', { note: 'hunter2' }, otherwise],
  ['a text', 'hunter2', otherwise],
  ['nothing', null, otherwise],
  ['a list', [1, 2], otherwise],
])('%s', (_, said, thing) => {
  expect(namedThing(said, otherwise)).toEqual(thing)
})
