import { describe, expect, test } from 'vitest'
import { referenceFaults } from '@/lib/plans/rules/references/references'

const told = (document: unknown) =>
  referenceFaults(document).map(
    ({ path, expected, nearest }) => `${path.join('.')}: ${expected}, ${nearest?.() ?? '–'}`,
  )

const vaults = [
  { key: 'main', kind: 'vault' },
  { key: 'archive', kind: 'bucket' },
  { key: 'db', kind: 'db-instance' },
]
const store = (over: object) => ({ assets: vaults, backups: [{ id: 'b', store: over }] })
const copied = (over: object) => ({ assets: vaults, backups: [{ id: 'b', copies: [{ store: over }] }] })
const evidence = (...list: unknown[]) => ({ drills: [{ id: 'restore' }], compliance: [{ id: 'c', evidence: list }] })
const from = (...list: unknown[]) => ({
  ...{ environments: [{ key: 'production' }], assets: [{ key: 'db' }] },
  runbooks: [{ id: 'r', variables: list.map((one) => ({ from: one })) }],
})

describe('a name that stands for nothing', () => {
  test.each<[string, unknown, string[]]>([
    ['in a store: none, where all are known', store({ vault: 'main', bucket: 'archive', instance: 'db' }), []],
    ['in a store that names none', store({ kind: 'elsewhere', place: 'a safe' }), []],
    ['of a vault', store({ vault: 'mian' }), ['backups.0.store.vault: the key of a vault under assets, main']],
    [
      'of a bucket that is a vault',
      store({ bucket: 'main' }),
      ['backups.0.store.bucket: the key of a bucket under assets, –'],
    ],
    ['of an instance', store({ instance: 'dbs' }), ['backups.0.store.instance: the key of an asset, db']],
    [
      'of a copy’s vault',
      copied({ vault: 'mian' }),
      ['backups.0.copies.0.store.vault: the key of a vault under assets, main'],
    ],
    [
      'of a vault and an instance',
      store({ vault: 'x', instance: 'y' }),
      ['backups.0.store.vault: the key of a vault under assets, –', 'backups.0.store.instance: the key of an asset, –'],
    ],
    ['in what is no store', { backups: [{ store: null }, { store: 'x' }, { store: { vault: 5 } }] }, []],
    [
      'beside names that are no text',
      {
        assets: [null, 'x', { key: 5, kind: 'vault' }, ...vaults],
        ...{ backups: [{ store: { vault: 'mian' } }], scenarios: [{ assets: ['mian', 5, null] }] },
      },
      [
        'scenarios.0.assets.0: the key of an asset, main',
        'backups.0.store.vault: the key of a vault under assets, main',
      ],
    ],
    ['of evidence: none, where it is known', evidence({ kind: 'drill', of: 'restore' }), []],
    [
      'of evidence',
      evidence({ kind: 'drill', of: 'restored' }),
      ['compliance.0.evidence.0.of: the id of a drill, restore'],
    ],
    [
      'of evidence that names nothing of the plan',
      evidence(
        { kind: 'report', of: 'x' },
        { kind: 'constructor', of: 'x' },
        { kind: 'drill' },
        { of: 'x' },
        null,
        'x',
      ),
      [],
    ],
    [
      'of a place’s asset',
      from({ kind: 'asset', asset: 'dbs' }),
      ['runbooks.0.variables.0.from: the key of an asset, db'],
    ],
    [
      'of a place’s environment',
      from({ kind: 'environment', environment: 'prod' }),
      ['runbooks.0.variables.0.from: the key of an environment, production'],
    ],
    [
      'of a place: none, where it is known or named by another kind',
      from(
        { kind: 'asset', asset: 'db' },
        { kind: 'environment', environment: 'production' },
        { kind: 'value', value: 'x', environment: 'nowhere' },
        ...[null, 'x'],
      ),
      [],
    ],
  ])('%s', (_, document, faults) => {
    expect(told(document)).toEqual(faults)
  })
})

describe('an id used twice', () => {
  test.each<[string, unknown, string[]]>([
    [
      'in a group of groups',
      { communications: { channels: [{ id: 'a' }, { id: 'b' }, { id: 'b' }] } },
      ['communications.channels.2.id: an id used once; entry 2 of communications.channels has it already, –'],
    ],
    ['is no fault where it is no text', { assets: [{ key: 5 }, { key: 5 }, {}, {}] }, []],
    ['is no fault in two lists', { assets: [{ key: 'a' }], roles: [{ id: 'a' }] }, []],
    [
      'three times is told twice, each of the first',
      { roles: [{ id: 'a' }, { id: 'a' }, { id: 'a' }] },
      [1, 2].map((entry) => `roles.${entry}.id: an id used once; entry 1 of roles has it already, –`),
    ],
  ])('%s', (_, document, faults) => {
    expect(told(document)).toEqual(faults)
  })
})
