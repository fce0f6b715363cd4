import { expect, test } from 'vitest'
import { nearestKeyAt, nearestValue } from '@/lib/plans/document/known-names'

test.each<[string, unknown, (string | number)[], string | null]>([
  ['a word of a list', { assets: [{ kind: 'db_instance' }] }, ['assets', 0, 'kind'], 'db-instance'],
  ['a word in a default', { assets: [{ platform: 'AWS' }] }, ['assets', 0, 'platform'], 'aws'],
  ['a kind of store', { backups: [{ store: { kind: 'valut' } }] }, ['backups', 0, 'store', 'kind'], 'vault'],
  ['a schedule in words', { backups: [{ schedule: 'non stated' }] }, ['backups', 0, 'schedule'], 'none stated'],
  ['a zone', { backups: [{ window: { zone: 'Europe/Lodnon' } }] }, ['backups', 0, 'window', 'zone'], 'Europe/London'],
  ['a duration', { objectives: [{ rto: { target: '2 Hours' } }] }, ['objectives', 0, 'rto', 'target'], '2 hours'],
  [
    'a length that must not be zero',
    { objectives: [{ rto: { target: '0 hrs' } }] },
    ['objectives', 0, 'rto', 'target'],
    null,
  ],
  ['a deadline', { severities: [{ respond: 'at ones' }] }, ['severities', 0, 'respond'], 'at once'],
  [
    'a fact of an asset',
    { runbooks: [{ variables: [{ from: 'asset phoenix endpont' }] }] },
    ['runbooks', 0, 'variables', 0, 'from'],
    'asset phoenix endpoint',
  ],
  [
    'what a variable is taken from',
    { runbooks: [{ variables: [{ from: 'assets phoenix arn' }] }] },
    ['runbooks', 0, 'variables', 0, 'from'],
    'asset phoenix arn',
  ],
  ['free text', { system: { name: 'aws' } }, ['system', 'name'], null],
  ['a place that plans do not have', { weather: 'sunny' }, ['weather'], null],
  ['no text', { assets: [{ kind: 7 }] }, ['assets', 0, 'kind'], null],
])('%s', (_what, content, path, expected) => {
  expect(nearestValue(content, path)).toBe(expected)
})

test.each<[string, unknown, (string | number)[], string, string | null]>([
  ['of a section', {}, [], 'runbook', 'runbooks'],
  ['of a step', { runbooks: [{ steps: [{}] }] }, ['runbooks', 0, 'steps', 0], 'sucess', 'success'],
  [
    'of the kind of store that is meant',
    { backups: [{ store: { kind: 'vault' } }] },
    ['backups', 0, 'store'],
    'valt',
    'vault',
  ],
  ['of another kind of store', { backups: [{ store: { kind: 'vault' } }] }, ['backups', 0, 'store'], 'bucket', null],
  ['that is there already', { system: { name: 'x' } }, ['system'], 'nam', null],
  ['of JavaScript', { system: {} }, ['system'], '__proto__', null],
])('a key %s', (_what, content, path, written, expected) => {
  expect(nearestKeyAt(content, path)(written)).toBe(expected)
})
