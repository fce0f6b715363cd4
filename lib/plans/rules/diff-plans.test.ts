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
