import { describe, expect, it } from 'vitest'
import { runsOfCopy, runsOfPolicy, scheduleOf } from '@/lib/freshness/runs'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { runWith } from '@/lib/inventory/testing/samples'
import type { BackupCopy, BackupPolicy, BackupStore, PolicySchedule } from '@/lib/plans/model/backups'
import { policyWith } from '@/lib/plans/testing/samples'
import { HOUR, MINUTE, SECOND } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 15) // a Sunday
const policy = (id: string, cron: string, more: Partial<BackupPolicy> = {}) =>
  policyWith({ id, name: id, schedule: { kind: 'cron', cron, zone: 'UTC' }, ...more })
const past = (hours: number, more: Partial<PastRun> = {}) => runWith(T + hours * HOUR, more)
const objects = (bucket: string, region: string): BackupStore => ({
  ...{ kind: 'objects', bucket, prefix: '', region, objectName: null, storageClass: null },
})
const copyTo = (store: BackupStore): BackupCopy => ({ mechanism: 'replication', store, assumed: true, note: null })
const daily = policy('daily', '0 2 * * *')
const weekly = policy('weekly', '0 1 * * 0')

describe('the schedule of a policy', () => {
  it.each<[PolicySchedule, boolean]>([
    [{ kind: 'cron', cron: '0 2 * * *', zone: 'UTC' }, true],
    [{ kind: 'rate', every: HOUR }, true],
    [{ kind: 'continuous' }, false],
    [{ kind: 'on-demand', occasions: [] }, false],
    [{ kind: 'none-stated' }, false],
  ])('%j can be followed: %s', (schedule, followed) => {
    expect(scheduleOf(policyWith({ schedule }))).toEqual(followed ? schedule : null)
  })
})

describe('the runs of a policy', () => {
  it('have started and completed as they were seen; only a whole point is a run that succeeded', () => {
    const run = { startedAt: T, completedAt: T + 20 * MINUTE, failed: false }
    expect(runsOfPolicy(daily, [daily], [past(0)])).toEqual([run])
    expect(runsOfPolicy(daily, [daily], [past(0, { startedAt: null, consistentAt: T + 1 })])).toEqual([
      { ...run, startedAt: T + 1 },
    ])
    expect(runsOfPolicy(daily, [daily], [past(0, { consistentAt: T + 1 })])).toEqual([run])
    for (const status of ['failed', 'partial']) {
      expect(runsOfPolicy(daily, [daily], [past(0, { status })])).toEqual([{ ...run, failed: true }])
    }
  })

  const dumps = policy('dump', '0 */6 * * *', { mechanism: 'pg-dump', store: objects('b', 'us-east-1') })
  const object = { mechanism: 's3-object', location: 'us-east-1/1/b' }
  const rds = { location: 'us-east-1/1/rds' }
  const automated = policy('a', '0 3 * * *', { mechanism: 'rds-automated', store: { kind: 'rds', region: null } })
  const manual = policy('m', '0 3 * * *', { mechanism: 'rds-snapshot', store: { kind: 'rds', region: null } })

  it.each<[string, BackupPolicy, Partial<PastRun>, number]>([
    ['AWS Backup: a point in its vault', daily, {}, 1],
    ['AWS Backup: not one of another vault', daily, { location: 'us-east-1/1/other' }, 0],
    ['AWS Backup: not one of another vault that ends the same', daily, { location: 'us-east-1/1/old-vault' }, 0],
    ['AWS Backup: not one in another region', daily, { location: 'us-west-2/1/vault' }, 0],
    ['AWS Backup: not one in a region that begins the same', daily, { location: 'us-east-10/1/vault' }, 0],
    ['AWS Backup: not a copy that was put there', daily, { mechanism: 'aws-backup-copy' }, 0],
    ['AWS Backup: nothing where the plan names no vault', { ...daily, store: null }, {}, 0],
    ['a dump that carries its name', dumps, { ...object, policy: 'dump' }, 1],
    ['a dump that carries no name', dumps, object, 1],
    ['not a dump of another name', dumps, { ...object, policy: 'other' }, 0],
    ['not a dump in another bucket', dumps, { ...object, location: 'us-east-1/1/c', policy: 'dump' }, 0],
    ['no object of another mechanism', dumps, { ...object, mechanism: 'aws-backup', policy: 'dump' }, 0],
    ['automated: RDS’s own snapshot', automated, { ...rds, mechanism: 'rds-snapshot-automated' }, 1],
    ['automated: none that somebody made', automated, { ...rds, mechanism: 'rds-snapshot-manual' }, 0],
    ['snapshots: one that somebody made', manual, { ...rds, mechanism: 'rds-snapshot-manual' }, 1],
    ['snapshots: none of RDS’s own', manual, { ...rds, mechanism: 'rds-snapshot-automated' }, 0],
  ])('are told by mechanism and store: %s', (_, one, more, count) => {
    expect(runsOfPolicy(one, [one], [past(2, more)])).toHaveLength(count)
  })

  const starts = (one: BackupPolicy, siblings: BackupPolicy[], all: PastRun[]) =>
    runsOfPolicy(one, siblings, all).map((run) => (run.startedAt - T) / HOUR)

  it('go to the policy whose slot is nearest before them, where several share a vault', () => {
    const all = [past(1.1), past(2.1), past(26.1), past(24 * 7 + 1.5)]
    expect(starts(weekly, [daily, weekly], all)).toEqual([1.1, 24 * 7 + 1.5])
    expect(starts(daily, [daily, weekly], all)).toEqual([2.1, 26.1])
    expect(starts(daily, [daily, weekly], [])).toEqual([])
  })

  it('go to the nearest of three', () => {
    const hourly = policy('hourly', '30 1 * * *')
    const siblings = [daily, weekly, hourly]
    expect(siblings.map((one) => starts(one, siblings, [past(1.1), past(1.6), past(2.1)]))).toEqual([
      [2.1],
      [1.1],
      [1.6],
    ])
  })

  it('go back far enough for a slot of days ago', () => {
    const monday = policy('a-monday', '0 1 * * 1')
    const all = [past(6 * 24)]
    expect(starts(weekly, [monday, weekly], all)).toEqual([])
    expect(starts(monday, [monday, weekly], all)).toEqual([144])
    const sunday = policy('z-sunday', '0 1 * * 0')
    const later = policy('a-later', '0 1 1 1 *')
    expect(starts(sunday, [sunday, later], all)).toEqual([144])
  })

  it('go by when they were consistent where no start is known', () => {
    const nameless = [1.1, 2.1].map((hours) => past(hours, { startedAt: null }))
    expect(starts(daily, [daily, weekly], nameless)).toEqual([2.1])
    const dragged = past(1.1, { consistentAt: T + 3 * HOUR })
    expect(starts(daily, [daily, weekly], [dragged])).toEqual([])
  })

  it('may be stamped half a minute before their slot, and not a millisecond earlier', () => {
    const early = (ms: number) => past(2, { startedAt: T + 2 * HOUR - ms })
    expect(runsOfPolicy(daily, [daily, weekly], [early(30 * SECOND)])).toHaveLength(1)
    expect(runsOfPolicy(daily, [daily, weekly], [early(30 * SECOND + 1)])).toHaveLength(0)
  })

  it('go to one of two that run at the same time: to the one whose id comes first', () => {
    const twin = policy('a-twin', '0 2 * * *')
    const all = [past(2), past(26)]
    expect(starts(twin, [daily, twin], all)).toEqual([2, 26])
    expect(starts(daily, [daily, twin], all)).toEqual([])
  })

  it('stay with the policy that they name, whatever slot is nearest', () => {
    const weeklyDump = policy('weekly-dump', '0 1 * * 0', { mechanism: 'pg-dump', store: objects('b', 'us-east-1') })
    const all = [past(1.1, { ...object, policy: 'dump' }), past(1.1, object)]
    expect(starts(dumps, [dumps, weeklyDump], all)).toEqual([1.1])
    expect(starts(weeklyDump, [dumps, weeklyDump], all)).toEqual([1.1])
  })

  it.each<[string, BackupPolicy, number]>([
    ['into another vault', { ...weekly, store: { kind: 'vault', vault: 'other', region: 'us-east-1' } }, 2],
    ['in another region', { ...weekly, store: { kind: 'vault', vault: 'vault', region: 'us-west-2' } }, 2],
    ['by another mechanism', { ...weekly, mechanism: 'pg-dump' }, 2],
    ['into no store that is named', { ...weekly, store: null }, 2],
    ['without a schedule', { ...weekly, schedule: { kind: 'none-stated' } }, 2],
    ['into the same vault', weekly, 1],
  ])('lose none to a policy %s', (_, rival, count) => {
    expect(runsOfPolicy(daily, [daily, rival], [past(1.1), past(2.1)])).toHaveLength(count)
  })

  it('are all of the store where the policy itself follows no schedule', () => {
    const unscheduled = { ...daily, schedule: { kind: 'none-stated' as const } }
    expect(runsOfPolicy(unscheduled, [unscheduled, weekly], [past(1.1), past(2.1)])).toHaveLength(2)
  })

  it('are shared out among policies whose store has no name, too', () => {
    const nightly = { ...automated, id: 'nightly' }
    const snapshots = [past(3, { ...rds, mechanism: 'rds-snapshot-automated' })]
    expect(runsOfPolicy(automated, [automated, nightly], snapshots)).toHaveLength(1)
    expect(runsOfPolicy(nightly, [automated, nightly], snapshots)).toHaveLength(0)
  })
})

describe('the runs of a copy', () => {
  const there = { location: 'us-west-2/1/c', mechanism: 's3-object' }
  const copy = copyTo(objects('c', 'us-west-2'))
  const count = (all: PastRun[], siblings = [daily, weekly], one = daily) => runsOfCopy(one, copy, siblings, all).length

  it('are told by their place and carry the time of their original', () => {
    const run = past(5, { ...there, consistentAt: T + 2 * HOUR, completedAt: T + 6 * HOUR })
    expect(runsOfCopy(daily, copy, [daily], [run])).toEqual([
      { startedAt: T + 2 * HOUR, completedAt: T + 6 * HOUR, failed: false },
    ])
  })

  it.each<[string, Partial<PastRun>, number]>([
    ['in its bucket', {}, 1],
    ['with the name of the policy', { policy: 'daily' }, 1],
    ['with the name of another', { policy: 'weekly' }, 0],
    ['in another bucket', { location: 'us-west-2/1/d' }, 0],
    ['in another region', { location: 'us-east-1/1/c' }, 0],
  ])('count %s', (_, more, expected) => {
    expect(count([past(2, { ...there, ...more })])).toBe(expected)
  })

  it('are shared out as the originals are', () => {
    const all = [past(1.1, there), past(2.1, there)]
    expect(count(all)).toBe(1)
    expect(count(all, [daily, { ...weekly, mechanism: 'pg-dump' }])).toBe(2)
    expect(count(all, [daily])).toBe(2)
    expect(count(all, [daily, weekly], weekly)).toBe(1)
  })

  it.each<BackupStore>([
    { kind: 'rds', region: 'us-west-2' },
    { kind: 'instance', instance: 'c', region: 'us-west-2' },
    { kind: 'elsewhere', place: 'us-west-2/1/c' },
  ])('are none in $kind, where no point can be told', (store) => {
    expect(runsOfCopy(daily, copyTo(store), [daily], [past(2, there)])).toEqual([])
  })
})
