import { describe, expect, it } from 'vitest'
import { databaseKeys, governingRpo, governingRto, objectivesFor } from '@/lib/incidents/rules/objectives'
import { objectiveWith } from '@/lib/incidents/testing/samples'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import { planAssetWith } from '@/lib/plans/testing/samples'
import { HOUR } from '@/lib/time/durations'

const stated = (
  id: string,
  rto: number | null,
  rpo: number | null,
  more: Partial<PlanObjective> = {},
): PlanObjective => ({
  ...{ id, name: `The ${id}`, scope: 'environment', environment: null, covers: [], coversAssumed: false, services: [] },
  rto: rto === null ? null : { target: rto, max: 2 * rto },
  rpo: rpo === null ? null : { target: rpo, max: null, realTime: rpo === 0 },
  ...{ dataLossTolerance: null, availability: null, mttr: null, integrity: null, contradictions: [] },
  ...{ source: { section: `section ${id}`, says: '' }, ...more },
})
const planOf = (objectives: PlanObjective[], assets: PlanAsset[] = []) => ({
  ...{ objectives, assets, environments: [{ key: 'production' }, { key: 'staging' }] },
})
const ids = (objectives: PlanObjective[], assets: PlanAsset[] = []) =>
  objectivesFor(planOf(objectives, assets), 'production').map(({ id }) => id)

describe('the objectives of an incident', () => {
  it('are as the plan states them, and whether they govern', () => {
    expect(objectivesFor(planOf([stated('all', HOUR, 0)]), 'production')).toEqual([
      {
        ...{ id: 'all', name: 'The all', environment: null, governsRto: true, governsRpo: true, where: 'section all' },
        ...{ rto: { target: HOUR, max: 2 * HOUR }, rpo: { target: 0, max: null, realTime: true } },
      },
    ])
    expect(objectivesFor(planOf([stated('time', HOUR, null)]), 'production')).toMatchObject([
      { governsRto: true, rpo: null, governsRpo: false },
    ])
    expect(objectivesFor(planOf([stated('data', null, HOUR)]), 'production')).toMatchObject([
      { rto: null, governsRto: false, governsRpo: true },
    ])
  })

  it('are those of its environment and those of every one', () => {
    const staging = stated('staging', HOUR, HOUR, { environment: 'staging' })
    const production = stated('production', HOUR, HOUR, { environment: 'production' })
    expect(ids([staging, production, stated('all', HOUR, HOUR)])).toEqual(['production', 'all'])
  })

  it('are none that promise neither a time nor data', () => {
    expect(ids([stated('availability', null, null)])).toEqual([])
  })

  it('show first what governs the time, then what governs the data, then the shorter: of the time, else of the data', () => {
    const all = [
      ...[stated('a', 9, 7), stated('data', 8, 1), stated('c', null, 5), stated('time', 1, null), stated('e', 4, 9)],
    ]
    expect(ids(all)).toEqual(['time', 'data', 'e', 'c', 'a'])
    expect(ids(all.toReversed())).toEqual(['time', 'data', 'e', 'c', 'a'])
  })

  it('have the RPO that governs the databases, though it is stated of another environment', () => {
    const tier = stated('tier', null, 9, { scope: 'tier', environment: 'staging', covers: ['db'] })
    const objectives = [stated('production', HOUR, 5, { environment: 'production' }), tier]
    const governing = (assets: PlanAsset[]) =>
      objectivesFor(planOf(objectives, assets), 'production').flatMap(({ id, governsRpo }) => (governsRpo ? id : []))
    expect(governing([planAssetWith()])).toEqual(['tier'])
    expect(governing([])).toEqual(['production'])
    expect(ids(objectives, [planAssetWith()])).toEqual(['production', 'tier'])
  })
})

describe('the databases of an environment', () => {
  it.each<[string, Partial<PlanAsset>, boolean]>([
    ['its primary', {}, true],
    ['one whose role is not stated', { role: null }, true],
    ['a replica', { role: 'replica' }, false],
    ['one in the other region', { role: 'dr' }, false],
    ['a bucket', { kind: 'bucket' }, false],
    ['one of another environment', { environment: 'staging' }, false],
    ['one of no environment that is stated', { environment: null }, true],
  ])('%s: %j is %s', (_, more, counted) => {
    expect(databaseKeys([planAssetWith(more)], 'production')).toEqual(counted ? ['db'] : [])
  })

  it('are all of them where no environment is named', () => {
    expect(databaseKeys([planAssetWith({ environment: 'staging' }), planAssetWith({ key: 'b' })], null)).toEqual([
      ...['db', 'b'],
    ])
  })
})

it('governs by the mark and by having a target of that kind', () => {
  const neither = objectiveWith({ id: 'neither', governsRto: false, governsRpo: false })
  const empty = objectiveWith({ id: 'empty', rto: null, rpo: null })
  const all = [neither, empty, objectiveWith({ id: 'governs' })]
  expect([governingRto(all)?.id, governingRpo(all)?.id]).toEqual(['governs', 'governs'])
  expect([governingRto([neither, empty]), governingRpo([neither, empty])]).toEqual([null, null])
})
