import { instance, KEEP_90_DAYS, keepDays, stamp, underscored } from '@/lib/sandbox/world/building'
import { DAY } from '@/lib/sandbox/world/schedule'
import type { Account } from '@/lib/sandbox/world/types'

const account = '210000000003'
const region = 'us-east-1'
const eu = 'eu-west-1'
const toEu = (bucket: string) => ({ bucket, region: eu, delay: [60, 480] as [number, number] })

/** 30 days of every run, 90 days of Sundays' first, a year of each month's first. */
function ladder(slot: number, age: number): boolean {
  const time = new Date(slot)
  const first = time.getUTCHours() === 0
  if (age <= 30 * DAY) return true
  if (first && time.getUTCDay() === 0 && age <= 90 * DAY) return true
  return first && time.getUTCDate() === 1 && age <= 365 * DAY
}

/** FruitfulPlanet: dumps every six hours, and what its plan never states: automated backups and a healthy replica. */
export const fruitfulplanet: Account = {
  id: account,
  system: 'fruitfulplanet',
  name: 'FruitfulPlanet',
  region,
  instances: [
    instance({
      id: 'fruitfulplanet-prod',
      account,
      region,
      dbName: 'fruitfulplanet',
      table: 'users',
      backupWindow: '04:00-04:30',
      tags: { environment: 'production' },
    }),
    instance({
      id: 'fruitfulplanet-replica-eu',
      account,
      region: eu,
      dbName: 'fruitfulplanet',
      table: 'users',
      retentionDays: 0,
      replicaOf: { id: 'fruitfulplanet-prod', region, lagSeconds: [2, 45] },
      tags: { environment: 'production' },
    }),
  ],
  vaults: [],
  rules: [],
  buckets: [
    {
      name: 'fruitfulplanet-backups',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'fruitfulplanet-backups-eu',
    },
    { name: 'fruitfulplanet-backups-eu', account, region: eu, versioned: true, lifecycle: KEEP_90_DAYS },
    {
      name: 'fruitfulplanet-uploads',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'fruitfulplanet-uploads-eu',
    },
    { name: 'fruitfulplanet-uploads-eu', account, region: eu, versioned: true, lifecycle: KEEP_90_DAYS },
  ],
  series: [
    {
      account,
      region,
      bucket: 'fruitfulplanet-backups',
      name: 'fruitfulplanet dump',
      schedule: { kind: 'every', minutes: 360 },
      pace: { seconds: [960, 1320], delay: [2, 15] },
      keyOf: (started) => `database/fruitfulplanet_production_${underscored(started)}.sql.gz`,
      kept: ladder,
      longestDays: 365,
      bytes: [2.3e9, 2.5e9],
      latestKey: 'latest.sql.gz',
      replicateTo: toEu('fruitfulplanet-backups-eu'),
    },
    {
      account,
      region,
      bucket: 'fruitfulplanet-backups',
      name: 'fruitfulplanet redis',
      schedule: { kind: 'every', minutes: 360 },
      pace: { seconds: [10, 25], delay: [1, 10] },
      keyOf: (started) => `redis/dump_${underscored(started)}.rdb`,
      kept: keepDays(30),
      longestDays: 30,
      bytes: [70e6, 90e6],
      replicateTo: toEu('fruitfulplanet-backups-eu'),
    },
    {
      account,
      region,
      bucket: 'fruitfulplanet-uploads',
      name: 'fruitfulplanet uploads',
      schedule: { kind: 'every', minutes: 17, offset: 3 },
      pace: { seconds: [1, 6], delay: [1, 500] },
      keyOf: (started) => `uploads/${stamp(started).slice(0, 8)}/${stamp(started)}.jpg`,
      kept: keepDays(10),
      longestDays: 10,
      bytes: [40e3, 3e6],
      replicateTo: toEu('fruitfulplanet-uploads-eu'),
    },
  ],
  alarms: [
    {
      account,
      region: eu,
      name: 'fruitfulplanet-replica-eu-lag',
      description: 'Replica in eu-west-1 more than 10 minutes behind',
      namespace: 'AWS/RDS',
      metric: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: 'fruitfulplanet-replica-eu' },
      threshold: 600,
      comparison: 'GreaterThanThreshold',
    },
  ],
}
