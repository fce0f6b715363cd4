import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { PastRun } from '@/lib/inventory/model/past-run'

/** For tests of rules: facts as they are read of an account; `more` is what the test is about. */

/** The database `db` of the system `orders` in us-east-1; nothing protects it. */
export function assetWith(more: Partial<AssetState> = {}): AssetState {
  return {
    ...{ id: 'orders:db', system: 'orders', key: 'db', kind: 'db-instance', name: 'The database' },
    ...{ identifier: 'db-prod', region: 'us-east-1', accountId: '210000000001', environment: 'production' },
    ...{ resourceId: 'db-1', planned: true, assumed: false, status: 'available', facts: {}, firstSeenAt: null },
    ...{ confirmedAt: null, goneAt: null, collectorId: null, mechanisms: [], replicaLag: null, alarms: [] },
    ...{ version: 1, ...more },
  }
}

/** A collector whose last reading went well, every five minutes; its region and service are those of its id. */
export function collectorWith(id: string, more: Partial<CollectorState> = {}): CollectorState {
  const [, , region = '', service = ''] = id.split('/')
  return {
    ...{ id, region, service, intervalMs: 5 * 60_000, lastAttemptAt: null, lastSuccessAt: null, failingSince: null },
    ...{ errorCode: null, errorText: null, incomplete: false, ...more },
  }
}

/** A completed AWS Backup point of `orders:db` in `vault`, us-east-1; it took 20 minutes. */
export function runWith(startedAt: number, more: Partial<PastRun> = {}): PastRun {
  return {
    ...{ assetId: 'orders:db', mechanism: 'aws-backup', location: 'us-east-1/210000000001/vault' },
    ...{ startedAt, consistentAt: startedAt, completedAt: startedAt + 20 * 60_000, status: 'available' },
    ...{ policy: null, goneAt: null, expiresAt: null, ...more },
  }
}
