import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import type { SystemFacts } from '@/lib/freshness/evidence'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { collectorIdOf } from '@/lib/inventory/places/location'
import { collectorAt } from '@/lib/inventory/testing/collector'
import { parsePlan } from '@/lib/plans/document/parse'
import { DAY, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 13, 57, 2)
const ACCOUNT = '210000000001'
const parsed = parsePlan(readFileSync('plans/phaserai.yaml', 'utf8'), 'phaserai.yaml')
if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
const { plan } = parsed

const idOf = (service: 'rds' | 'backup') => collectorIdOf('phaserai', ACCOUNT, 'us-east-1', service)

/** An account without its staging database, that keeps points for 7 d, read just now. */
function findings(reading: Partial<CollectorState>): string[] {
  const asset = (key: string, confirmedAt: number | null): [string, AssetState] => [
    key,
    {
      ...{ id: `phaserai:${key}`, system: 'phaserai', key, kind: 'db-instance', name: key, identifier: key },
      ...{ region: 'us-east-1', accountId: ACCOUNT, environment: null, resourceId: null, planned: true },
      ...{ assumed: false, status: null, facts: {}, firstSeenAt: null, confirmedAt, goneAt: null },
      ...{ collectorId: idOf('rds'), mechanisms: [], replicaLag: null, alarms: [], version: 1 },
    },
  ]
  const at = Date.UTC(2026, 10, 21, 2)
  const run: PastRun = {
    ...{ assetId: 'phaserai:phaserai-prod', mechanism: 'aws-backup', policy: null, status: 'completed', goneAt: null },
    ...{ location: `us-east-1/${ACCOUNT}/phaserai-prod-vault`, startedAt: at, consistentAt: at },
    ...{ completedAt: at + MINUTE, expiresAt: at + 7 * DAY },
  }
  const facts: SystemFacts = {
    plan,
    assets: new Map([asset('phaserai-prod', NOW), asset('phaserai-staging', null)]),
    runs: new Map([[run.assetId, [run]]]),
    context: {
      collectors: new Map([
        ...collectorAt(NOW, { id: idOf('rds'), intervalMs: MINUTE, ...reading }),
        ...collectorAt(NOW, { id: idOf('backup'), intervalMs: MINUTE, service: 'backup', ...reading }),
      ]),
    },
  }
  const about = ['missing:phaserai-staging', 'retention:production-daily', 'silent:us-east-1']
  const found = findingsOf(facts, NOW).map(({ id }) => id)
  return about.filter((id) => found.includes(id))
}

describe('of an account whose last reading', () => {
  const failing = { failingSince: NOW - MINUTE / 2, errorText: 'It did not work.' }
  const differences = ['missing:phaserai-staging', 'retention:production-daily']
  test.each<[string, Partial<CollectorState>, string[]]>([
    ['went well, differences are told', {}, differences],
    ['took too long once, differences are told', { ...failing, errorCode: 'throttled/Throttling' }, differences],
    ['was refused, only its silence is', { ...failing, errorCode: 'denied/AccessDenied' }, ['silent:us-east-1']],
    ['was garbled, only its silence is', { ...failing, errorCode: 'garbled/Garbled' }, ['silent:us-east-1']],
    [
      'broke off, only its silence is',
      { ...failing, errorCode: 'incomplete/RepeatedMarker', incomplete: true },
      ['silent:us-east-1'],
    ],
    [
      'took too long again and again, only its silence is',
      { ...failing, errorCode: 'throttled/Throttling', lastSuccessAt: NOW - 2 * MINUTE - 1 },
      ['silent:us-east-1'],
    ],
    ['is old, nothing is', { lastSuccessAt: NOW - 2 * MINUTE - 1 }, []],
  ])('%s', (_, reading, told) => {
    expect(findings(reading)).toEqual(told)
  })
})
