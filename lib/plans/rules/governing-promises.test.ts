import { describe, expect, test } from 'vitest'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import {
  governing,
  governingIn,
  governingTogether,
  isNamed,
  isNamedForData,
  promisedIn,
} from '@/lib/plans/rules/governing'

const time = (target: number, max: number | null = null) => ({ target, max })
const objective = (id: string, over: object) =>
  ({
    ...{ id, scope: 'tier', environment: null, covers: [], rto: null, rpo: null, mttr: null },
    ...over,
  }) as unknown as PlanObjective

const OBJECTIVES = [
  objective('system', { scope: 'system', rto: time(40), mttr: time(9) }),
  objective('production', { scope: 'environment', environment: 'production', rto: time(30), rpo: time(20) }),
  objective('staging', { scope: 'environment', environment: 'staging', rto: time(20), mttr: time(5) }),
  objective('tier', { covers: ['db', 'cache'], rto: time(10) }),
  objective('data', { scope: 'component', environment: 'production', covers: ['db'], rpo: time(5) }),
]
const plan = {
  objectives: OBJECTIVES,
  environments: [{ key: 'production' }, { key: 'staging' }],
  assets: [
    { key: 'db', environment: 'production' },
    { key: 'vault', environment: 'staging' },
    { key: 'nowhere', environment: null },
    { key: 'lost', environment: 'renamed' },
  ],
}
type Found = ReturnType<typeof governing>
const told = ({ rto, rpo, mttr }: Found) =>
  [rto, rpo, mttr].map(
    (each) => each && [each.objective, ...each.others.map((one) => one.objective)].map(({ id }) => id).join(' '),
  )

describe('what an environment is promised', () => {
  test.each([
    ['production', ['system', 'production', 'tier', 'data']],
    ['staging', ['system', 'staging', 'tier']],
    ['unheard-of', ['system', 'tier']],
    [null, ['system', 'production', 'staging', 'tier', 'data']],
  ])('%s: %j', (environment, ids) => {
    expect(promisedIn(plan, environment).map(({ id }) => id)).toEqual(ids)
  })

  test('governs where no asset is meant, the strictest first and the others after it', () => {
    expect(told(governingIn(plan, 'production'))).toEqual(['tier production system', 'data production', 'system'])
    expect(told(governingIn(plan, 'staging'))).toEqual(['tier staging system', null, 'staging system'])
    expect(told(governingIn(plan, null))).toEqual([
      'tier staging production system',
      'data production',
      'staging system',
    ])
    expect(told(governingIn({ ...plan, objectives: [] }, null))).toEqual([null, null, null])
  })
})

test.each([
  ['db', ['tier', 'data', null]],
  ['cache', ['tier', null, null]],
  ['vault', ['staging system', null, 'staging system']],
  ['nowhere', ['staging production system', 'production', 'staging system']],
  ['lost', ['staging production system', 'production', 'staging system']],
  ['found', ['staging production system', 'production', 'staging system']],
])('the asset %s is governed by %j', (key, ids) => {
  expect(told(governing(plan, key))).toEqual(ids)
})

test('several together are governed by all that govern one of them, each once', () => {
  expect(told(governingTogether(plan, ['db', 'cache']))).toEqual(['tier', 'data', null])
  expect(told(governingTogether(plan, ['db', 'vault']))).toEqual(['tier staging system', 'data', 'staging system'])
  expect(told(governingTogether(plan, []))).toEqual([null, null, null])
})

test('alike in target the shorter maximum governs, none is the longest, and alike in both the first', () => {
  const among = (...maxima: (number | null)[]) =>
    told(
      governingIn(
        { ...plan, objectives: maxima.map((max, index) => objective(`${index}`, { rto: time(10, max) })) },
        null,
      ),
    )[0]
  expect(among(null, 60, 50)).toBe('2 1 0')
  expect(among(60, null, 50, null)).toBe('2 0 1 3')
  expect(among(null, null)).toBe('0 1')
  expect(among(50, 50)).toBe('0 1')
  expect(among(0, null)).toBe('0 1')
})

test.each([
  ['db', true, true],
  ['cache', true, false],
  ['vault', false, false],
])('%s is named: %s, and for its data: %s', (key, named, forData) => {
  expect([isNamed(plan, key), isNamedForData(plan, key)]).toEqual([named, forData])
})
