import { randomUUID } from 'node:crypto'
import { LATER_SECTIONS } from '@/lib/plans/document/plan-of-document'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

/** For tests only: a plan of four objectives, one of which its database can meet. */
export const NOW = Date.UTC(2026, 10, 21, 14, 32)
export const SYSTEM = `sys-${randomUUID().slice(0, 8)}`
export const ACCOUNT = '210000000099'
const source = { section: 's', says: 'says' }

const objective = (id: string, more: Partial<PlanObjective>): PlanObjective => ({
  id,
  name: id,
  scope: 'component',
  environment: 'production',
  covers: [],
  coversAssumed: false,
  services: [],
  rto: null,
  rpo: null,
  dataLossTolerance: null,
  availability: null,
  mttr: null,
  integrity: null,
  source,
  contradictions: [],
  ...more,
})
const dump: BackupPolicy = {
  id: 'dump',
  name: 'Dump',
  asset: 'db',
  mechanism: 'pg-dump',
  schedule: { kind: 'rate', every: 6 * HOUR },
  pointInTime: false,
  retention: [{ rung: 'all', keep: 30 * DAY, count: null }],
  window: null,
  encryption: null,
  store: { kind: 'objects', bucket: 'dumps', prefix: '', region: 'us-east-1', objectName: null, storageClass: null },
  copies: [],
  startWindow: 15 * MINUTE,
  grace: 15 * MINUTE,
  expectedDuration: null,
  verification: [],
  assumed: [],
  source,
  contradictions: [],
}
const asset = (key: string, kind: Plan['assets'][number]['kind']): Plan['assets'][number] => ({
  key,
  kind,
  name: `The ${key}`,
  identifier: key,
  platform: 'aws',
  assumed: false,
  assumedFacts: [],
  environment: 'production',
  region: 'us-east-1',
  role: 'primary',
  replicaOf: null,
  engine: { name: 'postgres', version: '15.8' },
  database: null,
  settings: { multiAz: true },
  restores: [],
  estimates: [],
  toFillIn: [],
  contradictions: [],
})
export const plan: Plan = {
  ...LATER_SECTIONS,
  system: {
    key: SYSTEM,
    name: 'Test system',
    description: 'For tests.',
    classification: null,
    account: { id: ACCOUNT, role: 'r', restoreRole: 'r', regions: ['us-east-1'], assumed: [] },
    contradictions: [],
  },
  review: {
    version: '1.0',
    owner: null,
    approvedBy: null,
    lastUpdated: '2025-01-01',
    nextReview: '2025-04-01',
    frequency: null,
    every: null,
    alsoAfter: [],
    changes: [],
    toFillIn: [],
  },
  environments: [
    {
      key: 'production',
      name: 'Production',
      primaryRegion: 'us-east-1',
      drRegion: null,
      assumed: [],
      restoreApproval: null,
      estimates: [],
    },
  ],
  objectives: [
    objective('database', { covers: ['db'], rpo: { target: HOUR, max: null, realTime: false } }),
    objective('recovery', { covers: ['db'], rto: { target: 4 * HOUR, max: null }, availability: { target: 99.9 } }),
    objective('elsewhere', { rpo: { target: HOUR, max: null, realTime: false }, services: ['Queue'] }),
    objective('uptime', { availability: { target: 99 } }),
  ],
  assets: [asset('db', 'db-instance')],
  backups: [dump],
}
