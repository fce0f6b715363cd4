import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestName } from '@/lib/plans/rules/nearest-name'

test.each([
  ['clasification', ['name', 'classification'], 'classification'],
  ['phaserai-dve', ['phaserai-prod', 'phaserai-dev', 'phaserai-staging'], 'phaserai-dev'],
  ['prometeus', ['prometheus', 'phoenix'], 'prometheus'],
  ['etcd', ['phoenix', 'etcd-cluster'], 'etcd-cluster'],
  ['prod', ['staging', 'production'], 'production'],
  ['aws_backup', ['rds-automated', 'aws-backup', 'aws-backup-copy'], 'aws-backup'],
  ['Manual', ['manual', 'command'], 'manual'],
  ['Europe/Berlim', ['Europe/Bern', 'Europe/Berlin', 'UTC'], 'Europe/Berlin'],
  ['utc', ['Europe/Berlin', 'UTC'], 'UTC'],
  ['rot', ['rto', 'rpo'], 'rto'],
  ['ab', ['ac'], 'ac'],
  ['ac', ['abc'], 'abc'],
  ['x', ['x'], 'x'],
  ['ab', ['cd'], null],
  ['bx', ['yb'], null],
  ['xb', ['by'], null],
  ['abc', ['abxy'], null],
  ['abcde', ['abxdef'], 'abxdef'],
  ['abcde', ['axxdef'], null],
  ['abcdefgh', ['abcdefgx', 'abcdefxx'], 'abcdefgx'],
  ['abcdefgh', ['abcdefxx', 'abcdefgx'], 'abcdefgx'],
  ['abcdefgh', ['abcdefgx', 'abcdefgy'], 'abcdefgx'],
  ['rto', ['rot', 'rto'], 'rto'],
  ['production', ['prod'], 'prod'],
  ['pro', ['production'], 'production'],
  ['pr', ['production'], null],
  ['cluster', ['etcd-cluster'], 'etcd-cluster'],
  ['daily', ['continuous', 'none stated'], null],
  ['x', ['alpha', 'beta'], null],
  ['', ['a'], null],
  ['anything', [], null],
])('%j among %j is %j', (written, known, expected) => {
  expect(nearestName(written, known)).toBe(expected)
})

test('a known name is nearest to itself, and one wrong letter in a long name is forgiven', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{4,20}$/), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.nat(),
      (names, which, where) => {
        const name = names[which % names.length] ?? ''
        expect(nearestName(name, names)).toBe(name)
        const place = where % name.length
        expect(nearestName(`${name.slice(0, place)}#${name.slice(place + 1)}`, [name])).toBe(name)
      },
    ),
  )
})

test('of a very long text only the first hundred letters are looked at, and it is answered at once', () => {
  const [x, y] = ['x'.repeat(1_000_000), 'y'.repeat(1_000_000)]
  expect(nearestName(x, [y])).toBeNull()
  const [hundred, other] = ['abcde', 'zabcd'].map((text) => text + 'vwxyz'.repeat(19)) as [string, string]
  expect(nearestName(hundred + x, [other])).toBe(other)
  expect(nearestName(hundred, [other + y])).toBe(other + y)
  expect(nearestName(hundred + x, [hundred])).toBe(hundred)
})
