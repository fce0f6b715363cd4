import { describe, expect, test } from 'vitest'
import { ATTACKS } from '@/lib/cli/attacks/all'
import { breakOf } from '@/lib/cli/attacks/break-of'
import { inputCall, outcomeOf } from '@/lib/cli/attacks/call-action'
import type { Answer, Attack, World } from '@/lib/cli/attacks/model'
import { play } from '@/lib/cli/attacks/play'

const world = {} as World
const attack = (more: Partial<Attack>): Attack => ({
  ...{ id: 'x', sentence: 'something', attack: async () => '200', must: /^200$/ },
  ...more,
})

describe('an attack', () => {
  test.each<[string, Partial<Attack>, boolean, string]>([
    ['held when it is answered as it must', {}, true, '200'],
    ['not held when it is answered otherwise', { attack: async () => '500' }, false, '500'],
    ['not held when it throws', { attack: () => Promise.reject(new Error('refused')) }, false, 'threw: refused'],
    [
      'not held when nothing is answered',
      { attack: () => new Promise(() => {}), within: 20 },
      false,
      'no answer in 0.02 s',
    ],
  ])('is %s', async (_, more, held, answered) => {
    expect(await play(attack(more), world)).toMatchObject({ held, answered })
  })

  test('has a name of its own, and an end', () => {
    const ids = ATTACKS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { must, within = 0 } of ATTACKS) {
      expect(must.source).toMatch(/^\^|\$$/)
      expect(within).toBeLessThanOrEqual(180_000)
    }
  })
})

const answer = (more: Partial<Answer>): Answer => ({
  ...{ status: 200, text: '', headers: {}, setCookies: [], ms: 1 },
  ...more,
})

test.each<[string, Partial<Answer>, string, string]>([
  ['done', { text: '0:{"a":"$@1"}\n1:{"ok":true,"value":{"number":7}}\n' }, 'ok', ''],
  ['refused', { text: '1:{"ok":false,"error":{"code":"forbidden","message":"No."}}' }, 'forbidden', 'No.'],
  ['led on', { status: 303, headers: { 'x-action-redirect': '/sign-in;push' } }, 'led', '/sign-in'],
  ['no answer of an action', { status: 404, text: 'nothing' }, 'status 404', 'nothing'],
])('an action that was %s is read as that', (_, more, code, words) => {
  expect(outcomeOf(answer(more))).toMatchObject({ code, words })
})

test('a break of the chain is found by the incident that it is named with', () => {
  const said = 'INC-0009, entry 7: its content is not what was recorded; not explained.\n2 chains'
  expect(breakOf(said, 'INC-0009')).toContain('entry 7')
  expect(breakOf(said, 'INC-0008')).toBeUndefined()
})

test('a text that means something to React arrives as a text', () => {
  const call = inputCall(new URL('http://127.0.0.1'), { id: 'x', path: '/' }, { note: '$1', list: ['$K2', 'h\uD800'] })
  expect(call.body).toBe('[{"note":"$$1","list":["$$K2","h\\ud800"]}]')
})
