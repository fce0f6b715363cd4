import { expect, test } from 'vitest'
import { assetWith, collectorWith } from '@/lib/inventory/testing/samples'
import { planAssetWith, planWith, policyWith } from '@/lib/plans/testing/samples'
import { planDocument } from '@/lib/screens/plan/rules/plan-document'

const NOW = Date.UTC(2026, 10, 21, 12)
const RDS = 'orders/210000000001/us-east-1/rds'

/** The settings beside the database in the plan's document, of an account whose backup window is found. */
function settings(backupWindow: string, more: { goneAt?: number; lastSuccessAt?: number } = {}) {
  const { goneAt = null, lastSuccessAt = NOW } = more
  const asset = assetWith({ facts: { backupWindow }, confirmedAt: NOW, goneAt, collectorId: RDS })
  const window = { from: '01:00', to: '02:00', zone: 'UTC' }
  const later = { from: '03:00', to: '04:00', zone: 'UTC' }
  const backups = [
    policyWith({ id: 'other', asset: 'replica', mechanism: 'rds-automated', window: later }),
    policyWith({ id: 'own', mechanism: 'rds-automated', window }),
  ]
  const plan = planWith({ assets: [planAssetWith(), planAssetWith({ key: 'replica' })], backups })
  const collectors = new Map([[RDS, collectorWith(RDS, { lastAttemptAt: NOW, lastSuccessAt })]])
  const facts = { plan, assets: new Map([['db', asset]]), runs: new Map(), context: { collectors } }
  const revision = { system: 'orders', revisionId: 'r', version: '1', contentHash: 'h', plan, since: NOW }
  const state = { ...revision, file: 'orders.yaml', faults: [], faultSince: null, checkedAt: NOW }
  const page = planDocument({ state, facts, firstDay: NOW, restores: new Map(), alarms: [], acts: [] }, NOW)
  return page.assets.db?.settings
}

test('a backup window stands beside its own database, as planned and as found', () => {
  const line = { name: 'Backup window', planned: '01:00–02:00 UTC' }
  expect(settings('01:00-02:00')).toEqual([{ ...line, found: '01:00–02:00 UTC', agrees: true }])
  expect(settings('03:00-04:00')).toEqual([{ ...line, found: '03:00–04:00 UTC', agrees: false }])
})

test('of a database that is gone, or was not read lately, no setting is known', () => {
  const unknown = [{ name: 'Backup window', planned: '01:00–02:00 UTC', found: null, agrees: null }]
  expect(settings('03:00-04:00', { goneAt: NOW })).toEqual(unknown)
  expect(settings('03:00-04:00', { lastSuccessAt: NOW - 86_400_000 })).toEqual(unknown)
})
