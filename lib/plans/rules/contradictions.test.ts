import { describe, expect, test } from 'vitest'
import type { Contradiction } from '@/lib/plans/model/base'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import { findContradictions } from '@/lib/plans/rules/contradictions'
import { planAssetWith, planWith, policyWith } from '@/lib/plans/testing/samples'
import { HOUR } from '@/lib/time/durations'

const marked = (id: string) => ({ contradictions: [{ id } as Contradiction] })
const objective = (id: string, over: object = {}) =>
  ({
    ...{ id, name: `Objective ${id}`, scope: 'tier', covers: [], rto: null, rpo: null, contradictions: [] },
    ...{ source: { section: `Section ${id}`, says: '' }, ...over },
  }) as unknown as PlanObjective
const target = (hours: number, max: number | null = null) => ({ target: hours * HOUR, max: max && max * HOUR })
const told = (more: Partial<Plan>) =>
  findContradictions(planWith(more)).map(({ subject, asset, contradiction: { id } }) => [subject, asset, id])

describe('where a plan disagrees with itself', () => {
  const { system } = planWith()
  const part = (over: object) => [{ name: 'Part', ...marked('x'), ...over }] as never
  test.each<[string, Partial<Plan>, unknown[]]>([
    ['nowhere', {}, []],
    ['as a whole', { system: { ...system, ...marked('x') } }, ['Orders', null, 'x']],
    ['in an objective', { objectives: [objective('a', marked('x'))] }, ['Objective a', null, 'x']],
    [
      'in an objective of assets',
      { objectives: [objective('a', { ...marked('x'), covers: ['db', 'other'] })] },
      ['Objective a', 'db', 'x'],
    ],
    ['in an asset', { assets: [planAssetWith(marked('x'))] }, ['The database', 'db', 'x']],
    ['in a backup', { backups: [policyWith(marked('x'))] }, ['Daily backup', 'db', 'x']],
    ['in a scenario', { scenarios: part({ assets: ['db', 'other'] }) }, ['Part', 'db', 'x']],
    ['in a scenario of no asset', { scenarios: part({ assets: [] }) }, ['Part', null, 'x']],
    ['in a runbook', { runbooks: part({ assets: ['db', 'other'] }) }, ['Part', 'db', 'x']],
    ['in a runbook of no asset', { runbooks: part({ assets: [] }) }, ['Part', null, 'x']],
    ['in a drill', { drills: part({}) }, ['Part', null, 'x']],
  ])('%s', (_, more, found) => {
    expect(told(more)).toEqual(found.length === 0 ? [] : [found])
  })

  test('every mark is told, and holds what was marked', () => {
    const both = { contradictions: [{ id: 'x' }, { id: 'y' }] as Contradiction[] }
    expect(told({ assets: [planAssetWith(both)] })).toEqual([
      ['The database', 'db', 'x'],
      ['The database', 'db', 'y'],
    ])
  })
})

describe('a tier that is looser than the system’s own maximum', () => {
  const whole = objective('whole', { scope: 'system', rto: target(4, 8), rpo: target(1, 2) })
  test.each<[string, PlanObjective[], string[]]>([
    ['is told for each target', [whole, objective('a', { rto: target(9), rpo: target(3) })], ['a-rto', 'a-rpo']],
    ['is told of RTO', [whole, objective('a', { rto: target(9), rpo: target(2) })], ['a-rto']],
    ['is told of RPO', [whole, objective('a', { rpo: target(3) })], ['a-rpo']],
    ['is told wherever the system’s stands', [objective('a', { rto: target(9) }), whole], ['a-rto']],
    ['is none at the maximum', [whole, objective('a', { rto: target(8), rpo: target(2) })], []],
    ['is none without a target', [whole, objective('a')], []],
    [
      'is none where the system has no maximum',
      [{ ...whole, rto: target(4), rpo: null }, objective('a', { rto: target(9), rpo: target(9) })],
      [],
    ],
    ['is none without an objective of the system', [objective('a', { rto: target(9, 8) })], []],
    [
      'is none by another tier’s maximum',
      [objective('b', { rto: target(1, 2) }), objective('a', { rto: target(9) })],
      [],
    ],
    ['is not the system’s own objective', [{ ...whole, rto: target(9, 8) }], []],
  ])('%s', (_, objectives, ids) => {
    expect(told({ objectives }).map(([, , id]) => id)).toEqual(ids.map((id) => `${id}-over-maximum`))
  })

  test('is told with both places, and what is to be decided', () => {
    const tier = objective('a', { rto: target(9), covers: ['db', 'other'] })
    expect(findContradictions(planWith({ objectives: [whole, tier] }))).toEqual([
      {
        ...{ subject: 'Objective a', asset: 'db' },
        contradiction: {
          ...{ id: 'a-rto-over-maximum', about: "Objective a has a longer RTO than the system's maximum" },
          severity: 'medium',
          statements: [
            { text: 'RTO 9\u00a0h for Objective a.', where: 'Section a' },
            { text: 'RTO of at most 8\u00a0h for Orders as a whole.', where: 'Section whole' },
          ],
          toDecide: 'Whether the maximum of 8\u00a0h also binds Objective a.',
        },
      },
    ])
    expect(told({ objectives: [whole, objective('b', { rpo: target(3) })] })).toEqual([
      ['Objective b', null, 'b-rpo-over-maximum'],
    ])
  })
})
