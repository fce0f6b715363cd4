import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import type { SystemFacts } from '@/lib/freshness/evidence'
import { sourcesOf } from '@/lib/freshness/facts'
import { newestRestorable } from '@/lib/incidents/rules/basis'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { factsWith } from '@/lib/incidents/testing/samples'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { Point } from '@/lib/inventory/model/point'
import { collectorIdOf } from '@/lib/inventory/places/location'
import { type Collectors, distrustOf } from '@/lib/inventory/rules/trust'
import { collectorAt } from '@/lib/inventory/testing/collector'
import { parsePlan } from '@/lib/plans/document/parse'
import { pointInTimeRules } from '@/lib/restores/methods/point-in-time/rules/point-in-time'
import { snapshotRules } from '@/lib/restores/methods/snapshot/rules/snapshot'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import { preflight } from '@/lib/restores/rules/preflight'
import { rowsOfSystem } from '@/lib/screens/board/rules/rows'
import { planDocument } from '@/lib/screens/plan/rules/plan-document'
import { laneOf } from '@/lib/screens/recovery-points/rules/lane'
import { assetLines } from '@/lib/screens/system/rules/system-lines'

const NOW = Date.UTC(2026, 10, 21, 13, 57, 2)
const RDS = 'us-east-1/210000000001/rds'
const COLLECTOR = collectorIdOf('phaserai', '210000000001', 'us-east-1', 'rds')
const DAY = 86_400_000
const parsed = parsePlan(readFileSync('plans/phaserai.yaml', 'utf8'), 'phaserai.yaml')
if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
const { plan } = parsed

/** One instance whose window and snapshot were seen `age` ago, as each screen gets it. */
function seen(age: number, collectors: Collectors) {
  const observedAt = NOW - age
  const place = { location: RDS, region: 'us-east-1', observedAt, bytes: 0, collectorId: COLLECTOR }
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
    ...{ environment: 'production', resourceId: 'db-1', planned: true, assumed: false, status: 'available' },
    // Other than planned, so that a finding says so where this is believed.
    facts: { multiAz: false },
    ...{ firstSeenAt: NOW - DAY, confirmedAt: observedAt, goneAt: null, collectorId: COLLECTOR, version: 1 },
    ...{ mechanisms: [window, snapshots], replicaLag: null, alarms: [] },
  }
  const point: Point = {
    ...{ id: 'p', identifier: 'rds:1', mechanism: 'rds-snapshot-automated', location: RDS, region: 'us-east-1' },
    ...{ consistentAt: NOW - DAY / 2, completedAt: NOW - DAY / 2, inferred: false, status: 'available' },
    ...{ sizeBytes: null, encrypted: true, kmsKey: null, expiresAt: null, copyOf: null },
    ...{ confirmedAt: observedAt, goneAt: null, collectorId: COLLECTOR },
  }
  const facts: PreflightFacts = {
    method: pointInTimeRules,
    source: { ...asset, assetId: asset.id, systemName: 'PhaserAI', region: 'us-east-1', accountId: '210000000001' },
    point: null,
    window: {
      ...{ mechanism: 'rds-automated', location: RDS, region: 'us-east-1', collectorId: COLLECTOR },
      ...{ earliest: NOW - 7 * DAY, latest: NOW - 3_600_000, observedAt, goneAt: null },
    },
    ...{ pointAt: NOW - 2 * 3_600_000, region: 'us-east-1', targetName: 'phaserai-prod-pitr', nameHolder: null },
    ...{ otherRestores: [], plan: null, approval: null, measured: [], writesStoppedAt: null, collectors, now: NOW },
  }
  const known: SystemFacts = { plan, assets: new Map([[asset.key, asset]]), runs: new Map(), context: { collectors } }
  return { asset, window, snapshots, point, facts, known }
}

/** Which screens believe what was seen: each by its own function. */
function believers(age: number, every: number, reading: Partial<CollectorState> = {}): Record<string, boolean> {
  const collectors = collectorAt(NOW - age, { id: COLLECTOR, intervalMs: every, ...reading })
  const { asset, window, snapshots, point, facts, known } = seen(age, collectors)
  const [first, second] = sourcesOf(asset, [], [], { collectors })
  const outcome = (given: PreflightFacts, key: string) =>
    preflight(given).checks.find((check) => check.key === key)?.outcome !== 'unknown'
  const revision = { system: 'phaserai', revisionId: 'r', version: '1', contentHash: 'h', plan, since: NOW }
  const state = { ...revision, file: 'phaserai.yaml', faults: [], faultSince: null, checkedAt: NOW }
  const whole = { state, facts: known, firstDay: NOW - 34 * DAY, restores: new Map(), alarms: [], acts: [] }
  const document = planDocument(whole, NOW)
  return {
    'board, window': first !== undefined && distrustOf(first, NOW) === null,
    'board, snapshot': second !== undefined && distrustOf(second, NOW) === null,
    'preflight, source': outcome(facts, 'source'),
    'preflight, window': outcome(facts, 'window'),
    'preflight, point': outcome({ ...facts, method: snapshotRules, window: null, point }, 'point'),
    'preflight, name': outcome(facts, 'target-name'),
    'lane of the window': laneOf(window, [], collectors, NOW).believed,
    'lane of the snapshots': laneOf(snapshots, [], collectors, NOW).believed,
    incident: newestRestorable([window], null, collectors, NOW)?.distrust === null,
    finding: findingsOf(known, NOW).some(({ id }) => id === 'setting:phaserai-prod:Multi-AZ'),
    'system, asset': assetLines(known, NOW).find(({ key }) => key === asset.key)?.collector === 'ok',
    'plan, settings': document.assets[asset.key]?.settings.some(({ found }) => found !== null) ?? false,
    'plan, backup': document.backups['production-automated']?.trusted ?? false,
  }
}

/** Why they do not believe it, in the words of each. */
function reasons(reading: Partial<CollectorState>): Record<string, string> {
  const collectors = collectorAt(NOW - 20_000, { id: COLLECTOR, intervalMs: 60_000, ...reading })
  const { asset, window, facts, known } = seen(20_000, collectors)
  const row = rowsOfSystem({ ...known, restores: new Map(), systemAlarms: [] }, NOW).find(
    ({ assetId }) => assetId === asset.id,
  )
  const newest = newestRestorable([window], null, collectors, NOW)
  const basis = newest ? ({ kind: 'newest', asset: asset.name, ...newest } as const) : undefined
  return {
    board: row?.sentence ?? '',
    preflight: preflight(facts).checks.find(({ key }) => key === 'window')?.sentence ?? '',
    incident: clocksOf(factsWith(basis ? { basis } : {})).exposure.why,
  }
}

/** Those of them that say otherwise. */
const others = (said: Record<string, boolean>, believed: boolean) =>
  Object.entries(said).flatMap(([who, believes]) => (believes === believed ? [] : who))

test('all screens believe the same facts, at any age and any interval', () => {
  const interval = fc.integer({ min: 5_000, max: 3_600_000 })
  fc.assert(
    fc.property(interval, fc.double({ min: 0, max: 6, noNaN: true }), (every, rounds) => {
      const age = Math.round(every * rounds)
      expect(others(believers(age, every), age <= 2 * every), `at ${age} ms`).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

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
  expect(others(believers(age, 60_000), believed)).toEqual([])
})

describe('what was seen just now, by a collector', () => {
  const failing = { failingSince: NOW - 30_000, errorText: 'It did not work.' }
  test.each<[string, boolean, Partial<CollectorState>]>([
    ['that read everything', true, {}],
    ['that the account refused', false, { ...failing, errorCode: 'denied/AccessDenied' }],
    ['whose token ran out', false, { ...failing, errorCode: 'failed/ExpiredToken' }],
    ['whose answers could not be read', false, { ...failing, errorCode: 'garbled/GarbledAnswer' }],
    ['that broke a listing off', false, { ...failing, errorCode: 'incomplete/RepeatedMarker', incomplete: true }],
    ['that the account made wait: age tells', true, { ...failing, errorCode: 'throttled/ThrottlingException' }],
  ])('%s, is believed: %j', (_, believed, reading) => {
    expect(others(believers(20_000, 60_000, reading), believed)).toEqual([])
  })

  test.each<[string, Partial<CollectorState>]>([
    ['the account refuses to answer', { ...failing, errorCode: 'denied/AccessDenied' }],
    ['the answers cannot be read', { ...failing, errorCode: 'garbled/GarbledAnswer' }],
    ['the listing is incomplete', { ...failing, errorCode: 'incomplete/RepeatedMarker', incomplete: true }],
    ['nothing observes', { id: 'another' }],
  ])('and is not believed: %s, says each screen', (why, reading) => {
    const said = reasons(reading)
    const told = Object.entries(said).filter(([, words]) => words.toLowerCase().includes(why))
    expect(
      told.map(([who]) => who),
      JSON.stringify(said),
    ).toEqual(Object.keys(said))
  })

  test('that is none: nothing observes it', () => {
    expect(others(believers(20_000, 60_000, { id: 'another' }), false)).toEqual([])
  })
})
