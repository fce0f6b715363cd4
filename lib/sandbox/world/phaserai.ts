import { day, instance, KEEP_90_DAYS, keepDays, underscored } from '@/lib/sandbox/world/building'
import type { Account, BackupRule } from '@/lib/sandbox/world/types'

const account = '210000000001'
const region = 'us-east-1'
const west = 'us-west-2'

const rule = (environment: string, name: string, more: Pick<BackupRule, 'schedule' | 'retentionDays'>): BackupRule => ({
  account,
  region,
  plan: `phaserai-${environment}-backup-plan`,
  rule: name,
  vault: `phaserai-${environment}-vault`,
  instance: `phaserai-${environment}`,
  pace: { seconds: environment === 'prod' ? [1080, 1560] : [360, 600], delay: [60, 420] },
  ...more,
  ...(environment === 'prod' && {
    copyTo: {
      region: west,
      vault: 'phaserai-prod-vault',
      retentionDays: more.retentionDays,
      pace: { seconds: [1500, 2400], delay: [30, 90] },
    },
  }),
})

/** Nobody, root included, may delete a production point before its time. */
const lock = { at: Date.UTC(2024, 10, 10, 9, 41), minDays: 7, maxDays: 2557 }

const weekly = { kind: 'weekly', weekday: 2, at: '15:00' } as const

/** PhaserAI. Its daily points are kept 7 days where the plan says 35: a drift that is on from the start. */
export const phaserai: Account = {
  id: account,
  system: 'phaserai',
  name: 'PhaserAI',
  region,
  instances: [
    instance({
      id: 'phaserai-prod',
      account,
      region,
      dbName: 'phaserai_prod',
      table: 'app_8b514_users',
      instanceClass: 'db.t3.small',
      multiAz: true,
      backupWindow: '01:00-02:00',
      maintenanceWindow: 'sun:02:00-sun:03:00',
      tags: { environment: 'production' },
    }),
    ...['staging', 'dev'].map((environment) =>
      instance({
        id: `phaserai-${environment}`,
        account,
        region,
        dbName: `phaserai_${environment}`,
        table: 'app_8b514_users',
        instanceClass: 'db.t3.small',
        storageGb: 50,
        retentionDays: 0,
        deletionProtection: false,
        backupWindow: '01:00-02:00',
        maintenanceWindow: 'sun:02:00-sun:03:00',
        tags: { environment: environment === 'dev' ? 'development' : environment },
      }),
    ),
  ],
  vaults: [
    { name: 'phaserai-prod-vault', region, lock },
    { name: 'phaserai-staging-vault', region },
    { name: 'phaserai-dev-vault', region },
    { name: 'phaserai-prod-vault', region: west, lock },
  ],
  rules: [
    rule('prod', 'daily', { schedule: { kind: 'daily', at: '02:00' }, retentionDays: 35 }),
    rule('prod', 'weekly', { schedule: { kind: 'weekly', weekday: 0, at: '01:00' }, retentionDays: 365 }),
    rule('prod', 'monthly', { schedule: { kind: 'monthly', day: 1, at: '00:00' }, retentionDays: 2557 }),
    rule('staging', 'daily', { schedule: { kind: 'daily', at: '03:00' }, retentionDays: 7 }),
    rule('dev', 'daily', { schedule: { kind: 'daily', at: '04:00' }, retentionDays: 3 }),
  ],
  buckets: [
    {
      name: 'phaserai-prod-database-backups',
      account,
      region,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
      replicaBucket: 'phaserai-prod-database-backups-us-west-2',
    },
    {
      name: 'phaserai-prod-database-backups-us-west-2',
      account,
      region: west,
      versioned: true,
      lifecycle: KEEP_90_DAYS,
    },
    { name: 'phaserai-prod-frontend', account, region, versioned: true, lifecycle: KEEP_90_DAYS },
  ],
  series: [
    {
      account,
      region,
      bucket: 'phaserai-prod-database-backups',
      name: 'phaserai pre-deployment dump',
      schedule: weekly,
      pace: { seconds: [240, 420], delay: [5, 900] },
      keyOf: (started) => `pre-deployment/phaserai_prod_${underscored(started)}.sql.gz`,
      kept: keepDays(180),
      longestDays: 180,
      bytes: [610e6, 640e6],
      replicateTo: { bucket: 'phaserai-prod-database-backups-us-west-2', region: west, delay: [40, 400] },
    },
    {
      account,
      region,
      bucket: 'phaserai-prod-frontend',
      name: 'phaserai frontend deployment',
      schedule: weekly,
      pace: { seconds: [20, 60], delay: [1800, 2400] },
      keyOf: (started) => `releases/${day(started)}/index.html`,
      kept: keepDays(60),
      longestDays: 60,
      bytes: [2000, 4000],
      storageClass: 'STANDARD',
      contentType: 'text/html',
    },
  ],
  alarms: [
    {
      account,
      region,
      name: 'phaserai-prod-database-connections',
      description: 'Database connectivity of phaserai-prod',
      namespace: 'AWS/RDS',
      metric: 'DatabaseConnections',
      dimensions: { DBInstanceIdentifier: 'phaserai-prod' },
      threshold: 1,
      comparison: 'LessThanThreshold',
    },
    {
      account,
      region,
      name: 'phaserai-prod-free-storage',
      description: 'Free storage of phaserai-prod',
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      dimensions: { DBInstanceIdentifier: 'phaserai-prod' },
      threshold: 10e9,
      comparison: 'LessThanThreshold',
    },
  ],
}
