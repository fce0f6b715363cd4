import { describe, expect, it } from 'vitest'
import type { Point } from '@/lib/inventory/model/point'
import { collectorAt } from '@/lib/inventory/testing/collector'
import { pointInTimeRules } from '@/lib/restores/methods/point-in-time/rules/point-in-time'
import { snapshotRules } from '@/lib/restores/methods/snapshot/rules/snapshot'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import { estimateRestore, quantile } from '@/lib/restores/rules/estimate'
import { preflight } from '@/lib/restores/rules/preflight'

const NOW = Date.UTC(2026, 10, 21, 13, 57, 2)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function facts(over: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    method: pointInTimeRules,
    source: {
      ...{ assetId: 'phaserai:phaserai-prod', system: 'phaserai', systemName: 'PhaserAI', identifier: 'phaserai-prod' },
      ...{ environment: 'production', region: 'us-east-1', accountId: '210000000001', resourceId: 'db-1' },
      ...{ status: 'available', confirmedAt: NOW - 20_000, goneAt: null, collectorId: 'rds' },
      facts: {
        engine: 'postgres',
        engineVersion: '15.8',
        multiAz: false,
        securityGroups: ['sg-0d41c7e2'],
        subnetGroup: 'prod',
        deletionProtection: true,
      },
    },
    point: null,
    window: {
      ...{ mechanism: 'rds-automated', location: 'us-east-1/210000000001/rds', region: 'us-east-1', goneAt: null },
      collectorId: 'rds',
      ...{ earliest: NOW - 168 * HOUR, latest: NOW - 6 * MINUTE, observedAt: NOW - 20_000 },
    },
    ...{ pointAt: NOW - 53 * MINUTE, region: 'us-east-1', targetName: 'phaserai-prod-pitr', nameHolder: null },
    ...{
      otherRestores: [],
      plan: null,
      approval: null,
      measured: [],
      writesStoppedAt: null,
      collectors: collectorAt(NOW, { id: 'rds', intervalMs: 90_000 }),
      now: NOW,
    },
    ...over,
  }
}

const plan: NonNullable<PreflightFacts['plan']> = {
  asset: {
    settings: { multiAz: true },
    toFillIn: [{ what: 'Security group', placeholder: 'sg-12345678', where: 'Scenario C' }],
    estimates: [],
  },
  environmentEstimates: [{ of: 'Database', low: HOUR, high: 2 * HOUR, note: null, where: 'Recovery' }],
  rpo: { ms: HOUR, name: 'Production', realTime: false },
  rto: { ms: 4 * HOUR, name: 'Production' },
  revisionId: 'r',
}

const snapshot: Point = {
  ...{
    id: 'p',
    identifier: 'rds:phaserai-prod-1',
    mechanism: 'rds-snapshot-automated',
    location: 'us-east-1/1/rds',
    region: 'us-east-1',
  },
  ...{
    consistentAt: NOW - 12 * HOUR,
    completedAt: NOW - 11 * HOUR,
    inferred: false,
    status: 'available',
    sizeBytes: null,
  },
  ...{ encrypted: true, kmsKey: null, copyOf: null, expiresAt: null, confirmedAt: NOW - 20_000, goneAt: null },
  collectorId: 'rds',
}
const of = (over: Partial<Point>) => facts({ method: snapshotRules, window: null, point: { ...snapshot, ...over } })
const check = (given: PreflightFacts, key: string) => preflight(given).checks.find((one) => one.key === key)

describe('preflight', () => {
  const window = facts().window
  const table: [string, PreflightFacts, string, string, RegExp][] = [
    ['a second inside the window', facts(), 'window', 'pass', /14\u00a0Nov/],
    ['its very ends count as inside', facts({ pointAt: NOW - 6 * MINUTE }), 'window', 'pass', /UTC/],
    [
      'a second after it',
      facts({ pointAt: NOW - 6 * MINUTE + 1_000 }),
      'window',
      'fail',
      /outside the restore window, .* to .* UTC/,
    ],
    ['no window at all', facts({ window: null }), 'window', 'fail', /continuous backup is not on/],
    ['a window that is gone', facts({ window: window && { ...window, goneAt: NOW } }), 'window', 'fail', /not on/],
    [
      'a window last seen long ago',
      facts({ window: window && { ...window, observedAt: NOW - HOUR } }),
      'window',
      'unknown',
      /1\u00a0h ago/,
    ],
    ['a live snapshot', of({}), 'point', 'pass', /rds:phaserai-prod-1/],
    ['a partial one', of({ status: 'partial' }), 'point', 'fail', /partial/],
    ['one that is gone', of({ goneAt: NOW - MINUTE }), 'point', 'fail', /gone since/],
    ['one that expired', of({ expiresAt: NOW - 1 }), 'point', 'fail', /expired/],
    ['one that expires soon', of({ expiresAt: NOW + HOUR }), 'point', 'warn', /expires in/],
    ['one not seen lately', of({ confirmedAt: NOW - HOUR }), 'point', 'unknown', /may be gone/],
    ['one whose time is inferred', of({ inferred: true }), 'inferred', 'warn', /inferred/],
    [
      'a source never seen',
      facts({ source: { ...facts().source, confirmedAt: null } }),
      'source',
      'unknown',
      /Nothing has observed/,
    ],
    [
      'a source seen long ago',
      facts({ source: { ...facts().source, confirmedAt: NOW - HOUR } }),
      'source',
      'unknown',
      /old/,
    ],
    [
      'a source that is gone',
      facts({ source: { ...facts().source, goneAt: NOW - HOUR } }),
      'source',
      'warn',
      /gone since/,
    ],
    ['the source’s own name', facts({ targetName: 'phaserai-prod' }), 'target-name', 'fail', /the source itself/],
    ['a taken name', facts({ nameHolder: 'RST-0007' }), 'target-name', 'fail', /taken by RST-0007/],
    ['a name that is none', facts({ targetName: 'a_b' }), 'target-name', 'fail', /letters, digits/],
    ['loss inside the RPO', facts({ plan }), 'loss', 'pass', /53\u00a0m/],
    ['loss over the RPO', { ...of({}), plan, pointAt: NOW - 12 * HOUR }, 'loss', 'warn', /12\u00a0h of writes/],
    ['loss without an RPO', facts(), 'loss', 'unknown', /no RPO/],
    [
      'loss held since writes stopped',
      facts({ plan, writesStoppedAt: NOW - 25 * MINUTE }),
      'loss',
      'pass',
      /28\u00a0m .* writes stopped/,
    ],
    ['no measure and no figure', facts(), 'estimate', 'unknown', /No restore of this asset was measured/],
    ['the plan’s own figure', facts({ plan }), 'estimate', 'pass', /The plan's own figure/],
    ['too few measures', facts({ plan, measured: [HOUR] }), 'estimate', 'unknown', /n 1/],
    ['measures over the RTO', facts({ plan, measured: [HOUR, 9 * HOUR, 9 * HOUR] }), 'estimate', 'warn', /n 3/],
    ['an example value in the plan', facts({ plan }), 'placeholder:sg-12345678', 'warn', /never sent/],
    ['another region', facts({ region: 'us-west-2' }), 'region', 'warn', /AWS's defaults apply/],
  ]
  it.each(table)('%s', (_, given, key, outcome, sentence) => {
    expect(check(given, key)).toMatchObject({ outcome, sentence: expect.stringMatching(sentence) })
  })

  it('sends the source’s own groups, the plan’s Multi-AZ, and never an example value', () => {
    const { options, configuration } = preflight(facts({ plan }))
    expect(options).toMatchObject({
      securityGroups: ['sg-0d41c7e2'],
      subnetGroup: 'prod',
      multiAz: true,
      deletionProtection: false,
    })
    expect(JSON.stringify(options)).not.toContain('sg-12345678')
    expect(configuration.find(({ key }) => key === 'multi-az')).toMatchObject({
      mark: 'changed',
      note: expect.stringMatching(/drifted/),
    })
    expect(configuration.find(({ key }) => key === 'security-group')).toMatchObject({
      mark: 'kept',
      awsDefault: 'default',
    })
  })

  it('sends no group of one region to another', () => {
    const { options } = preflight(facts({ region: 'us-west-2' }))
    expect(options).not.toHaveProperty('subnetGroup')
    expect(options).not.toHaveProperty('securityGroups')
  })

  it('puts the worst first', () => {
    const outcomes = preflight(facts({ nameHolder: 'RST-0007', plan })).checks.map(({ outcome }) => outcome)
    expect(outcomes[0]).toBe('fail')
    expect(outcomes.at(-1)).toBe('pass')
  })
})

describe('the estimate', () => {
  it('is p50 to p90 of what was measured, with n', () => {
    const measured = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => n * MINUTE)
    expect(estimateRestore({ measured, plan })).toEqual({
      kind: 'measured',
      p50: 5.5 * MINUTE,
      p90: 9.1 * MINUTE,
      n: 10,
    })
    expect(quantile([7], 0.9)).toBe(7)
    expect(quantile([9, 10, 1], 0.5)).toBe(9)
    expect(quantile([100, 20, 3], 0.9)).toBe(84)
  })

  it('is the plan’s own without a measure, and unknown without either', () => {
    expect(estimateRestore({ measured: [], plan })).toMatchObject({ kind: 'plan', low: HOUR, high: 2 * HOUR })
    expect(estimateRestore({ measured: [], plan: null })).toEqual({ kind: 'unknown' })
    expect(estimateRestore({ measured: [], plan: { ...plan, asset: null } })).toMatchObject({ kind: 'plan', low: HOUR })
  })
})
