import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'
import { formatDuration } from '@/lib/time/durations'

/** The figures of the systems' own documents, by table. Durations are compared as people read them. */

function planOf(system: string): Plan {
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join('\n'))
  return parsed.plan
}

const show = (ms: number | null | undefined) =>
  typeof ms === 'number' ? formatDuration(ms).replaceAll('\u00a0', ' ') : '–'
const plans = Object.fromEntries(
  ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix'].map((key) => [key, planOf(key)]),
)
const plan = (key: string) => plans[key] as Plan

describe('objectives', () => {
  const objectives = {
    phaserai: [
      ['Production', '4 h', '1 h', 'phaserai-prod'],
      ['Staging', '8 h', '1 d', 'phaserai-staging'],
      ['Development', '1 d', '7 d', 'phaserai-dev'],
    ],
    solosuccess: [
      ['Critical systems', '4 h', '–', 'production-solosuccess-db'],
      ['Non-critical systems', '1 d', '–', ''],
      ['Database', '–', '6 h', 'production-solosuccess-db'],
      ['File storage', '–', '1 d', 'solosuccess-uploads'],
      ['Configuration', '–', '0 s', 'solosuccess-terraform-state'],
      ['P0 critical', '1 h', '–', 'production-solosuccess-db'],
      ['P1 high', '4 h', '–', 'solosuccess-ai-service solosuccess-frontend'],
      ['P2 medium', '12 h', '–', ''],
      ['P3 low', '1 d', '–', ''],
    ],
    fruitfulplanet: [['Application', '4 h', '1 h', 'fruitfulplanet-prod fruitfulplanet-redis fruitfulplanet-uploads']],
    devonn: [
      ['Critical services', '1 h', '–', 'devonn-postgres-production devonn-eks-production devonn-api'],
      ['Secondary services', '4 h', '–', ''],
      ['Tertiary services', '1 d', '–', ''],
      ['Database', '–', '5 m', 'devonn-postgres-production'],
      ['File storage', '–', '15 m', 'devonn-data-production'],
      ['Configuration', '–', '1 h', ''],
    ],
    phoenix: [
      ['Platform', '2 h', '15 m', 'phoenix'],
      ['P0 critical', '30 m', '5 m', 'phoenix'],
      ['P1 high', '1 h', '15 m', ''],
      ['P2 medium', '2 h', '30 m', 'prometheus'],
      ['P3 low', '4 h', '1 h', ''],
    ],
  }
  test.each(Object.entries(objectives))('of %s', (key, rows) => {
    const found = plan(key).objectives.map(({ name, rto, rpo, covers }) => [
      name,
      show(rto?.target),
      show(rpo?.target),
      covers.join(' '),
    ])
    expect(found).toEqual(rows)
  })

  test('availability, tolerance and services', () => {
    expect(
      plan('phaserai').objectives.map(({ availability, dataLossTolerance }) => [
        availability?.target,
        show(dataLossTolerance),
      ]),
    ).toEqual([
      [99.9, '1 h'],
      [99, '1 d'],
      [95, '7 d'],
    ])
    expect(
      plan('solosuccess')
        .objectives.map(({ services }) => services.join(', '))
        .slice(5),
    ).toEqual([
      'Database, Authentication service, Core API endpoints',
      'AI service, Frontend application, Payment processing',
      'Analytics, Notifications, Background jobs',
      'Reporting, Admin tools, Non-critical features',
    ])
  })

  test("Phoenix's maxima, MTTR and integrity", () => {
    const [platform] = plan('phoenix').objectives
    expect([platform?.rto?.max, platform?.rpo?.max, platform?.mttr?.target, platform?.mttr?.max].map(show)).toEqual([
      '4 h',
      '30 m',
      '1 h',
      '2 h',
    ])
    expect(platform?.integrity).toEqual({ target: 100, minimum: 99.99 })
  })

  test('"real time" is kept apart from a short duration', () => {
    const configuration = plan('solosuccess').objectives.find(({ id }) => id === 'configuration')
    expect(configuration?.rpo).toEqual({ target: 0, max: null, realTime: true })
  })
})

describe('backups', () => {
  const backups = {
    phaserai: [
      ['production-daily', 'aws-backup', '0 2 * * * UTC', 'daily 35 d'],
      ['production-weekly', 'aws-backup', '0 1 * * 0 UTC', 'weekly 1 y'],
      ['production-monthly', 'aws-backup', '0 0 1 * * UTC', 'monthly 7 y'],
      ['staging-daily', 'aws-backup', '0 3 * * * UTC', 'daily 7 d'],
      ['development-daily', 'aws-backup', '0 4 * * * UTC', 'daily 3 d'],
      ['production-automated', 'rds-automated', '0 1 * * * UTC', 'all 7 d'],
      ['production-manual', 'rds-snapshot', 'on-demand', ''],
      ['production-bucket', 'pg-dump', 'none-stated', ''],
    ],
    solosuccess: [
      ['database-automated', 'rds-automated', '0 0 * * * UTC', 'all 30 d'],
      ['database-dump', 'pg-dump', '0 0,6,12,18 * * * UTC', 'all 30 d'],
      ['files-versioning', 'versioning', 'continuous', 'all 90 d'],
      ['terraform-versioning', 'versioning', 'continuous', ''],
      ['configuration-git', 'git', 'continuous', ''],
      ['secrets', 'secrets', 'none-stated', ''],
      ['images', 'registry', 'none-stated', ''],
      ['npm-packages', 'object-copy', 'none-stated', ''],
    ],
    fruitfulplanet: [
      ['database-dump', 'pg-dump', 'every 6 h', 'daily 30 d, weekly 90 d, monthly 1 y'],
      ['database-manual', 'pg-dump', 'on-demand', ''],
      ['sessions-rdb', 'redis-rdb', 'every 6 h', ''],
      ['sessions-aof', 'redis-aof', 'continuous', ''],
      ['uploads-versioning', 'versioning', 'continuous', ''],
      ['manifests-git', 'git', 'none-stated', ''],
      ['sealed-secrets', 'secrets', 'none-stated', ''],
    ],
    devonn: [
      ['database-automated', 'rds-automated', 'none-stated', ''],
      ['files-copy', 'object-copy', 'none-stated', ''],
      ['manifests', 'git', 'none-stated', ''],
    ],
    phoenix: [
      ['postgres-full', 'pg-dump', '0 2 * * * UTC', 'daily 7 points, weekly 4 points, monthly 12 points'],
      ['postgres-incremental', 'incremental', '*/15 * * * * UTC', 'daily 7 points, weekly 4 points, monthly 12 points'],
      ['postgres-wal', 'wal-archive', 'continuous', 'daily 7 points, weekly 4 points, monthly 12 points'],
      ['kubernetes-resources', 'kubernetes', 'none-stated', ''],
      ['etcd-snapshot', 'etcd', 'none-stated', ''],
      ['git-configurations', 'git', 'none-stated', ''],
      ['prometheus-snapshot', 'prometheus', '0 */6 * * * UTC', ''],
    ],
  }
  test.each(Object.entries(backups))('of %s', (key, rows) => {
    const found = plan(key).backups.map(({ id, mechanism, schedule, retention }) => [
      id,
      mechanism,
      schedule.kind === 'cron'
        ? `${schedule.cron} ${schedule.zone}`
        : schedule.kind === 'rate'
          ? `every ${show(schedule.every)}`
          : schedule.kind,
      retention.map(({ rung, keep, count }) => `${rung} ${count ? `${count} points` : show(keep)}`).join(', '),
    ])
    expect(found).toEqual(rows)
  })

  test('windows, encryption, storage class and verification', () => {
    const automated = plan('phaserai').backups.find(({ id }) => id === 'production-automated')
    expect(automated).toMatchObject({ pointInTime: true, window: { from: '01:00', to: '02:00', zone: 'UTC' } })
    expect(plan('phaserai').assets[0]?.settings).toEqual({
      instanceClass: 'db.t3.small',
      multiAz: true,
      publiclyAccessible: false,
      encrypted: true,
      subnetGroup: 'phaserai-prod-subnet-group',
      maintenanceWindow: { weekday: 'Sunday', from: '02:00', to: '03:00', zone: 'UTC' },
    })
    const [checks] = plan('phaserai').backups[0]?.verification ?? []
    expect([show(checks?.maxAge), checks?.checks.length, checks?.schedule]).toEqual([
      '1 d 1 h',
      5,
      { kind: 'cron', cron: '0 6 * * *', zone: 'UTC' },
    ])
    expect(plan('solosuccess').backups[1]?.store).toMatchObject({ storageClass: 'Standard-IA' })
    expect(plan('fruitfulplanet').backups[0]?.encryption).toEqual({ algorithm: 'AES-256' })
    expect(
      plan('phoenix')
        .backups.slice(0, 3)
        .map(({ encryption }) => encryption?.algorithm),
    ).toEqual(Array(3).fill('AES-256'))
  })

  test('copies lead to the second location', () => {
    const second = Object.entries(plans).flatMap(([key, { backups: policies }]) =>
      policies.flatMap(({ id, copies }) =>
        copies.map(
          ({ store }) =>
            `${key} ${id} ${store.kind === 'elsewhere' ? store.place : store.kind === 'objects' ? store.bucket : store.kind === 'vault' ? `${store.vault} ${store.region}` : ''}`,
        ),
      ),
    )
    expect(second).toEqual([
      'phaserai production-daily phaserai-prod-vault us-west-2',
      'phaserai production-weekly phaserai-prod-vault us-west-2',
      'phaserai production-monthly phaserai-prod-vault us-west-2',
      'phaserai production-monthly Glacier Deep Archive',
      'phaserai production-bucket phaserai-prod-database-backups-us-west-2',
      'solosuccess database-dump solosuccess-backups-us-west-2',
      'solosuccess files-versioning solosuccess-uploads-us-west-2',
      'fruitfulplanet database-dump fruitfulplanet-backups-eu',
      'fruitfulplanet uploads-versioning fruitfulplanet-uploads-eu',
      'phoenix postgres-full phoenix-backups-dr',
      'phoenix postgres-incremental phoenix-backups-dr',
    ])
  })
})

describe('identity, review and identifiers', () => {
  test.each([
    ['phaserai', 'PhaserAI', '210000000001', '1.0', 'Infrastructure Team', '2025-01-01', '2025-04-01'],
    ['solosuccess', 'SoloSuccess AI', '210000000002', '1.0', 'DevOps Team', '2024-01-15', null],
    ['fruitfulplanet', 'FruitfulPlanet', '210000000003', null, 'DevOps Team', '2025-11-20', '2026-02-20'],
    ['devonn', 'Devonn.AI', '210000000004', null, null, null, null],
    ['phoenix', 'Phoenix Platform', '210000000005', '1.0', null, '2025-01-25', null],
  ])('of %s', (key, name, account, version, owner, lastUpdated, nextReview) => {
    const { system, review } = plan(key)
    expect([system.key, system.name, system.account.id]).toEqual([key, name, account])
    expect(review).toMatchObject({ version, owner, lastUpdated, nextReview })
    expect(system.account.role).toBe(`arn:aws:iam::${account}:role/tidemark-read`)
  })

  test.each([
    [
      'phaserai',
      'phaserai-prod phaserai-prod-vault phaserai-prod-database-backups phaserai-prod-frontend phaserai-prod-database-prod phaserai-prod-api-prod phaserai-prod-api-HealthFunction phaserai-prod-api-UsersFunction /phaserai/prod/ https://github.com/org/phaserai',
    ],
    ['solosuccess', 'production-solosuccess-db solosuccess-production solosuccess-ai-service https://solosuccess.ai'],
    [
      'fruitfulplanet',
      'fruitfulplanet-prod fruitfulplanet-replica-eu fruitfulplanet-backups fruitfulplanet/postgres-0 fruitfulplanet/fruitfulplanet-app fruitfulplanet/app-secrets',
    ],
    [
      'devonn',
      'devonn-postgres-production devonn-postgres-replica-production devonn-postgres-dr-production devonn-backup-production devonn-data-production devonn-eks-production dr-region-context devonn-api devonn-worker',
    ],
    [
      'phoenix',
      'phoenix-dr phoenix-backups-primary phoenix-backups-dr phoenix-backups phoenix-wal-archive eks-us-west-2 https://etcd-cluster:2379 http://prometheus:9090 https://github.com/phoenix/configs.git phoenix-system/phoenix-api',
    ],
  ])('stated by the document of %s are not marked assumed', (key, stated) => {
    for (const identifier of stated.split(' ')) {
      expect(plan(key).assets.find((asset) => asset.identifier === identifier)).toMatchObject({ assumed: false })
    }
  })

  test.each([
    ['phaserai', 'sg-12345678'],
    ['fruitfulplanet', 'Z123'],
    ['devonn', '[zone-id]'],
    ['devonn', '[Current Date]'],
    ['devonn', '[Approver Name]'],
    ['phoenix', '$ZONE_ID'],
  ])('%s: the placeholder %s is to be filled in', (key, placeholder) => {
    const { review, assets } = plan(key)
    const open = [...review.toFillIn, ...assets.flatMap(({ toFillIn }) => toFillIn)]
    expect(open.find((item) => item.placeholder === placeholder)?.where).toBeTruthy()
  })

  test('the tables to verify a restore on', () => {
    const tables = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix'].map(
      (key) => plan(key).assets[0]?.database,
    )
    expect(tables.map((database) => `${database?.name} ${database?.tables}`)).toEqual([
      'phaserai_prod app_8b514_users',
      'solosuccess_production users',
      'fruitfulplanet users',
      'devonndb users',
      'phoenix experiments',
    ])
  })

  test('SoloSuccess estimates', () => {
    const { environments, assets } = plan('solosuccess')
    const estimates = [...assets, ...environments].flatMap((holder) => holder.estimates)
    expect(estimates.map(({ of, low, high }) => `${of}: ${show(low)} to ${show(high)}`)).toEqual([
      'Database from snapshot: 30 m to 1 h',
      'Database from dump: 15 m to 30 m',
      'ECS service: 5 m to 10 m',
      'Frontend: 2 m to 5 m',
      'Complete infrastructure: 2 h to 4 h',
      'Cross-region failover: 4 h to 6 h',
    ])
  })
})
