import { expect, test } from 'vitest'
import { type ApprovedRestore, isSameRequest, paramsHash } from '@/lib/restores/rules/params-hash'

const RESTORE: ApprovedRestore = {
  ...{ assetId: 'a:b', method: 'snapshot', pointKey: 'rds:b-1', location: 'us-east-1/1/rds', targetName: 'b-restored' },
  ...{ pointAt: 1_000, region: 'us-east-1', accountId: '1', sourceIdentifier: 'b', sourceResourceId: 'db-1' },
  options: { multiAz: true, securityGroups: ['sg-1', 'sg-2'], port: 5432 },
  preflight: {
    checks: [{ key: 'source', outcome: 'pass', title: 'Source', sentence: 'seen 3 s ago' }],
    configuration: [
      {
        ...{ key: 'multi-az', label: 'Multi-AZ', source: 'on', awsDefault: 'off', thisRestore: 'on', mark: 'kept' },
        ...{ note: null, defaultDiffers: true },
      },
    ],
  },
}
const [check] = RESTORE.preflight.checks
const [line] = RESTORE.preflight.configuration

test('the fingerprint is one for all time: approvals that are stored keep their meaning', () => {
  expect(paramsHash(RESTORE)).toBe('08c8e9b2d6c8a281b15b5dcf5a49b7a547d4b62bc7d47c9c589700f248318f95')
})

test.each<[string, Partial<ApprovedRestore>]>([
  ['asset', { assetId: 'a:c' }],
  ['method', { method: 'point-in-time' }],
  ['point', { pointKey: 'rds:b-2' }],
  ['location', { location: 'us-west-2/1/rds' }],
  ['target', { targetName: 'b-other' }],
  ['moment', { pointAt: 1_001 }],
  ['region', { region: 'us-west-2' }],
  ['account', { accountId: '2' }],
  ['source', { sourceIdentifier: 'c' }],
  ['source’s own id', { sourceResourceId: null }],
  ['an option', { options: { ...RESTORE.options, multiAz: false } }],
  ['the order of groups', { options: { ...RESTORE.options, securityGroups: ['sg-2', 'sg-1'] } }],
  ['an option less', { options: { multiAz: true, port: 5432 } }],
  ['an outcome', { preflight: { ...RESTORE.preflight, checks: check ? [{ ...check, outcome: 'warn' }] : [] } }],
  ['no check', { preflight: { ...RESTORE.preflight, checks: [] } }],
  ['a setting', { preflight: { ...RESTORE.preflight, configuration: line ? [{ ...line, thisRestore: 'off' }] : [] } }],
])('another %s is another restore', (_, over) => {
  expect(paramsHash({ ...RESTORE, ...over })).not.toBe(paramsHash(RESTORE))
})

test('sentences, the order in which options are written and an option without a value change nothing', () => {
  const said = { ...RESTORE.preflight, checks: check ? [{ ...check, sentence: 'seen 9 s ago' }] : [] }
  const options = { port: 5432, storageType: undefined, securityGroups: ['sg-1', 'sg-2'], multiAz: true }
  const same = { ...RESTORE, preflight: said, options } as ApprovedRestore
  expect(paramsHash(same)).toBe(paramsHash(RESTORE))
})

test('a request sent twice is the same, whatever was looked up for it; with another answer it is not', () => {
  expect(isSameRequest(RESTORE, { ...RESTORE, ...{ pointAt: 9, region: 'x' } })).toBe(true)
  for (const over of [{ assetId: 'x' }, { method: 'aws-backup' as const }, { pointKey: 'x' }, { location: 'x' }]) {
    expect(isSameRequest(RESTORE, { ...RESTORE, ...over })).toBe(false)
  }
  expect(isSameRequest(RESTORE, { ...RESTORE, targetName: 'x' })).toBe(false)
})
