import { describe, expect, it } from 'vitest'
import { designOfPolicy, designOfSources } from '@/lib/freshness/mechanisms'
import type { DesignMechanism, Source } from '@/lib/freshness/types'
import type { Mechanism, PolicySchedule } from '@/lib/plans/model/backups'
import { policyWith } from '@/lib/plans/testing/samples'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const CONTINUOUS: PolicySchedule = { kind: 'continuous' }
const pitr: DesignMechanism = {
  ...{ name: 'Point-in-time recovery', kind: 'pitr', interval: null, duration: MINUTE, grace: 0 },
}
const daily: DesignMechanism = {
  ...{ name: 'Daily backup', kind: 'schedule', interval: DAY, duration: 12 * MINUTE, grace: 10 * MINUTE },
}

describe('a policy in the design check', () => {
  const policy = policyWith({ grace: 10 * MINUTE })

  it('is its schedule, with what a run takes and what is added', () => {
    expect(designOfPolicy(policy, 12 * MINUTE)).toEqual([daily])
  })

  it('of a rate has the rate as its interval', () => {
    const rate: PolicySchedule = { kind: 'rate', every: 6 * HOUR }
    expect(designOfPolicy({ ...policy, schedule: rate }, 12 * MINUTE)).toEqual([{ ...daily, interval: 6 * HOUR }])
  })

  it('has point-in-time recovery beside its schedule where the plan states it', () => {
    expect(designOfPolicy({ ...policy, pointInTime: true }, 12 * MINUTE)).toEqual([pitr, daily])
  })

  it('without a schedule stated has no interval that could be counted', () => {
    const unstated = policyWith({ schedule: { kind: 'none-stated' }, grace: 10 * MINUTE })
    const vague = { ...daily, interval: null, duration: 0, grace: 0 }
    expect(designOfPolicy(unstated, 12 * MINUTE)).toEqual([vague])
    expect(designOfPolicy({ ...unstated, pointInTime: true }, 12 * MINUTE)).toEqual([pitr, vague])
  })

  it('made by hand is nothing to count on', () => {
    expect(
      designOfPolicy(policyWith({ schedule: { kind: 'on-demand', occasions: [] }, pointInTime: true }), 1),
    ).toEqual([])
  })

  it.each<[Mechanism, DesignMechanism['kind']]>([
    ['replica', 'replica'],
    ['versioning', 'versions'],
    ['git', 'versions'],
    ['secrets', 'versions'],
    ['registry', 'versions'],
    ['wal-archive', 'stream'],
    ['replication', 'stream'],
  ])('of %s all the time is a %s', (mechanism, kind) => {
    const base = { name: 'Daily backup', kind, interval: null, duration: 0, grace: 0 }
    expect(designOfPolicy({ ...policy, mechanism, schedule: CONTINUOUS }, HOUR)).toEqual([base])
    expect(designOfPolicy({ ...policy, mechanism, schedule: CONTINUOUS, pointInTime: true }, HOUR)).toEqual([
      pitr,
      base,
    ])
  })
})

describe('what is found in the account and follows by itself', () => {
  const source = (more: Partial<Source>): Source => ({
    ...{ mechanism: 'x', location: 'l', region: 'r', kind: 'points', newest: null, observedAt: 0, limit: 0, ...more },
  })
  const follows = { interval: null, duration: 0, grace: 0 }

  it.each<[string, Source, DesignMechanism[]]>([
    ['a restore window', source({ kind: 'window', window: { earliest: 0, latest: 1 } }), [pitr]],
    ['no window yet', source({ kind: 'window', window: null }), []],
    ['a replica in sync', source({ kind: 'replica', lag: 0 }), [{ ...follows, name: 'Replica', kind: 'replica' }]],
    ['a replica nobody measured', source({ kind: 'replica', lag: null }), []],
    ['a replica without any reading', source({ kind: 'replica' }), []],
    ['versions', source({ kind: 'versions' }), [{ ...follows, name: 'S3 versioning', kind: 'versions' }]],
    ['points, whatever else is said of them', source({ window: { earliest: 0, latest: 1 }, lag: 0 }), []],
  ])('%s', (_, found, design) => {
    expect(designOfSources([found])).toEqual(design)
  })

  it('is all of it, in the order of the sources', () => {
    const all = [source({ kind: 'versions' }), source({}), source({ kind: 'replica', lag: 1 })]
    expect(designOfSources(all).map(({ kind }) => kind)).toEqual(['versions', 'replica'])
  })
})
