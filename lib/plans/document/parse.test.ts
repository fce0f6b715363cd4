import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import type { PlanFault } from '@/lib/plans/model/fault'

const sound = readFileSync('plans/phoenix.yaml', 'utf8')
const FILE = 'plans/phoenix.yaml'

/** Replaces exactly one place, so that a test breaks what it means to break. */
function broken(from: string, to: string): string {
  expect(sound.split(from).length).toBeGreaterThan(1)
  return sound.replace(from, to)
}

function faultsOf(text: string): PlanFault[] {
  const started = performance.now()
  const parsed = parsePlan(text, FILE)
  expect(performance.now() - started).toBeLessThan(10_000)
  if (parsed.ok) throw new Error('expected faults')
  for (const { file, line, column, found, expected, message } of parsed.faults) {
    expect(file).toBe(FILE)
    expect(line).toBeGreaterThan(0)
    expect(line).toBeLessThanOrEqual(text.split('\n').length)
    expect(column).toBeGreaterThan(0)
    for (const words of [found, expected, message]) {
      expect(words).not.toBe('')
      expect(words).not.toMatch(/undefined|NaN|\[object|Invalid input|node_modules|\n/)
    }
  }
  return parsed.faults
}

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

describe('a document that is no plan', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a list', '- a\n- b'],
    ['null', '~'],
    ['a tab', 'system:\n\tkey: phoenix'],
    ['an open quote', 'system: "phoenix'],
    ['an open list', 'system: ['],
    ['two documents', `${sound}\n---\n${sound}`],
    ['an unknown tag', 'system: !!js/function "x"'],
    ['an alias to nothing', 'system: *nothing'],
    ['a key that is no text', '? [a, b]\n: c'],
    ['binary', '\u0000\u0001\ufffe'],
    ['a sign that no database keeps', sound.replace('Phoenix Platform', 'Phoenix\0')],
    ['such a sign in a comment', `# \u0001\n${sound}`],
    ['such a sign as an escape', sound.replace('name: Phoenix Platform', 'name: "Phoenix\\0"')],
    ['half of a sign', sound.replace('name: Phoenix Platform', 'name: "Phoenix \\ud83d"')],
  ])('%s', (_what, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0)
  })

  test('aliases that multiply are refused at once', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 12; level += 1)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    const [fault] = faultsOf(bomb.join('\n'))
    expect(fault).toMatchObject({ line: 2 })
    expect(fault?.found).toContain('aliases')
  })

  test('a circle of aliases is refused', () => {
    expect(faultsOf('system: &s { key: *s }').length).toBeGreaterThan(0)
  })

  test('a big file is refused without being read', () => {
    const started = performance.now()
    expect(faultsOf(sound.repeat(40))[0]?.found).toContain('characters')
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test.each(['[', '{a: ', '- ', '? '])('%j nested without end is refused, not thrown', (open) => {
    expect(faultsOf(open.repeat(20_000)).length).toBeGreaterThan(0)
  })
})

test('whatever is cut out of or written into a plan, the answer is a plan or plain faults', () => {
  fc.assert(
    fc.property(
      fc.nat(sound.length),
      fc.nat(40),
      fc.oneof(fc.constantFrom('\n', '  ', ': ', '*x', '&x ', '{', ']', '"', '- ', '|', '%', '!!int '), fc.string()),
      (at, length, inserted) => {
        const text = sound.slice(0, at) + inserted + sound.slice(at + length)
        const parsed = parsePlan(text, FILE)
        if (!parsed.ok) expect(faultsOf(text).length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

test('the content hash goes by content alone', () => {
  const hashOf = (text: string) => {
    const parsed = parsePlan(text, FILE)
    return parsed.ok ? parsed.contentHash : null
  }
  expect(hashOf(`# another comment\n${sound.replaceAll('\n', '\r\n')}`)).toBe(hashOf(sound))
  expect(hashOf(broken('rpo: { target: 15 min, max: 30 min }', 'rpo: { max: 30 min, target: 15 min }'))).toBe(
    hashOf(sound),
  )
  expect(hashOf(broken('rpo: { target: 15 min, max: 30 min }', 'rpo: { target: 15 min, max: 31 min }'))).not.toBe(
    hashOf(sound),
  )
})
