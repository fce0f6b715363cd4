import { instance, KEEP_90_DAYS, keepDays, stamp, underscored } from '@/lib/sandbox/world/building'
import type { Account } from '@/lib/sandbox/world/types'

const account = '210000000002'
const region = 'us-east-1'
const west = 'us-west-2'
const replica = { region: west, delay: [45, 600] as [number, number] }

/** The job that missed one run (world/missed.ts says which). */
export const SOLO_DUMP = 'solosuccess dump'

/** SoloSuccess AI: four dumps a day, one of which never came. */
export const solosuccess: Account = {
  id: account,
  system: 'solosuccess',
  name: 'SoloSuccess AI',
  region,
  instances: [
    instance({
      id: 'production-solosuccess-db',
      account,
      region,
      dbName: 'solosuccess_production',
      table: 'users',
      retentionDays: 30,
      backupWindow: '00:00-00:30',
      masterUsername: 'solosuccess',
      multiAz: true,
      tags: { system: 'solosuccess', environment: 'production' },
    }),
  ],
  vaults: [],
  rules: [],
  buckets: [
    {
      name: 'solosuccess-backups',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'solosuccess-backups-us-west-2',
    },
    { name: 'solosuccess-backups-us-west-2', account, region: west, versioned: true, lifecycle: KEEP_90_DAYS },
    {
      name: 'solosuccess-uploads',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'solosuccess-uploads-us-west-2',
    },
    { name: 'solosuccess-uploads-us-west-2', account, region: west, versioned: true, lifecycle: KEEP_90_DAYS },
    { name: 'solosuccess-terraform-state', account, region, versioned: true, lifecycle: KEEP_90_DAYS },
  ],
  series: [
    {
      account,
      region,
      bucket: 'solosuccess-backups',
      name: SOLO_DUMP,
      schedule: { kind: 'every', minutes: 360 },
      pace: { seconds: [420, 660], delay: [1, 20] },
      keyOf: (started) => `database/solosuccess_production_${underscored(started)}.sql.gz`,
      kept: keepDays(30),
      longestDays: 30,
      bytes: [1.1e9, 1.2e9],
      storageClass: 'STANDARD_IA',
      replicateTo: { bucket: 'solosuccess-backups-us-west-2', ...replica },
    },
    {
      account,
      region,
      bucket: 'solosuccess-uploads',
      name: 'solosuccess uploads',
      schedule: { kind: 'every', minutes: 23, offset: 7 },
      pace: { seconds: [1, 6], delay: [1, 600] },
      keyOf: (started) => `uploads/${stamp(started).slice(0, 8)}/${stamp(started)}.bin`,
      kept: keepDays(10),
      longestDays: 10,
      bytes: [20e3, 4e6],
      replicateTo: { bucket: 'solosuccess-uploads-us-west-2', ...replica },
    },
    {
      account,
      region,
      bucket: 'solosuccess-terraform-state',
      name: 'solosuccess terraform apply',
      schedule: { kind: 'weekly', weekday: 4, at: '10:15' },
      pace: { seconds: [40, 300], delay: [5, 1200] },
      keyOf: () => 'production/terraform.tfstate',
      kept: keepDays(14),
      longestDays: 14,
      bytes: [180e3, 190e3],
      contentType: 'application/json',
    },
  ],
  alarms: [
    {
      account,
      region,
      name: 'solosuccess-backup-status',
      description: 'A scheduled backup failed in the last 24 h (BackupStatus: 1 is good)',
      namespace: 'SoloSuccess/Backups',
      metric: 'BackupStatus',
      dimensions: { DBInstanceIdentifier: 'production-solosuccess-db' },
      threshold: 1,
      comparison: 'LessThanThreshold',
    },
  ],
}
