import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distrustOf } from '@/lib/freshness/exposure'
import { sourcesOf } from '@/lib/freshness/facts'
import { newestRestorable } from '@/lib/incidents/rules/basis'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { Point } from '@/lib/inventory/model/point'
import { trustLimit } from '@/lib/inventory/rules/trust'
import { pointInTimeRules } from '@/lib/restores/methods/point-in-time/rules/point-in-time'
import { snapshotRules } from '@/lib/restores/methods/snapshot/rules/snapshot'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import { preflight } from '@/lib/restores/rules/preflight'
import { laneOf } from '@/lib/screens/recovery-points/rules/lane'

const NOW = Date.UTC(2026, 10, 21, 13, 57, 2)
const RDS = 'us-east-1/210000000001/rds'
const DAY = 86_400_000

/** One instance whose window and snapshot were seen `age` ago, as each screen gets it. */
function seen(age: number, limitMs: number) {
  const observedAt = NOW - age
  const place = { location: RDS, region: 'us-east-1', observedAt, bytes: 0 }
  const window: MechanismSummary = {
    ...{ ...place, mechanism: 'rds-automated', kind: 'window', count: 1 },
    ...{ earliestAt: NOW - 7 * DAY, latestAt: NOW - 3_600_000 },
  }
  const snapshots: MechanismSummary = {
    ...{ ...place, mechanism: 'rds-snapshot-automated', kind: 'points', count: 1 },
    newest: { pointId: 'p', consistentAt: NOW - DAY / 2, completedAt: NOW - DAY / 2, inferred: false },
  } as MechanismSummary
  const asset: AssetState = {
    ...{ id: 'phaserai:phaserai-prod', system: 'phaserai', key: 'phaserai-prod', kind: 'db-instance' },
    ...{ name: 'phaserai-prod', identifier: 'phaserai-prod', region: 'us-east-1', accountId: '210000000001' },
    ...{ environment: 'production', resourceId: 'db-1', planned: true, assumed: false, status: 'available', facts: {} },
    ...{ firstSeenAt: NOW - DAY, confirmedAt: observedAt, goneAt: null, collectorId: null, version: 1 },
    ...{ mechanisms: [window, snapshots], replicaLag: null, alarms: [] },
  }
  const point: Point = {
    ...{ id: 'p', identifier: 'rds:1', mechanism: 'rds-snapshot-automated', location: RDS, region: 'us-east-1' },
    ...{ consistentAt: NOW - DAY / 2, completedAt: NOW - DAY / 2, inferred: false, status: 'available' },
    ...{ sizeBytes: null, encrypted: true, kmsKey: null, expiresAt: null, copyOf: null },
    ...{ confirmedAt: observedAt, goneAt: null },
  }
  const facts: PreflightFacts = {
    method: pointInTimeRules,
    source: { ...asset, assetId: asset.id, systemName: 'PhaserAI', region: 'us-east-1', accountId: '210000000001' },
    point: null,
    window: {
      ...{ mechanism: 'rds-automated', location: RDS, region: 'us-east-1' },
      ...{ earliest: NOW - 7 * DAY, latest: NOW - 3_600_000, observedAt, goneAt: null },
    },
    ...{ pointAt: NOW - 2 * 3_600_000, region: 'us-east-1', targetName: 'phaserai-prod-pitr', nameHolder: null },
    ...{ otherRestores: [], plan: null, approval: null, measured: [], writesStoppedAt: null, limitMs, now: NOW },
  } as PreflightFacts
  return { asset, window, snapshots, point, facts }
}

/** Which screens believe what was seen: each by its own function. */
function believers(age: number, interval: number): Record<string, boolean> {
  const limit = trustLimit(interval)
  const { asset, window, snapshots, point, facts } = seen(age, limit)
  const [first, second] = sourcesOf(asset, [], [], { collectors: new Map(), limit })
  const outcome = (given: PreflightFacts, key: string) =>
    preflight(given).checks.find((check) => check.key === key)?.outcome !== 'unknown'
  return {
    'board, window': first !== undefined && distrustOf(first, NOW) === null,
    'board, snapshot': second !== undefined && distrustOf(second, NOW) === null,
    'preflight, source': outcome(facts, 'source'),
    'preflight, window': outcome(facts, 'window'),
    'preflight, point': outcome({ ...facts, method: snapshotRules, window: null, point }, 'point'),
    'preflight, name': outcome(facts, 'target-name'),
    'lane of the window': laneOf(window, [], NOW, limit).believed,
    'lane of the snapshots': laneOf(snapshots, [], NOW, limit).believed,
    incident: newestRestorable([window], null, NOW, limit)?.fresh ?? false,
  }
}

test('board, preflight, lanes and incident believe the same facts, at any age and any interval', () => {
  const interval = fc.integer({ min: 5_000, max: 3_600_000 })
  fc.assert(
    fc.property(interval, fc.double({ min: 0, max: 6, noNaN: true }), (every, rounds) => {
      const age = Math.round(every * rounds)
      const said = believers(age, every)
      for (const [who, believes] of Object.entries(said)) expect(believes, `${who} at ${age} ms`).toBe(age <= 2 * every)
    }),
  )
})

test.each([
  [0, true],
  [60_000, true],
  [120_000, true],
  [120_001, false],
  [150_000, false],
  [180_000, false],
  [240_000, false],
  [300_000, false],
])('of a collector that reads each minute, what was seen %d ms ago is believed: %j', (age, believed) => {
  const said = Object.entries(believers(age, 60_000))
  expect(said.filter(([, believes]) => believes !== believed)).toEqual([])
})
