import { describe, expect, test } from 'vitest'
import { collectorAt } from '@/lib/inventory/testing/collector'
import { awsBackupRules } from '@/lib/restores/methods/aws-backup/rules/aws-backup'
import { pointInTimeRules } from '@/lib/restores/methods/point-in-time/rules/point-in-time'
import { snapshotRules } from '@/lib/restores/methods/snapshot/rules/snapshot'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import { preflight } from '@/lib/restores/rules/preflight'

const NOW = Date.UTC(2026, 10, 21, 13, 57, 2)
const HOUR = 3_600_000
const LIMIT = 180_000
const source = {
  ...{ assetId: 'a:db', system: 'a', systemName: 'A', identifier: 'db', environment: null, region: 'us-east-1' },
  ...{ accountId: '1', resourceId: null, status: null, facts: {}, confirmedAt: NOW, goneAt: null },
  collectorId: 'rds',
}
const window = {
  ...{ mechanism: 'rds-automated', location: 'us-east-1/1/rds', region: 'us-east-1', goneAt: null },
  collectorId: 'rds',
  ...{ earliest: NOW - 168 * HOUR, latest: NOW, observedAt: NOW },
}
const point = {
  ...{ id: 'p', identifier: 'rds:db-1', mechanism: 'rds-snapshot-automated', location: 'us-east-1/1/rds' },
  ...{ region: 'us-east-1', consistentAt: NOW - HOUR, completedAt: NOW, inferred: false, status: 'available' },
  ...{ sizeBytes: null, encrypted: null, kmsKey: null, expiresAt: null, confirmedAt: NOW, goneAt: null },
  collectorId: 'rds',
}
const plan = {
  ...{
    asset: { settings: {}, toFillIn: [], estimates: [] },
    environmentEstimates: [],
    revisionId: 'r',
  },
  ...{ rpo: { ms: HOUR, name: 'Production', realTime: false }, rto: { ms: 4 * HOUR, name: 'Production' } },
}

/** A request with nothing against it, and what a case has of its own. */
function given(over: Record<string, unknown> = {}): PreflightFacts {
  return {
    ...{ method: pointInTimeRules, source, point: null, window, pointAt: NOW - HOUR, region: 'us-east-1' },
    ...{ targetName: 'db-pitr', nameHolder: null, otherRestores: [], plan: null, measured: [], writesStoppedAt: null },
    ...{ approval: null, collectors: collectorAt(NOW, { id: 'rds', intervalMs: LIMIT / 2 }), now: NOW },
    ...over,
  } as unknown as PreflightFacts
}
const fromPoint = (over: object) => given({ method: snapshotRules, point: { ...point, ...over } })
const withSource = (over: object) => given({ source: { ...source, ...over } })
const withWindow = (over: object) => given({ window: { ...window, ...over } })
const figure = { of: 'Database', low: HOUR, high: 4 * HOUR, note: null, where: 'Recovery' }

describe('a check changes its mind at its limit, and not before', () => {
  test.each<[string, PreflightFacts, string, string, RegExp]>([
    [
      'a source seen as long ago as may be',
      withSource({ confirmedAt: NOW - LIMIT }),
      'source',
      'pass',
      /^db is there, /,
    ],
    ['a source seen longer ago', withSource({ confirmedAt: NOW - LIMIT - 1 }), 'source', 'unknown', /facts are old/],
    ['a source with a status', withSource({ status: 'stopped' }), 'source', 'pass', /^db is stopped, /],
    ['the window’s first moment', given({ pointAt: window.earliest }), 'window', 'pass', / to /],
    ['a moment before it', given({ pointAt: window.earliest - 1 }), 'window', 'fail', /outside/],
    ['the window’s last moment', given({ pointAt: window.latest }), 'window', 'pass', / to /],
    ['a window seen as long ago as may be', withWindow({ observedAt: NOW - LIMIT }), 'window', 'pass', / to /],
    ['a window seen longer ago', withWindow({ observedAt: NOW - LIMIT - 1 }), 'window', 'unknown', /last seen/],
    ['no point', given({ method: snapshotRules }), 'point', 'fail', /no such recovery point/],
    ['no point of a vault', given({ method: awsBackupRules }), 'point', 'fail', /no such recovery point/],
    [
      'a figure without measures at the RTO, however often',
      given({ plan: { ...plan, environmentEstimates: [{ ...figure, high: HOUR }] }, measured: [] }),
      'estimate',
      'pass',
      /own figure is up to 1\u00a0h/,
    ],
    ['settings', given(), 'defaults', 'pass', /^1 of 13 settings would differ/],
    ['a point that expires now', fromPoint({ expiresAt: NOW }), 'point', 'fail', /expired/],
    ['a point that expires next', fromPoint({ expiresAt: NOW + 1 }), 'point', 'warn', /expires in/],
    ['a point that has not quite a day', fromPoint({ expiresAt: NOW + 24 * HOUR - 1 }), 'point', 'warn', /expires in/],
    ['a point that has a day', fromPoint({ expiresAt: NOW + 24 * HOUR }), 'point', 'pass', /^rds:db-1, seen/],
    ['a point seen as long ago as may be', fromPoint({ confirmedAt: NOW - LIMIT }), 'point', 'pass', /seen/],
    ['a point seen longer ago', fromPoint({ confirmedAt: NOW - LIMIT - 1 }), 'point', 'unknown', /may be gone/],
    ['a free name', given(), 'target-name', 'pass', /^db-pitr$/],
    ['a name free as far as was seen', withSource({ confirmedAt: NOW - LIMIT }), 'target-name', 'pass', /^db-pitr$/],
    ['a name free when last seen', withSource({ confirmedAt: NOW - LIMIT - 1 }), 'target-name', 'unknown', /are old/],
    ['a name free of which nothing was seen', withSource({ confirmedAt: null }), 'target-name', 'unknown', /are old/],
    [
      'a loss as long as the RPO',
      given({ plan }),
      'loss',
      'pass',
      /^1\u00a0h of writes would be lost\. The RPO is 1\u00a0h, P/,
    ],
    ['a loss longer than the RPO', given({ plan, pointAt: NOW - HOUR - 1 }), 'loss', 'warn', /would be lost\. The RPO/],
    [
      'a real-time RPO',
      given({ plan: { ...plan, rpo: { ...plan.rpo, ms: 0, realTime: true } } }),
      'loss',
      'warn',
      /RPO is 0/,
    ],
    ['p90 at the RTO', given({ plan, measured: Array(3).fill(4 * HOUR) }), 'estimate', 'pass', /p90 is 4\u00a0h, n 3/],
    ['p90 over the RTO', given({ plan, measured: Array(3).fill(4 * HOUR + 1) }), 'estimate', 'warn', /n 3/],
    ['two measures', given({ plan, measured: [1, 1] }), 'estimate', 'unknown', /n 2/],
    [
      'a figure at the RTO',
      given({ plan: { ...plan, environmentEstimates: [figure] } }),
      'estimate',
      'pass',
      /up to 4\u00a0h/,
    ],
    [
      'a measure without an RTO',
      given({ measured: [HOUR, HOUR, HOUR] }),
      'estimate',
      'unknown',
      /^The p90 is 1\u00a0h, n 3; the plan has no RTO/,
    ],
    [
      'a figure without an RTO',
      given({ plan: { ...plan, rto: null, environmentEstimates: [figure] } }),
      'estimate',
      'unknown',
      /no RTO/,
    ],
    [
      'another restore',
      given({ otherRestores: [{ number: 7, state: 'RUNNING', pointAt: NOW }] }),
      'other:7',
      'warn',
      /^RST-0007 restores it to 13:57:02 UTC/,
    ],
  ])('%s', (_, facts, key, outcome, sentence) => {
    const found = preflight(facts).checks.find((one) => one.key === key)
    expect(found).toMatchObject({ outcome, sentence: expect.stringMatching(sentence) })
  })
})

const KEYS = ['source', 'target-name', 'window', 'loss', 'estimate', 'defaults']

test('asks nothing that does not concern the request', () => {
  expect(
    preflight(given())
      .checks.map(({ key }) => key)
      .sort(),
  ).toEqual([...KEYS].sort())
  const open = [
    { what: 'Key', placeholder: 'k-1', where: 'B' },
    { what: 'Owner', placeholder: null, where: 'C' },
  ]
  const { checks } = preflight(given({ plan: { ...plan, asset: { ...plan.asset, toFillIn: open } } }))
  expect(checks.map(({ key }) => key).sort()).toEqual([...KEYS, 'placeholder:k-1'].sort())
  const found = preflight(given({ plan: { ...plan, asset: null } })).checks
  expect(found.map(({ key }) => key).sort()).toEqual([...KEYS].sort())
})

test('says what is lost until when, by which RPO, and who has to agree', () => {
  expect(preflight(given())).toMatchObject({
    loss: { ms: HOUR, rpoMs: null, rpoName: null, until: NOW },
    approval: { required: false, by: null, says: null },
    checkedAt: NOW,
  })
  const approval = { by: 'lead', says: 'The lead agrees.' }
  expect(preflight(given({ plan, approval, writesStoppedAt: NOW - 9 }))).toMatchObject({
    loss: { ms: HOUR - 9, rpoMs: HOUR, rpoName: 'Production', until: NOW - 9 },
    approval: { required: true, by: 'lead', says: 'The lead agrees.' },
  })
  expect(preflight(given({ writesStoppedAt: NOW - 2 * HOUR })).loss.ms).toBe(0)
})
