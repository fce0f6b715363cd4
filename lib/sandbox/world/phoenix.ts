import { dashed, instance, KEEP_90_DAYS, keepDays, stamp, underscored } from '@/lib/sandbox/world/building'
import { chance, DAY, type Schedule } from '@/lib/sandbox/world/schedule'
import type { Account, ObjectSeries } from '@/lib/sandbox/world/types'

const account = '210000000005'
const region = 'us-east-1'
const west = 'us-west-2'
const toWest = (delay: [number, number]) => ({ bucket: 'phoenix-backups-dr', region: west, delay })

/** Seven daily, four weekly (Sunday), twelve monthly (the 1st). */
function ladder(slot: number, age: number): boolean {
  const time = new Date(slot)
  if (age <= 7 * DAY) return true
  if (time.getUTCDay() === 0 && age <= 28 * DAY) return true
  return time.getUTCDate() === 1 && age <= 365 * DAY
}

const hex = (digits: number, ...words: (string | number)[]) =>
  Math.floor(chance(...words) * 16 ** digits)
    .toString(16)
    .padStart(digits, '0')

const state = (
  name: string,
  schedule: Schedule,
  keyOf: ObjectSeries['keyOf'],
  bytes: [number, number],
): ObjectSeries => ({
  account,
  region,
  bucket: 'phoenix-backups-primary',
  name: `phoenix ${name}`,
  schedule,
  pace: { seconds: [15, 70], delay: [1, 20] },
  keyOf,
  kept: keepDays(7),
  longestDays: 7,
  bytes,
})

/** Phoenix Platform: metrics are saved every six hours against half an hour; nothing in us-west-2 answers. */
export const phoenix: Account = {
  id: account,
  system: 'phoenix',
  name: 'Phoenix Platform',
  region,
  instances: [
    instance({
      id: 'phoenix',
      account,
      region,
      dbName: 'phoenix',
      table: 'experiments',
      instanceClass: 'db.m6g.large',
      masterUsername: 'phoenix',
      multiAz: true,
      backupWindow: '02:30-03:00',
    }),
    instance({
      id: 'phoenix-dr',
      account,
      region: west,
      dbName: 'phoenix',
      table: 'experiments',
      instanceClass: 'db.m6g.large',
      masterUsername: 'phoenix',
      retentionDays: 0,
      replicaOf: { id: 'phoenix', region, lagSeconds: [3, 60] },
    }),
  ],
  vaults: [],
  rules: [],
  buckets: [
    {
      name: 'phoenix-backups-primary',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'phoenix-backups-dr',
    },
    { name: 'phoenix-backups-dr', account, region: west, versioned: true, lifecycle: KEEP_90_DAYS },
    { name: 'phoenix-backups', account, region, versioned: false },
    { name: 'phoenix-wal-archive', account, region, versioned: false },
  ],
  series: [
    {
      account,
      region,
      bucket: 'phoenix-backups-primary',
      name: 'phoenix full backup',
      schedule: { kind: 'daily', at: '02:00' },
      pace: { seconds: [1500, 2100], delay: [1, 12] },
      keyOf: (started) => `postgres/full/phoenix_${underscored(started)}.dump`,
      kept: ladder,
      longestDays: 365,
      bytes: [7.1e9, 7.4e9],
      replicateTo: toWest([300, 900]),
    },
    {
      account,
      region,
      bucket: 'phoenix-backups-primary',
      name: 'phoenix incremental backup',
      schedule: { kind: 'every', minutes: 15 },
      pace: { seconds: [45, 130], delay: [1, 12] },
      keyOf: (started) => `postgres/incremental/phoenix_${underscored(started)}.dump`,
      kept: keepDays(7),
      longestDays: 7,
      bytes: [30e6, 90e6],
      replicateTo: toWest([30, 240]),
    },
    state(
      'etcd snapshot',
      { kind: 'every', minutes: 60, offset: 5 },
      (t) => `state/etcd-snapshot-${dashed(t)}.db`,
      [90e6, 96e6],
    ),
    state(
      'k8s resources',
      { kind: 'every', minutes: 60, offset: 5 },
      (t) => `state/k8s-resources-${dashed(t)}.yaml`,
      [2e6, 3e6],
    ),
    state(
      'git configs',
      { kind: 'every', minutes: 60, offset: 5 },
      (t) => `state/git-configs-${dashed(t)}.tar.gz`,
      [5e6, 6e6],
    ),
    {
      account,
      region,
      bucket: 'phoenix-backups',
      name: 'phoenix prometheus save',
      schedule: { kind: 'every', minutes: 360 },
      pace: { seconds: [240, 480], delay: [1, 20] },
      keyOf: (started) => `prometheus/${stamp(started)}Z-${hex(12, 'prometheus', started)}/meta.json`,
      kept: keepDays(30),
      longestDays: 30,
      bytes: [700, 900],
      contentType: 'application/json',
    },
    {
      account,
      region,
      bucket: 'phoenix-wal-archive',
      name: 'phoenix wal',
      schedule: { kind: 'every', minutes: 5 },
      pace: { seconds: [1, 4], delay: [1, 5] },
      keyOf: (started) =>
        `00000001${Math.floor(started / 300_000)
          .toString(16)
          .toUpperCase()
          .padStart(16, '0')}`,
      kept: keepDays(7),
      longestDays: 7,
      bytes: [16_777_216, 16_777_216],
    },
  ],
  alarms: [
    {
      account,
      region,
      name: 'phoenix-free-storage',
      description: 'Free storage of phoenix',
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      dimensions: { DBInstanceIdentifier: 'phoenix' },
      threshold: 10e9,
      comparison: 'LessThanThreshold',
    },
  ],
}
