import { describe, expect, it } from 'vitest'
import { judgeSchedule, runsOfCopy, runsOfPolicy } from '@/lib/freshness/runs'
import type { PastRun } from '@/lib/inventory/model/past-run'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 15) // a Sunday
const policy = (id: string, cron: string, more: Partial<BackupPolicy> = {}): BackupPolicy => ({
  id,
  name: id,
  asset: 'db',
  mechanism: 'aws-backup',
  schedule: { kind: 'cron', cron, zone: 'UTC' },
  pointInTime: false,
  retention: [],
  window: null,
  encryption: null,
  store: { kind: 'vault', vault: 'vault', region: 'us-east-1' },
  copies: [],
  startWindow: HOUR,
  grace: 15 * MINUTE,
  expectedDuration: null,
  verification: [],
  assumed: [],
  source: { section: 's', says: 's' },
  contradictions: [],
  ...more,
})
const past = (hours: number, more: Partial<PastRun> = {}): PastRun => ({
  assetId: 's:db',
  mechanism: 'aws-backup',
  location: 'us-east-1/1/vault',
  startedAt: T + hours * HOUR,
  consistentAt: T + hours * HOUR,
  completedAt: T + hours * HOUR + 20 * MINUTE,
  status: 'available',
  policy: null,
  goneAt: null,
  expiresAt: null,
  ...more,
})

describe('runs of a policy', () => {
  const daily = policy('daily', '0 2 * * *')
  const weekly = policy('weekly', '0 1 * * 0')

  it('go to the policy whose slot is nearest before them, where several share a vault', () => {
    const all = [past(1.1), past(2.1), past(26.1)]
    expect(runsOfPolicy(weekly, [daily, weekly], all).map((run) => run.startedAt)).toEqual([T + 1.1 * HOUR])
    expect(runsOfPolicy(daily, [daily, weekly], all)).toHaveLength(2)
  })

  it('are told by the name of their object, and copies by their place', () => {
    const dumps = policy('dump', '0 */6 * * *', {
      mechanism: 'pg-dump',
      store: { kind: 'objects', bucket: 'b', prefix: '', region: 'us-east-1', objectName: null, storageClass: null },
    })
    const copy = {
      mechanism: 'replication' as const,
      store: {
        kind: 'objects' as const,
        bucket: 'c',
        prefix: '',
        region: 'us-west-2',
        objectName: null,
        storageClass: null,
      },
      assumed: true,
      note: null,
    }
    const object = { mechanism: 's3-object', location: 'us-east-1/1/b', policy: 'dump' }
    const all = [
      past(0, object),
      past(6, { ...object, policy: 'other' }),
      past(0, { ...object, location: 'us-west-2/1/c' }),
    ]
    expect(runsOfPolicy(dumps, [dumps], all)).toHaveLength(1)
    expect(runsOfCopy(dumps, copy, [dumps], all)).toHaveLength(1)
  })

  it('prove a miss before the first look, as far back as the oldest point, and no further', () => {
    const now = T + 3 * 24 * HOUR
    const judged = judgeSchedule(
      daily,
      'daily',
      [past(-46), past(2), past(50)].map((run) => ({ startedAt: run.startedAt ?? 0, completedAt: run.completedAt })),
      { firstSeenAt: now - HOUR, confirmedUntil: now, limit: 2 * MINUTE },
      T - 72 * HOUR,
      now,
    )
    expect(judged?.slots.map((slot) => slot.state)).toEqual([
      'unknown',
      'on-time',
      'missed',
      'on-time',
      'missed',
      'on-time',
    ])
    expect(judged?.next).toBe(T + 74 * HOUR)
  })

  it('take what a ladder has thinned out for unknown, not for missed', () => {
    const now = T + 20 * 24 * HOUR
    const ladder = policy('daily', '0 2 * * *', {
      retention: [
        { rung: 'daily', keep: 7 * 24 * HOUR, count: 7 },
        { rung: 'weekly', keep: 28 * 24 * HOUR, count: 4 },
      ],
    })
    const runs = [2, 7 * 24 + 2].map((hour) => ({ startedAt: T + hour * HOUR, completedAt: T + (hour + 1) * HOUR }))
    const judged = judgeSchedule(
      ladder,
      'x',
      runs,
      { firstSeenAt: now - HOUR, confirmedUntil: now, limit: 2 * MINUTE },
      T,
      now,
    )
    const states = judged?.slots.map((slot) => slot.state) ?? []
    expect(states.slice(0, 3)).toEqual(['on-time', 'unknown', 'unknown'])
    expect(states.slice(-6)).toEqual(Array.from({ length: 6 }, () => 'missed'))
  })

  it('are none where no schedule is stated', () => {
    const unstated = policy('x', '', { schedule: { kind: 'none-stated' } })
    expect(judgeSchedule(unstated, 'x', [], { firstSeenAt: T, confirmedUntil: T, limit: 1 }, T, T)).toBeNull()
  })
})
