import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '@/lib/findings/model/finding'
import { settingLines } from '@/lib/findings/rules/facts/setting-lines'
import { KEPT, SETTINGS } from '@/lib/findings/rules/facts/settings'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import type { AssetFacts } from '@/lib/inventory/model/facts'
import { assetWith, collectorWith } from '@/lib/inventory/testing/samples'
import type { PlanAsset, TimeWindow } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import { planAssetWith, planWith, policyWith } from '@/lib/plans/testing/samples'
import { DAY } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 12)
const RDS = 'orders/210000000001/us-east-1/rds'
type Case = { asset?: Partial<PlanAsset>; policies?: BackupPolicy[]; facts: AssetFacts; fresh?: boolean }

/** With spaces that may break. */
const plain = <Said>(said: Said): Said => JSON.parse(JSON.stringify(said).replaceAll('\u00a0', ' '))

/** What the finding says of one asset, by the name of the setting, and what the plan's page shows. */
function said({ asset = {}, policies = [], facts, fresh = true }: Case) {
  const planned = planAssetWith(asset)
  const state = assetWith({ kind: planned.kind, facts, confirmedAt: NOW, collectorId: RDS })
  const collectors = new Map([[RDS, collectorWith(RDS, { lastSuccessAt: fresh ? NOW : NOW - DAY })]])
  const plan = planWith({ assets: [planned], backups: policies })
  const found = findingsOf({ plan, assets: new Map([['db', state]]), runs: new Map(), context: { collectors } }, NOW)
  const kept = new Map(Object.entries(KEPT).map(([id, { name }]) => [`lifecycle:db:${id}`, name]))
  const findings = new Map<string, Finding>()
  for (const one of found) {
    const name = one.id.startsWith('setting:db:') ? one.id.slice('setting:db:'.length) : kept.get(one.id)
    if (name) findings.set(name, plain(one))
  }
  return { findings, lines: plain(settingLines({ asset: planned, policies }, fresh ? facts : null)) }
}

const window: TimeWindow = { from: '01:00', to: '02:00', zone: 'UTC' }
const sunday = (more: Partial<TimeWindow> = {}): TimeWindow => ({ ...window, weekday: 'Sunday', ...more })
const automated = (more: TimeWindow | null = window, id = 'a') =>
  policyWith({ id, mechanism: 'rds-automated', window: more })
const lifecycle = (current: number | null, replaced: number | null, deleteMarkers: number | null = null) => ({
  asset: { kind: 'bucket' as const, settings: { lifecycle: { current, replaced, deleteMarkers } } },
})
const keeps = (currentDays: number | null, replacedDays: number | null): AssetFacts => ({
  lifecycle: { currentDays, replacedDays },
})

/** Setting, what the plan says, its words; facts that are other (null: nothing reads it) and their words, facts that keep it. */
type Row = [name: string, by: Omit<Case, 'facts'>, planned: string, other: AssetFacts | null, found: string, AssetFacts]
const STATED: Row[] = [
  ['Multi-AZ', { asset: { settings: { multiAz: true } } }, 'on', { multiAz: false }, 'off', { multiAz: true }],
  ['Multi-AZ', { asset: { settings: { multiAz: false } } }, 'off', { multiAz: true }, 'on', { multiAz: false }],
  [
    'Encryption',
    { asset: { settings: { encrypted: true } } },
    ...(['on', { storageEncrypted: false }, 'off', { storageEncrypted: true }] as const),
  ],
  [
    'Deletion protection',
    { asset: { settings: { deletionProtection: true } } },
    ...(['on', { deletionProtection: false }, 'off', { deletionProtection: true }] as const),
  ],
  [
    'Public access',
    { asset: { settings: { publiclyAccessible: false } } },
    ...(['off', { publiclyAccessible: true }, 'on', { publiclyAccessible: false }] as const),
  ],
  [
    'Instance class',
    { asset: { settings: { instanceClass: 'db.t3.small' } } },
    ...(['db.t3.small', { instanceClass: 'db.t3.large' }, 'db.t3.large', { instanceClass: 'db.t3.small' }] as const),
  ],
  [
    'Subnet group',
    { asset: { settings: { subnetGroup: 'orders-a' } } },
    ...(['orders-a', { subnetGroup: 'orders-b' }, 'orders-b', { subnetGroup: 'orders-a' }] as const),
  ],
  [
    'Backup window',
    { policies: [automated()] },
    ...([
      '01:00–02:00 UTC',
      { backupWindow: '01:00-02:30' },
      '01:00–02:30 UTC',
      { backupWindow: '01:00-02:00' },
    ] as const),
  ],
  [
    'Backup window',
    { policies: [automated({ ...window, zone: 'Europe/Berlin' }, 'a'), automated(window, 'b')] },
    ...([
      '01:00–02:00 UTC',
      { backupWindow: '01:01-02:00' },
      '01:01–02:00 UTC',
      { backupWindow: '01:00-02:00' },
    ] as const),
  ],
  [
    'Maintenance window',
    { asset: { settings: { maintenanceWindow: sunday() } } },
    'Sunday 01:00–02:00 UTC',
    { maintenanceWindow: 'mon:01:00-mon:02:00' },
    'Monday 01:00–02:00 UTC',
    { maintenanceWindow: 'sun:01:00-sun:02:00' },
  ],
  [
    'Versioning',
    { asset: { kind: 'bucket', settings: { versioning: true } } },
    ...(['on', { versioning: 'Suspended' }, 'off', { versioning: 'Enabled' }] as const),
  ],
  [
    'Replication',
    { asset: { kind: 'replica', replicaOf: 'orders-prod' } },
    ...(['repeats orders-prod', { replication: 'error' }, 'error', { replication: 'replicating' }] as const),
  ],
  [
    'Replication',
    { asset: { role: 'replica' } },
    ...(['repeats the primary', { replication: 'stopped' }, 'stopped', { replication: 'replicating' }] as const),
  ],
  ['Current objects kept', lifecycle(null, 90 * DAY), 'without end', keeps(30, 90), '30 d', keeps(null, 90)],
  ['Replaced versions kept', lifecycle(null, 90 * DAY), '90 d', keeps(null, null), 'without end', keeps(null, 91)],
  ['Delete markers kept', lifecycle(null, null, 30 * DAY), '30 d', null, '', keeps(1, 1)],
  ['Append-only file', { asset: { kind: 'cache', settings: { appendOnlyFile: true } } }, 'on', null, '', {}],
  ['Automatic rotation', { asset: { settings: { automaticRotation: false } } }, 'off', null, '', {}],
]

/** Wanted though the plan is silent: other facts, their words, facts that are well. */
const SILENT: [name: string, AssetFacts, found: string, AssetFacts][] = [
  ['Multi-AZ', { multiAz: false }, 'off', { multiAz: true }],
  ['Encryption', { storageEncrypted: false }, 'off', { storageEncrypted: true }],
  ['Deletion protection', { deletionProtection: false }, 'off', { deletionProtection: true }],
  [
    'Parameter group',
    { parameterGroup: 'default.postgres15' },
    'default.postgres15',
    { parameterGroup: 'mydefault.15' },
  ],
  ['Option group', { optionGroup: 'default:postgres-15' }, 'default:postgres-15', { optionGroup: 'own' }],
  ['Shared snapshots', { publicSnapshots: ['one', 'two'] }, 'one, two', { publicSnapshots: [] }],
]

const lineOf = (of: Case, name: string) => said(of).lines.find((line) => line.name === name)

const KNOWN = STATED.flatMap(([name, by, planned, other, found, same]) =>
  other ? [[name, by, planned, other, found, same] as const] : [],
)

test.each(KNOWN)('%s: what is other reads the same in the finding and beside the plan', (...row) => {
  const [name, by, planned, facts, found] = row
  expect(lineOf({ ...by, facts }, name)).toEqual({ name, planned, found, agrees: false })
  const finding = said({ ...by, facts }).findings.get(name)
  expect(finding?.planSays).toContain(planned)
  expect(finding?.found.replace(/^Kept /, '')).toBe(`${found}. Read 21 Nov 2026 12:00 UTC.`)
})

test.each(KNOWN)('%s: what is as planned is so beside the plan, and no finding', (...row) => {
  const [name, by, planned, , , facts] = row
  expect(lineOf({ ...by, facts }, name)).toMatchObject({ planned, agrees: true })
  expect(said({ ...by, facts }).findings.has(name)).toBe(false)
})

test.each(STATED)('%s: nobody knows what was not read, or not lately', (name, by, planned, other, _, same) => {
  for (const of of [
    { ...by, facts: {} },
    { ...by, facts: other ?? same, fresh: false },
  ]) {
    expect(lineOf(of, name)).toEqual({ name, planned, found: null, agrees: null })
    expect(said(of).findings.has(name)).toBe(false)
  }
})

test.each(SILENT)('%s is wanted though the plan is silent: a finding, and no line', (name, other, found, well) => {
  const { findings, lines } = said({ facts: other })
  expect(findings.get(name)?.planSays).toMatch(/^(The plan does not state it|No plan shares)/)
  expect(findings.get(name)?.found).toBe(`${found}. Read 21 Nov 2026 12:00 UTC.`)
  expect(lines).toEqual([])
  expect(said({ facts: well }).findings.size).toBe(0)
  expect(said({ facts: other, fresh: false }).findings.size).toBe(0)
})

test('every setting stands in one of the tables above', () => {
  const tried = new Set([...STATED.map(([name]) => name), ...SILENT.map(([name]) => name)])
  expect([...tried].sort()).toEqual([...SETTINGS, ...Object.values(KEPT)].map(({ name }) => name).sort())
})

const FACTS = { multiAz: false, storageEncrypted: false, deletionProtection: false, parameterGroup: 'default.mysql8.0' }
const FLAGS = ['Multi-AZ', 'Encryption', 'Deletion protection']
test.each<[string, Partial<PlanAsset>, string[]]>([
  ['a primary database of production', {}, [...FLAGS, 'Parameter group']],
  ['one whose environment is not named', { environment: null }, [...FLAGS, 'Parameter group']],
  ['one of staging', { environment: 'staging' }, ['Parameter group']],
  ['a replica', { kind: 'replica', role: 'replica' }, ['Parameter group']],
  ['one for recovery', { role: 'dr' }, ['Parameter group']],
  ['a cluster', { kind: 'cluster' }, []],
  [
    'one whose plan wants none of it',
    { settings: { multiAz: false, encrypted: false, deletionProtection: false } },
    ['Parameter group'],
  ],
])('of %s is wanted anyway: %j', (_, asset, names) => {
  expect([...said({ asset, facts: FACTS }).findings.keys()].sort()).toEqual([...names].sort())
})

test('how grave a difference is', () => {
  const gravity = (of: Case, name: string) => said(of).findings.get(name)?.severity
  expect(gravity({ facts: FACTS }, 'Multi-AZ')).toBe('low')
  expect(gravity({ asset: { settings: { multiAz: true } }, facts: FACTS }, 'Multi-AZ')).toBe('high')
  expect(gravity({ ...lifecycle(null, null), facts: keeps(9, null) }, 'Current objects kept')).toBe('high')
  expect(gravity({ ...lifecycle(9 * DAY, null), facts: keeps(8, null) }, 'Current objects kept')).toBe('high')
  expect(gravity({ ...lifecycle(9 * DAY, null), facts: keeps(10, null) }, 'Current objects kept')).toBe('low')
  expect(gravity({ ...lifecycle(9 * DAY, null), facts: keeps(null, null) }, 'Current objects kept')).toBe('low')
})

test.each([
  ['one', 'A snapshot of db-prod can be restored by every AWS account.'],
  ['one two', '2 snapshots of db-prod can be restored by every AWS account.'],
])('shared snapshots are counted: %s', (names, sentence) => {
  const facts = { publicSnapshots: names.split(' ') }
  expect(said({ facts }).findings.get('Shared snapshots')?.sentence).toBe(sentence)
})

test.each<[string, Omit<Case, 'facts'>, AssetFacts, string]>([
  [
    'Backup window',
    { policies: [automated({ ...window, zone: 'Asia/Tokyo' })] },
    { backupWindow: '05:00-06:00' },
    '05:00–06:00 UTC',
  ],
  [
    'Maintenance window',
    { asset: { settings: { maintenanceWindow: sunday({ zone: 'Europe/Berlin' }) } } },
    { maintenanceWindow: 'sun:01:00-sun:02:00' },
    'Sunday 01:00–02:00 UTC',
  ],
])('%s of another zone cannot be compared: it is shown, and no difference', (name, by, facts, found) => {
  expect(lineOf({ ...by, facts }, name)).toMatchObject({ found, agrees: null })
  expect(said({ ...by, facts }).findings.has(name)).toBe(false)
})

test('whatever plan and account say, the finding and the lines say the same of it', () => {
  const flag = fc.constantFrom(true, false)
  const zone = fc.constantFrom('UTC', 'UTC', 'Europe/Berlin')
  const weekly = fc.record({
    from: fc.constantFrom('01:00', '02:00'),
    to: fc.constant('03:00'),
    zone,
    weekday: fc.constantFrom('Sunday', 'Monday'),
  })
  const some = <Shape>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
    fc.record(shape, { requiredKeys: [] })
  const settings = some({
    ...{ multiAz: flag, encrypted: flag, deletionProtection: flag, publiclyAccessible: flag, versioning: flag },
    ...{ appendOnlyFile: flag, instanceClass: fc.constantFrom('a', 'b'), subnetGroup: fc.constantFrom('a', 'b') },
    maintenanceWindow: weekly,
    lifecycle: fc.constant({ current: null, replaced: 90 * DAY, deleteMarkers: null }),
  })
  const asset = fc.record({
    kind: fc.constantFrom<PlanAsset['kind']>('db-instance', 'replica', 'bucket', 'cluster'),
    role: fc.constantFrom<PlanAsset['role']>('primary', 'replica', null),
    ...{
      environment: fc.constantFrom('production', 'staging', null),
      replicaOf: fc.constantFrom('orders', null),
      settings,
    },
  })
  const facts = some({
    ...{ multiAz: flag, storageEncrypted: flag, deletionProtection: flag, publiclyAccessible: flag },
    ...{ versioning: fc.constantFrom('Enabled', 'Suspended', 'off'), instanceClass: fc.constantFrom('a', 'b', '') },
    ...{ subnetGroup: fc.constantFrom('a', 'b'), backupWindow: fc.constantFrom('01:00-02:00', '02:00-03:00', 'odd') },
    maintenanceWindow: fc.constantFrom('sun:01:00-sun:03:00', 'mon:02:00-mon:03:00', 'odd'),
    ...{ parameterGroup: fc.constantFrom('default.x', 'own'), replication: fc.constantFrom('replicating', 'error') },
    ...{
      publicSnapshots: fc.constantFrom([], ['a']),
      lifecycle: fc.constantFrom({ currentDays: 1, replacedDays: 90 }),
    },
  }) as fc.Arbitrary<AssetFacts>
  const policies = fc.array(
    fc.constantFrom(automated(), automated(null), automated({ ...window, zone: 'Asia/Tokyo' })),
    { maxLength: 2 },
  )
  fc.assert(
    fc.property(asset, facts, policies, fc.boolean(), (drawn, found, backups, fresh) => {
      const { findings, lines } = said({ asset: drawn, policies: backups, facts: found, fresh })
      expect(fresh || findings.size === 0).toBe(true)
      for (const line of lines) {
        const finding = findings.get(line.name)
        expect(finding !== undefined, line.name).toBe(line.agrees === false)
        if (!finding) continue
        expect(finding.planSays).toContain(line.planned)
        expect(finding.found.replace(/^Kept /, '').startsWith(`${line.found}.`)).toBe(true)
      }
      for (const [name, { planSays }] of findings) {
        const stated = lines.some((line) => line.name === name)
        expect(stated).toBe(!/^(The plan does not state it|No plan shares)/.test(planSays))
      }
    }),
    { numRuns: 300 },
  )
})
