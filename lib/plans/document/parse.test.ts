import { describe, expect, test } from 'vitest'
import { broken, faultsOf, sound } from '@/lib/plans/testing/sound-plan'

describe('a fault says where it is and what is expected', () => {
  test.each<[string, string, string, string, string, string, string?]>([
    [
      'a wrong unit',
      'rto: { target: 30 min }',
      'rto: { target: 30 mins }',
      'objectives[1].rto.target',
      '"30 mins"',
      'a duration longer than zero',
      '30 min',
    ],
    [
      'a bare number',
      'rto: { target: 30 min }',
      'rto: { target: 30 }',
      'objectives[1].rto.target',
      'the number 30',
      'a duration',
    ],
    [
      'a negative duration',
      'rto: { target: 30 min }',
      'rto: { target: -30 min }',
      'objectives[1].rto.target',
      '"-30 min"',
      'a duration',
    ],
    [
      'a maximum below its target',
      'rto: { target: 2 h, max: 4 h }',
      'rto: { target: 2 h, max: 1 h }',
      'objectives[0].rto.max',
      '"1 h"',
      'not shorter',
    ],
    [
      'an unknown key',
      'classification: Confidential',
      'clasification: Confidential',
      'system.clasification',
      'the unknown key `clasification`',
      'only keys',
      'classification',
    ],
    [
      'a key of a later release',
      'review:\n',
      'weather: []\nreview:\n',
      'weather',
      'the unknown key `weather`',
      'only keys',
    ],
    ['a missing key', '  name: Phoenix Platform\n', '', 'system.name', 'nothing: the key is missing', 'text'],
    ['an empty value', 'name: Phoenix Platform', 'name:', 'system.name', 'an empty value', 'text'],
    ['a version without quotes', 'version: "1.0"', 'version: 1.0', 'review.version', 'the number 1', 'text'],
    [
      'an account without quotes',
      'id: "210000000005"',
      'id: 210000000005',
      'system.account.id',
      'the number 210000000005',
      'text',
    ],
    [
      'an unknown asset',
      'covers: [prometheus]',
      'covers: [prometeus]',
      'objectives[3].covers[0]',
      '"prometeus"',
      'the key of an asset',
      'prometheus',
    ],
    [
      'a backup of nothing',
      'asset: etcd-cluster',
      'asset: etcd',
      'backups[4].asset',
      '"etcd"',
      'the key of an asset',
      'etcd-cluster',
    ],
    [
      'a bucket that is none',
      'bucket: phoenix-backups\n',
      'bucket: prometheus\n',
      'backups[6].store.bucket',
      '"prometheus"',
      'the key of a bucket',
    ],
    [
      'an unknown environment',
      'environment: production\n    covers: [prometheus]',
      'environment: prod\n    covers: [prometheus]',
      'objectives[3].environment',
      '"prod"',
      'environment',
      'production',
    ],
    [
      'an id used twice',
      'id: p1-high',
      'id: p0-critical',
      'objectives[2].id',
      '"p0-critical"',
      'entry 2 of objectives',
    ],
    ['an asset used twice', 'key: phoenix-dns', 'key: prometheus', 'assets[13].key', '"prometheus"', 'an id used once'],
    [
      'a cron that is none',
      'cron: "0 */6 * * *"',
      'cron: "0 */6 * *"',
      'backups[6].schedule.cron',
      '"0 */6 * *"',
      'no cron expression',
    ],
    [
      'a date that never comes',
      'cron: "0 */6 * * *"',
      'cron: "0 0 31 2 *"',
      'backups[6].schedule.cron',
      '"0 0 31 2 *"',
      'never comes',
    ],
    [
      'a zone that is none',
      '{ cron: "0 */6 * * *", zone: UTC }',
      '{ cron: "0 */6 * * *", zone: Mars }',
      'backups[6].schedule.zone',
      '"Mars"',
      'a time zone such as `UTC`',
    ],
    [
      'a zone almost right',
      '{ cron: "0 */6 * * *", zone: UTC }',
      '{ cron: "0 */6 * * *", zone: Europe/Berlim }',
      'backups[6].schedule.zone',
      '"Europe/Berlim"',
      'a time zone such as `UTC`',
      'Europe/Berlin',
    ],
    [
      'a schedule almost right',
      'schedule: { cron: "0 */6 * * *", zone: UTC }',
      'schedule: continous',
      'backups[6].schedule',
      '"continous"',
      '`continuous` or `none stated`',
      'continuous',
    ],
    [
      'a kind of store almost right',
      'kind: objects\n      bucket: phoenix-backups\n',
      'kind: object\n      bucket: phoenix-backups\n',
      'backups[6].store.kind',
      '"object"',
      'a store of kind',
      'objects',
    ],
    [
      'a key of the kind of store that is meant',
      'kind: objects\n      bucket: phoenix-backups\n',
      'kind: objects\n      buckt: phoenix-backups\n',
      'backups[6].store.buckt',
      'the unknown key `buckt`',
      'only keys',
      'bucket',
    ],
    [
      'an RPO almost in words',
      'rpo: { target: 5 min }',
      'rpo: realtime',
      'objectives[1].rpo',
      '"realtime"',
      '`real time`',
      'real time',
    ],
    [
      'a schedule in words',
      'schedule: { cron: "0 */6 * * *", zone: UTC }',
      'schedule: daily',
      'backups[6].schedule',
      '"daily"',
      '`continuous` or `none stated`',
    ],
    [
      'a cron without a zone',
      'schedule: { cron: "0 */6 * * *", zone: UTC }',
      'schedule: { cron: "0 */6 * * *" }',
      'backups[6].schedule.zone',
      'nothing: the key is missing',
      'text',
    ],
    [
      'an unknown mechanism',
      'mechanism: etcd',
      'mechanism: etcdctl',
      'backups[4].mechanism',
      '"etcdctl"',
      'one of `rds-automated`',
      'etcd',
    ],
    [
      'a day that is none',
      'lastUpdated: 2025-01-25',
      'lastUpdated: 2025-02-30',
      'review.lastUpdated',
      '"2025-02-30"',
      'a day such as',
    ],
    [
      'a percentage over 100',
      'integrity: { target: 100',
      'integrity: { target: 101',
      'objectives[0].integrity.target',
      'the number 101',
      'at most 100',
    ],
    [
      'a percentage in words',
      'minimum: 99.99 }',
      'minimum: 99.99 % }',
      'objectives[0].integrity.minimum',
      '"99.99 %"',
      'as a number',
    ],
    [
      'a list where a group belongs',
      'review:\n  version: "1.0"',
      'review: []\nx:\n  version: "1.0"',
      'review',
      'an empty list',
      'a group of keys',
    ],
    [
      'text where a list belongs',
      'covers: [prometheus]',
      'covers: prometheus',
      'objectives[3].covers',
      '"prometheus"',
      'a list',
    ],
    ['another system', 'key: phoenix\n', 'key: phenix\n', 'system.key', '"phenix"', 'as the file is named'],
    [
      'a key of JavaScript',
      'classification: Confidential',
      '__proto__: {}',
      'system.__proto__',
      'the unknown key `__proto__`',
      'only keys',
    ],
  ])('%s', (_what, from, to, key, found, expected, nearest) => {
    const text = broken(from, to)
    const faults = faultsOf(text)
    const fault = faults.find((one) => one.key === key)
    expect(faults.map((one) => one.key)).toContain(key)
    expect(fault?.found).toContain(found)
    expect(fault?.expected).toContain(expected)
    expect(fault?.nearest).toBe(nearest)
    const guess = nearest ? ` Did you mean \`${nearest}\`?` : ''
    expect(fault?.message).toBe(`\`${key}\`: found ${fault?.found}; expected ${fault?.expected}.${guess}`)
    // The place is in what was changed, or for what is missing in the group that should hold it.
    if (to !== '') expect(fault?.line).toBeGreaterThanOrEqual(text.slice(0, text.indexOf(to)).split('\n').length)
  })

  test('the column is the value, or the key where the key is at fault', () => {
    const [unit] = faultsOf(broken('rto: { target: 30 min }', 'rto: { target: 30 mins }'))
    expect(sound.split('\n')[(unit?.line ?? 0) - 1]).toContain('target: 30 min')
    expect(unit?.column).toBe('    rto: { target: '.length + 1)
    const [key] = faultsOf(broken('classification: Confidential', 'clasification: Confidential'))
    expect(key?.column).toBe(3)
  })

  test('a key written twice is told at the second', () => {
    const [fault] = faultsOf(broken('  name: Phoenix Platform', '  name: Phoenix Platform\n  name: Phoenix'))
    expect(fault).toMatchObject({
      line: 7,
      column: 3,
      found: 'the key `name` a second time',
      expected: 'each key once',
    })
  })

  test('all faults are told at once, dangling names too, in the order of the lines', () => {
    const text = broken('rto: { target: 30 min }', 'rto: { target: soon }')
      .replace('covers: [prometheus]', 'covers: [nothing]')
      .replace('version: "1.0"', 'version: 1')
    const faults = faultsOf(text)
    expect(faults.map(({ key }) => key)).toEqual([
      'review.version',
      'objectives[1].rto.target',
      'objectives[3].covers[0]',
    ])
  })
})
