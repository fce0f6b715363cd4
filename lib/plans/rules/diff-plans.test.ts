import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffPlans } from '@/lib/plans/rules/diff-plans'

const objective = (id: string, target: string) => ({ id, name: `Objective ${id}`, rpo: { target } })
const told = (before: unknown, after: unknown) =>
  diffPlans(before, after).map(({ path, kind, before: from, after: to }) => [path.join(' › '), kind, from, to])

describe('what changed between two texts of a plan', () => {
  test.each<[string, unknown, unknown, unknown[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    [
      'a value',
      { objectives: [objective('p', '1 h')] },
      { objectives: [objective('p', '30 min')] },
      [['objectives › Objective p › rpo › target', 'changed', '1 h', '30 min']],
    ],
    [
      'an entry put in between leaves the others alone',
      { objectives: [objective('a', '1 h'), objective('c', '2 h')] },
      { objectives: [objective('a', '1 h'), objective('b', '1 h'), objective('c', '2 h')] },
      [['objectives › Objective b', 'added', null, 'id: b; name: Objective b; rpo: target: 1 h']],
    ],
    [
      'an entry taken away',
      { objectives: [objective('a', '1 h')] },
      { objectives: [] },
      [['objectives › Objective a', 'removed', 'id: a; name: Objective a; rpo: target: 1 h', null]],
    ],
    [
      'steps in another order',
      { steps: [{ id: 'a' }, { id: 'b' }] },
      { steps: [{ id: 'b' }, { id: 'a' }] },
      [['steps', 'moved', null, 'b, a']],
    ],
    ['a plain list', { covers: ['a'] }, { covers: ['a', 'b'] }, [['covers', 'changed', 'a', 'a, b']]],
    ['nothing in place of nothing', undefined, undefined, []],
    ['a document where there was none', undefined, { a: 1 }, [['', 'added', null, 'a: 1']]],
    ['no document any more', { a: 1 }, undefined, [['', 'removed', 'a: 1', null]]],
    [
      'a key put in, one taken away',
      { a: 1 },
      { b: 2 },
      [
        ['b', 'added', null, '2'],
        ['a', 'removed', '1', null],
      ],
    ],
    ['no entries', { list: [] }, { list: [] }, []],
    ['a first entry', { list: [] }, { list: ['a'] }, [['list', 'changed', 'an empty list', 'a']]],
    [
      'lists inside lists',
      { list: [['a'], []] },
      { list: [['a', 'b']] },
      [['list', 'changed', 'a, an empty list', 'a, b']],
    ],
    ['the same plain list', { list: ['a', { b: 1 }] }, { list: ['a', { b: 1 }] }, []],
    ['a list in place of a text', { x: 'a' }, { x: ['a', 'b'] }, [['x', 'changed', 'a', 'a, b']]],
    ['a text in place of a list', { x: ['a', 'b'] }, { x: 'a' }, [['x', 'changed', 'a, b', 'a']]],
    ['a group in place of nothing', { x: null }, { x: { a: true } }, [['x', 'changed', 'nothing', 'a: true']]],
    [
      'nothing in place of a group',
      { x: { a: true, b: 2 } },
      { x: null },
      [['x', 'changed', 'a: true; b: 2', 'nothing']],
    ],
    ['a list in place of a group', { x: { a: 1 } }, { x: [1] }, [['x', 'changed', 'a: 1', '1']]],
    [
      'entries that are known by a key, a title, what they are about or their id',
      {
        list: [
          { key: 'k', title: 'Title', v: 1 },
          { id: 'b', about: 'About', v: 1 },
          { id: 'c', name: 5, v: 1 },
        ],
      },
      {
        list: [
          { key: 'k', title: 'Title', v: 2 },
          { id: 'b', about: 'About', v: 2 },
          { id: 'c', name: 5, v: 2 },
        ],
      },
      [
        ['list › Title › v', 'changed', '1', '2'],
        ['list › About › v', 'changed', '1', '2'],
        ['list › c › v', 'changed', '1', '2'],
      ],
    ],
    [
      'entries whose ids are no text',
      { list: [{ id: 1 }] },
      { list: [{ id: 2 }] },
      [['list', 'changed', 'id: 1', 'id: 2']],
    ],
    [
      'an entry without an id among those with one',
      { list: [{ id: 'a' }] },
      { list: [{ id: 'a' }, 'b'] },
      [['list', 'changed', 'id: a', 'id: a, b']],
    ],
    [
      'an empty entry among those with an id',
      { list: [{ id: 'a' }, null] },
      { list: [{ id: 'a' }, ['x']] },
      [['list', 'changed', 'id: a, nothing', 'id: a, x']],
    ],
    [
      'an order that changed while one entry went and one came',
      { list: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      { list: [{ id: 'c' }, { id: 'd' }, { id: 'a' }] },
      [
        ['list', 'moved', null, 'c, a'],
        ['list › d', 'added', null, 'id: d'],
        ['list › b', 'removed', 'id: b', null],
      ],
    ],
    ['an empty value', { owner: 'DBA' }, { owner: null }, [['owner', 'changed', 'DBA', 'nothing']]],
  ])('%s', (_what, before, after, expected) => {
    expect(told(before, after)).toEqual(expected)
  })

  test('a document never differs from itself, and what is added one way is removed the other', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        expect(diffPlans(one, structuredClone(one))).toEqual([])
        const count = (kind: string, changes: { kind: string }[]) => changes.filter((each) => each.kind === kind).length
        expect(count('added', diffPlans(one, other))).toBe(count('removed', diffPlans(other, one)))
      }),
    )
  })
})
