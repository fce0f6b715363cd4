import { day, instance, KEEP_90_DAYS, keepDays, stamp } from '@/lib/sandbox/world/building'
import type { Account } from '@/lib/sandbox/world/types'

const account = '210000000004'
const region = 'us-east-1'
const west = 'us-west-2'
const production = { account, dbName: 'devonndb', table: 'users', tags: { environment: 'production' } }

/** Devonn.AI: both copies in us-west-2 trail further than its five minutes. */
export const devonn: Account = {
  id: account,
  system: 'devonn',
  name: 'Devonn.AI',
  region,
  instances: [
    instance({
      ...production,
      id: 'devonn-postgres-production',
      region,
      instanceClass: 'db.t3.large',
      multiAz: true,
      masterUsername: 'admin',
      backupWindow: '04:30-05:00',
    }),
    instance({
      ...production,
      id: 'devonn-postgres-replica-production',
      region: west,
      instanceClass: 'db.t3.large',
      masterUsername: 'admin',
      retentionDays: 0,
      replicaOf: { id: 'devonn-postgres-production', region, lagSeconds: [540, 840] },
    }),
    instance({
      ...production,
      id: 'devonn-postgres-dr-production',
      region: west,
      instanceClass: 'db.t3.large',
      masterUsername: 'admin',
      retentionDays: 0,
      replicaOf: { id: 'devonn-postgres-production', region, lagSeconds: [420, 600] },
    }),
  ],
  vaults: [],
  rules: [],
  buckets: [
    { name: 'devonn-backup-production', account, region, versioned: true, lifecycle: KEEP_90_DAYS },
    { name: 'devonn-data-production', account, region, versioned: true, lifecycle: KEEP_90_DAYS },
  ],
  series: [
    {
      account,
      region,
      bucket: 'devonn-backup-production',
      name: 'devonn backup',
      schedule: { kind: 'daily', at: '05:00' },
      pace: { seconds: [900, 1500], delay: [1, 30] },
      keyOf: (started) => `${day(started)}/data.tar.gz`,
      kept: keepDays(30),
      longestDays: 30,
      bytes: [5.1e9, 5.4e9],
    },
    {
      account,
      region,
      bucket: 'devonn-data-production',
      name: 'devonn data',
      schedule: { kind: 'every', minutes: 11, offset: 2 },
      pace: { seconds: [1, 5], delay: [1, 240] },
      keyOf: (started) => `files/${day(started)}/${stamp(started)}.parquet`,
      kept: keepDays(10),
      longestDays: 10,
      bytes: [1e6, 9e6],
    },
  ],
  alarms: [
    {
      account,
      region: west,
      name: 'devonn-postgres-replica-production-lag',
      description: 'Cross-region replica more than 5 minutes behind',
      namespace: 'AWS/RDS',
      metric: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: 'devonn-postgres-replica-production' },
      threshold: 300,
      comparison: 'GreaterThanThreshold',
    },
    {
      account,
      region,
      name: 'devonn-postgres-production-free-storage',
      description: 'Free storage of devonn-postgres-production',
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      dimensions: { DBInstanceIdentifier: 'devonn-postgres-production' },
      threshold: 10e9,
      comparison: 'LessThanThreshold',
    },
  ],
}
