import { describe, expect, test } from 'vitest'
import type { Evidence } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'
import { evidenceName } from '@/lib/plans/rules/evidence-name'
import { fillTemplate } from '@/lib/plans/rules/fill-template'
import { runbookEstimate, stepsInOrder } from '@/lib/plans/rules/runbook'

const step = (id: string, after: string[] = [], expected: number | null = null) => ({ id, after, expected })
type Steps = Parameters<typeof runbookEstimate>[0]['steps']
const estimate = (...steps: object[]) => runbookEstimate({ steps: steps as Steps })

describe('a runbook by its steps', () => {
  test('takes as long as the longest way through them, and says how many state no time', () => {
    expect(estimate()).toEqual({ stated: 0, without: 0 })
    expect(estimate(step('a', [], 5))).toEqual({ stated: 5, without: 0 })
    expect(estimate(step('a', [], 5), step('b', ['a'], 7))).toEqual({ stated: 12, without: 0 })
    expect(estimate(step('a', [], 5), step('b', [], 7))).toEqual({ stated: 7, without: 0 })
    expect(estimate(step('a', [], 5), step('b', [], 7), step('c', ['a', 'b'], 1))).toEqual({ stated: 8, without: 0 })
    expect(estimate(step('a', [], 5), step('b', ['a']), step('c', ['b'], 1))).toEqual({ stated: 6, without: 1 })
  })

  test('counts a step after those it waits for, wherever it is written', () => {
    expect(estimate(step('last', ['first'], 1), step('first', [], 5))).toEqual({ stated: 6, without: 0 })
    const order = (...steps: ReturnType<typeof step>[]) => stepsInOrder(steps).map(({ id }) => id)
    expect(order(step('c', ['b']), step('a'), step('b', ['a']))).toEqual(['a', 'b', 'c'])
    expect(order(step('a'), step('b'))).toEqual(['a', 'b'])
    expect(order(step('d', ['a', 'b']), step('b'), step('a'))).toEqual(['b', 'a', 'd'])
    expect(order()).toEqual([])
    // A circle, which no sound plan has, is begun with the step that is written first.
    expect(order(step('x', ['y']), step('y', ['x']))).toEqual(['x', 'y'])
  })
})

describe('a template', () => {
  test.each([
    ['psql -h {{ host }} {{db}}', { host: 'h', db: 'd' }, 'psql -h h d', []],
    ['psql -h {{ host }} {{ db }}', { host: 'h', db: null }, 'psql -h h {{ db }}', ['db']],
    ['{{ host }} {{ host }}', {}, '{{ host }} {{ host }}', ['host']],
    ['{{ a_1 }}', { a_1: '' }, '', []],
    ['nothing', { a: 'x' }, 'nothing', []],
    ['{{  two }} {{ Upper }}', { two: 'x', Upper: 'y' }, '{{  two }} {{ Upper }}', []],
  ])('%j with %j becomes %j, open %j', (template, values, filled, open) => {
    expect(fillTemplate(template, values as Record<string, string | null>)).toEqual({ filled, open })
  })
})

test.each([
  ['drill', 'a', 'A drill'],
  ['objective', 'a', 'An objective'],
  ['backup', 'a', 'A backup'],
  ['runbook', 'a', 'A runbook'],
  ['checklist', 'a', 'A checklist'],
  ['document', 'a', 'A document'],
  ['asset', 'a', 'An asset'],
  ['asset', 'production', 'Production'],
  ['drill', 'gone', 'gone'],
  ['asset', null, ''],
])('evidence of a %s %s is called %j', (kind, of, name) => {
  const named = (text: string) => [
    { id: 'b', key: 'b', name: 'Another' },
    { id: 'a', key: 'a', name: text },
  ]
  const plan = {
    ...{ drills: named('A drill'), objectives: named('An objective'), backups: named('A backup') },
    ...{ runbooks: named('A runbook'), checklists: named('A checklist'), documents: named('A document') },
    ...{ assets: named('An asset'), environments: [{ key: 'production', name: 'Production' }] },
  }
  expect(evidenceName(plan as unknown as Plan, { kind, of } as Evidence)).toBe(name)
})
