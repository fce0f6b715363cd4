import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'

/** For tests of rules: parts of a plan that are sound and say little; `more` is what the test is about. */

/** A daily AWS Backup at 02:00 UTC of the asset `db` into `vault`, us-east-1. */
export function policyWith(more: Partial<BackupPolicy> = {}): BackupPolicy {
  return {
    ...{ id: 'daily', name: 'Daily backup', asset: 'db', mechanism: 'aws-backup', pointInTime: false },
    ...{ schedule: { kind: 'cron', cron: '0 2 * * *', zone: 'UTC' }, retention: [], window: null, encryption: null },
    ...{ store: { kind: 'vault', vault: 'vault', region: 'us-east-1' }, copies: [], startWindow: 0, grace: 0 },
    ...{ expectedDuration: null, verification: [], assumed: [], source: { section: 's', says: 's' } },
    ...{ contradictions: [], ...more },
  }
}

/** The database `db` of production in us-east-1, its primary. */
export function planAssetWith(more: Partial<PlanAsset> = {}): PlanAsset {
  return {
    ...{ key: 'db', kind: 'db-instance', name: 'The database', identifier: 'db-prod', platform: 'aws', assumed: false },
    ...{ assumedFacts: [], environment: 'production', region: 'us-east-1', role: 'primary', replicaOf: null },
    ...{ engine: null, database: null, settings: {}, restores: [], estimates: [], toFillIn: [], contradictions: [] },
    ...more,
  }
}

/** A plan of the system `orders` in account 210000000001 with nothing in it. */
export function planWith(more: Partial<Plan> = {}): Plan {
  return {
    system: {
      ...{ key: 'orders', name: 'Orders', description: '', classification: null, contradictions: [] },
      account: { id: '210000000001', role: 'read', restoreRole: 'restore', regions: ['us-east-1'], assumed: [] },
    },
    review: {
      ...{ version: null, owner: null, approvedBy: null, lastUpdated: null, nextReview: null, frequency: null },
      ...{ every: null, alsoAfter: [], changes: [], toFillIn: [] },
    },
    ...{ environments: [], objectives: [], assets: [], backups: [], detection: [], scenarios: [], runbooks: [] },
    ...{ checklists: [], verifications: [], roles: [], contacts: [], severities: [], escalation: [] },
    communications: { channels: [], audiences: [], cadence: [], templates: [], publicStates: [] },
    ...{ drills: [], reviews: null, compliance: [], automation: null, audit: null, documents: [] },
    ...{ maintenance: [], resources: [], ...more },
  }
}
